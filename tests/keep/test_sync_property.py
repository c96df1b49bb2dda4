"""Whatever is typed on three machines, however they sync: all come to the same, and to all of it.

The rules by themselves are on trial in tests/uniting; here it is commands, files and a folder, with
clocks that are a year wrong, undo, and syncs that are cut or killed.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.schema.verify import damage_in
from farmer.ledger.sqlite.sync import comparing, machines
from tests.keep.lives import (
    CLOCKS,
    Begun,
    Holds,
    Life,
    Step,
    begin,
    rows_of,
    steps_of,
    texts_of,
)
from tests.keep.machines import Machines
from tests.torture.contents import sealed_in

# So many of what the profile asks for: each plays twenty commands and more.
# Shrinking would play thousands of commands: what failed is short enough to be read.
TRIES = settings(
    max_examples=max(6, settings().max_examples // 16),
    phases=(Phase.explicit, Phase.generate),
)
WAYS = ("file", "folder")


def all_come_to_the_same(life: Life) -> None:
    """Each has the same rows under the same names, whole, and nothing more to say."""
    there = life.there()
    for at in life.devices:
        ledger = life.machines.ledger(at.name)
        assert rows_of(ledger) == there
        with closing(open_to_read(ledger)) as db:
            assert not db.execute("PRAGMA foreign_key_check").fetchall()
            assert damage_in(db) is None
    for at in life.devices:
        other = life.devices[at is life.devices[0]]
        before = life.machines.ledger(at.name).read_bytes()
        said = life.sync(at, other)
        taken = said["taken"] if life.is_folder else said
        assert (taken["came"], taken["changed"], taken["removed"]) == ({}, 0, {})
        assert not life.is_folder or said["sent"] == 0
        assert life.machines.ledger(at.name).read_bytes() == before


def no_talk_is_lost_or_doubled(life: Life) -> None:
    """A talk is there once, unless somebody took it out or forgot whom it was recorded for."""
    there = life.there()
    gone = {each.uid for each in life.removals}
    told = {uid: row for uid, row in life.rows.items() if row.table == "touchpoint"}
    for uid, row in told.items():
        if uid not in gone and not life.homes.intersection(row.owners):
            assert uid in there, row
        assert not (life.homes.intersection(row.owners) and uid in there), row
    words = Counter(
        row.values["note"][0].split()[0].partition("/")[0]
        for row in there.values()
        if row.table == "touchpoint"
    )
    assert set(words.values()) <= {1}


def what_stands_nobody_replaced(life: Life) -> None:
    """Each value is one over which nobody wrote who knew it: no clock decides, and no undo."""
    for uid, row in life.there().items():
        for name, value in row.values.items():
            assert value in [each.value for each in life.standing(uid, name)], (row, name)


def removed_is_what_was_seen(life: Life) -> None:
    """A row is gone just if whatever stands of it was known to those who took it out."""
    there = life.there()
    for uid in life.rows:
        if life.surely_there(uid):
            assert uid in there, life.rows[uid]
        if life.surely_gone(uid):
            assert uid not in there, life.rows[uid]


def the_forgotten_are_nowhere(life: Life) -> None:
    """Nobody who was forgotten is in any table, nor by name in any file, the backups included."""
    assert not life.homes & life.there().keys()
    texts = texts_of(life.machines.home, sealed_in)
    for name in life.gone:
        assert name not in texts


@pytest.fixture(params=WAYS)
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Begun:
    machines: Machines = request.getfixturevalue(
        "machines" if request.param == "folder" else "machines_apart"
    )
    return begin(machines, request.param, tmp_path / "kept")


def lived(begun: Begun, wrong_by: list[int], steps: list[Step], *hold: Holds) -> None:
    """Live through those steps, let everybody hear of everything, and see what holds."""
    life = begun.life(wrong_by)
    life.play(steps)
    life.settle()
    for holds in hold:
        holds(life)


@TRIES
@given(wrong_by=CLOCKS, steps=steps_of())
def test_whatever_is_written_nothing_is_lost_doubled_or_replaced_unseen(
    begun: Begun, wrong_by: list[int], steps: list[Step]
) -> None:
    lived(
        begun,
        wrong_by,
        steps,
        all_come_to_the_same,
        no_talk_is_lost_or_doubled,
        what_stands_nobody_replaced,
        removed_is_what_was_seen,
    )


@TRIES
@given(wrong_by=CLOCKS, steps=steps_of("merge", "merge", "forget"))
def test_whoever_is_made_one_or_forgotten_is_so_everywhere(
    begun: Begun, wrong_by: list[int], steps: list[Step]
) -> None:
    lived(
        begun,
        wrong_by,
        steps,
        all_come_to_the_same,
        no_talk_is_lost_or_doubled,
        the_forgotten_are_nowhere,
    )


@TRIES
@given(wrong_by=CLOCKS, steps=steps_of("merge", "forget"))
def test_what_is_read_on_comes_to_the_same_as_all_of_it_read_anew(
    begun: Begun,
    wrong_by: list[int],
    steps: list[Step],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Of a ledger only what differs is read, of a folder only what came since the last time."""
    life = begun.life(wrong_by)
    life.play(steps)
    kept = tmp_path_factory.mktemp("kept") / "home"
    shutil.copytree(life.machines.home, kept)
    at = life.devices[0]
    life.sync_all(at)
    found = life.there()
    shutil.rmtree(life.machines.home)
    shutil.copytree(kept, life.machines.home)
    with monkeypatch.context() as anew:
        anew.setattr(comparing, "parting_of", lambda *books: 0)
        anew.setattr(machines, "was_taken_back", lambda *state: True)
        life.sync_all(at)
    assert life.there() == found
