"""Whatever is typed on three machines that a team's book syncs: all come to the same, to all of it.

What a folder holds between machines is on trial in tests/keep/test_sync_property.py; here a server
is in its place, which is put back to a backup now and then.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given

from tests.conftest import KEY_COMMAND, Farmer
from tests.keep.lives import CLOCKS, Begun, Life, Step, begin, steps_of, texts_of
from tests.keep.test_sync_property import (
    TRIES,
    all_come_to_the_same,
    no_talk_is_lost_or_doubled,
    removed_is_what_was_seen,
    the_forgotten_are_nowhere,
    what_stands_nobody_replaced,
)
from tests.servers import Team
from tests.torture.contents import sealed_in

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

from tests.together.carried import CarriedMachines, Row, in_book, put_back


class BegunInBook:
    """Three machines that have the same, and a server, kept so that each life begins there."""

    def __init__(self, begun: Begun, team: Team) -> None:
        self._begun = begun
        self.team = team
        self.yesterday: list[Row] = in_book(team)

    def life(self, wrong_by: list[int]) -> Life:
        """A new life."""
        put_back(self.team, self.yesterday)
        return self._begun.life(wrong_by)


@pytest.fixture
def begun(
    extra: None,
    unlocked: None,
    farmer: Farmer,
    tmp_path: Path,
    team: Team,
    monkeypatch: pytest.MonkeyPatch,
) -> BegunInBook:
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    home = tmp_path / "home"
    home.mkdir()
    machines = CarriedMachines(farmer, home, home / "book", team)
    join = f"team join '{team.address('kim')}' --carry --json"
    monkeypatch.setenv("FARMER_TEAM_KEY", machines.on("a", join).data["new_key"])
    for machine in "bc":
        machines.on(machine, join)
    return BegunInBook(begin(machines, "folder", tmp_path / "kept"), team)


def pieces_tell_of_nobody_forgotten(life: Life, team: Team, folder: Path) -> None:
    """What lies on the server holds no more than the machines do."""
    files: dict[str, bytes] = {}
    for _, machine, _, _, piece in in_book(team):
        assert isinstance(piece, bytes)
        files[str(machine)] = files.get(str(machine), b"") + piece
    for machine, content in files.items():
        (folder / f"{machine}.sealed").write_bytes(content)
    texts = texts_of(folder, sealed_in)
    for name in life.gone:
        assert name not in texts
    shutil.rmtree(folder)


@TRIES
@given(wrong_by=CLOCKS, steps=steps_of())
def test_whatever_is_written_nothing_is_lost_doubled_or_replaced_unseen(
    begun: BegunInBook, wrong_by: list[int], steps: list[Step]
) -> None:
    life = begun.life(wrong_by)
    life.play(steps)
    life.settle()
    all_come_to_the_same(life)
    no_talk_is_lost_or_doubled(life)
    what_stands_nobody_replaced(life)
    removed_is_what_was_seen(life)


@TRIES
@given(wrong_by=CLOCKS, steps=steps_of("merge", "forget"), more=steps_of("forget"))
def test_nothing_of_it_is_lost_nor_comes_back_where_the_server_is_put_back(
    begun: BegunInBook,
    wrong_by: list[int],
    steps: list[Step],
    more: list[Step],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    life = begun.life(wrong_by)
    life.play(steps)
    put_back(begun.team, begun.yesterday)
    life.play(more)
    life.settle()
    all_come_to_the_same(life)
    no_talk_is_lost_or_doubled(life)
    the_forgotten_are_nowhere(life)
    pieces_tell_of_nobody_forgotten(life, begun.team, tmp_path_factory.mktemp("pieces"))
