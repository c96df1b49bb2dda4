"""A sync by a team's book that is killed at any step: the next mends it, nothing is lost twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import KEY_COMMAND, Farmer
from tests.keep.killing import places, played
from tests.servers import Team

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

from tests.together.carried import CarriedMachines, in_book, put_back

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to be forked")


@pytest.fixture
def machines(
    extra: None,
    farmer: Farmer,
    tmp_path: Path,
    team: Team,
    monkeypatch: pytest.MonkeyPatch,
    unlocked: None,
) -> CarriedMachines:
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    home = tmp_path / "home"
    home.mkdir()
    machines = CarriedMachines(farmer, home, home / "book", team)
    machines.on("a", "add Zed")
    joined = machines.on("a", f"team join '{team.address('kim')}' --carry --json")
    monkeypatch.setenv("FARMER_TEAM_KEY", joined.data["new_key"])
    machines.on("b", f"team join '{team.address('kim')}' --carry")
    return machines


def test_killed_at_a_step_the_next_sync_mends_it(
    machines: CarriedMachines, team: Team, tmp_path: Path
) -> None:
    machines.go_apart()
    kept, there = tmp_path / "kept", in_book(team)
    shutil.copytree(machines.home, kept)
    words = ["team", "sync", "--ledger", str(machines.ledger("b"))]
    count = played(words, 0, machines.lasting)
    machines.sync("a", "b")
    whole = machines.people("b")
    assert machines.people("a") == whole
    assert sorted(whole) == ["Ana", "Cy", "Zed"]
    for tried in places(count):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        put_back(team, there)
        played(words, tried, machines.lasting)
        machines.sync("b", "a", "b")
        assert machines.people("b") == machines.people("a") == whole, tried
        assert len({row[1] for row in in_book(team)}) == 2, tried


def test_killed_at_its_first_sync_it_is_one_machine(
    machines: CarriedMachines, team: Team, tmp_path: Path
) -> None:
    machines.on("a", "log Ana --new --on 2026-06-01")
    kept = tmp_path / "kept"
    shutil.copytree(machines.home, kept)
    words = ["team", "sync", "--ledger", str(machines.ledger("a"))]
    count = played(words, 0, machines.lasting)
    for tried in places(count):
        shutil.rmtree(machines.home)
        shutil.copytree(kept, machines.home)
        put_back(team, [])
        played(words, tried, machines.lasting)
        machines.sync("a", "b")
        assert sorted(machines.people("b")) == ["Ana", "Zed"], tried
        assert len({row[1] for row in in_book(team)}) == 2, tried
