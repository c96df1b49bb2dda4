"""A machine killed at any step of a sync: the next sync mends it, nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from farmer.cli import run
from farmer.ledger.file import sealed
from farmer.ledger.sqlite import driver
from tests.keep.machines import Machines

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to be forked")
# So many of the steps are tried, all of them by and by.
_TRIED = 9


def _steps(at_step: Callable[[], None]) -> None:
    """Have `at_step` called before whatever makes something last."""
    for owner, name in (
        (sealed.Seal, "_sealed"),
        (driver._PlainConnection, "execute"),
        (Session, "commit"),
        (Path, "replace"),
        (os, "fsync"),
    ):
        before = getattr(owner, name)

        def stepping(*given: Any, _before: Any = before, _name: str = name) -> Any:
            if _name != "execute" or str(given[1]).startswith(("COMMIT", "DELETE", "INSERT")):
                at_step()
            return _before(*given)

        setattr(owner, name, stepping)


def _played(words: list[str], killed_at: int) -> int:
    """How many steps a command took, in a process of its own; at one of them it is killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
        count = 0

        def at_step() -> None:
            nonlocal count
            count += 1
            if count == killed_at:
                os._exit(9)

        _steps(at_step)
        run(words)
        os.write(writing, str(count).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return int(told.read() or 0)


def test_killed_at_a_step_the_next_sync_mends_it(
    machines: Machines, tmp_path: Path, unlocked: None
) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01")
    machines.on("a", "log Bo --new --on 2026-06-01")
    machines.sync("a", "b")
    machines.on("a", "log Ana --on 2026-06-03 --note lease")
    machines.on("a", "forget Bo --yes")
    machines.sync("a")
    machines.on("b", "log Cy --new --on 2026-06-03")
    machines.on("b", "edit Ana --title Partner")
    kept = tmp_path / "kept"
    shutil.copytree(machines.home, kept)
    words = ["sync", str(machines.folder), "--ledger", str(machines.ledger("b"))]
    count = _played(words, 0)
    machines.sync("a", "b")
    whole = machines.people("b")
    assert machines.people("a") == whole
    assert sorted(whole) == ["Ana", "Cy"]
    assert count > _TRIED
    for tried in range(_TRIED):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        _played(words, 1 + tried * (count - 1) // (_TRIED - 1))
        machines.sync("b", "a", "b")
        assert machines.people("b") == machines.people("a") == whole, tried
        assert len(machines.files()) == 2


def test_killed_at_its_first_sync_it_is_one_machine(
    machines: Machines, tmp_path: Path, unlocked: None
) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01")
    kept = tmp_path / "kept"
    shutil.copytree(machines.home, kept)
    words = ["sync", str(machines.folder), "--ledger", str(machines.ledger("a"))]
    count = _played(words, 0)
    for tried in range(_TRIED):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        _played(words, 1 + tried * (count - 1) // (_TRIED - 1))
        machines.sync("a", "b")
        assert machines.people("b") == machines.people("a")
        assert len(machines.files()) == 2
        assert not [each.name for each in machines.folder.iterdir() if each.name[0] == "."]
