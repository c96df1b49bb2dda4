"""A machine killed at any step of a sync: the next sync mends it, nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.keep.killing import places, played
from tests.keep.machines import Machines

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to be forked")


def test_killed_at_a_step_the_next_sync_mends_it(
    machines: Machines, tmp_path: Path, unlocked: None
) -> None:
    machines.go_apart()
    kept = tmp_path / "kept"
    shutil.copytree(machines.home, kept)
    words = ["sync", str(machines.folder), "--ledger", str(machines.ledger("b"))]
    count = played(words, 0)
    machines.sync("a", "b")
    whole = machines.people("b")
    assert machines.people("a") == whole
    assert sorted(whole) == ["Ana", "Cy"]
    for tried in places(count):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        played(words, tried)
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
    for tried in places(count):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        played(words, tried)
        machines.sync("a", "b")
        assert machines.people("b") == machines.people("a")
        assert len(machines.files()) == 2
        assert not [each.name for each in machines.folder.iterdir() if each.name[0] == "."]


def test_killed_while_it_takes_in_a_copy(
    machines_apart: Machines, tmp_path: Path, unlocked: None
) -> None:
    """Before or after: it is typed again, and each is there once."""
    both = machines_apart
    both.on("a", "log Ana --new --on 2026-06-01")
    both.on("a", "log Bo --new --on 2026-06-01")
    shutil.copyfile(both.ledger("a"), both.ledger("b"))
    both.on("a", "log Ana --on 2026-06-03 --note lease")
    both.on("a", "forget Bo --yes")
    both.on("b", "log Cy --new --on 2026-06-03")
    both.on("b", "edit Ana --title Partner")
    kept = tmp_path / "kept"
    shutil.copytree(both.home, kept)
    words = ["sync", str(both.ledger("a")), "--ledger", str(both.ledger("b"))]
    count = played(words, 0)
    whole = both.people("b")
    assert sorted(whole) == ["Ana", "Cy"]
    untouched = both.ledger("a").read_bytes()
    for tried in places(count):
        shutil.rmtree(both.home)
        shutil.copytree(kept, both.home)
        played(words, tried)
        both.on("b", f'sync "{both.ledger("a")}"')
        assert both.people("b") == whole, tried
        assert both.ledger("a").read_bytes() == untouched
        assert not both.on("b", f'sync "{both.ledger("a")}" --json').data["came"]
