"""A machine killed at any step of a sync: the next sync mends it, nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.keep.killing import played
from tests.keep.machines import Machines

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to be forked")
# So many of the steps are tried, all of them by and by.
_TRIED = 9


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
    count = played(words, 0)
    machines.sync("a", "b")
    whole = machines.people("b")
    assert machines.people("a") == whole
    assert sorted(whole) == ["Ana", "Cy"]
    assert count > _TRIED
    for tried in range(_TRIED):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        played(words, 1 + tried * (count - 1) // (_TRIED - 1))
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
    count = played(words, 0)
    for tried in range(_TRIED):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        played(words, 1 + tried * (count - 1) // (_TRIED - 1))
        machines.sync("a", "b")
        assert machines.people("b") == machines.people("a")
        assert len(machines.files()) == 2
        assert not [each.name for each in machines.folder.iterdir() if each.name[0] == "."]
