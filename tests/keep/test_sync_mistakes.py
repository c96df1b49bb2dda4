"""Each property of syncing sees the mistake that it is there for, in a life that goes well without.

The mistakes are those that a rule of uniting, or one of reading the folder, is there against.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from farmer.ledger.sqlite.sync import carrying, comparing, log, machines, replay, rows, writing
from farmer.uniting import records, showing
from farmer.uniting.records import INTO, RowRecord
from farmer.uniting.showing import _Showing
from farmer.uniting.stamps import Stamp
from tests.keep import test_sync_property as properties
from tests.keep.lives import Begun, Holds, Life, Step, begin

A, B = 0, 1
ANA, BO = 0, 1
# Syncing with the next machine but one, of three, or with the one after that.
A_WITH_B: Step = (A, "sync", 0, 0)
B_WITH_A: Step = (B, "sync", 1, 0)


def the_time_alone(replaced: Stamp, seconds: int, nonce: str) -> Stamp:
    """A stamp whatever was seen."""
    return Stamp(seconds, 0, nonce)


def the_whole_row(one: RowRecord, other: RowRecord) -> RowRecord:
    """All of who wrote last."""
    return max(one, other, key=lambda r: (max(it.stamp for it in r.registers.values()), repr(r)))


def first_come(one: RowRecord, other: RowRecord) -> RowRecord:
    """What is here stands."""
    return one


def any_ring(rows: Mapping[str, RowRecord], forgotten: Any = ()) -> dict[str, str]:
    """Who is one with whom, both ways where both were told so."""
    into = {uid: row.registers[INTO].value[0] for uid, row in rows.items() if INTO in row.registers}
    return {uid: other for uid, other in into.items() if other}


class Mistake(NamedTuple):
    """What is put in the place of what, which property sees it, and in which life."""

    where: tuple[Any, ...]
    what: str
    instead: Any
    holds: Holds
    steps: list[Step]
    wrong_by: tuple[int, int, int] = (0, 0, 0)
    way: str = "file"


MISTAKES = {
    "wallclock": Mistake(
        (replay,),
        "stamp_after",
        the_time_alone,
        properties.what_stands_nobody_replaced,
        [(A, "company", ANA, 0), B_WITH_A, (B, "company", ANA, 0)],
        (0, -365, 0),
    ),
    "wholerow": Mistake(
        (records, rows, replay, carrying),
        "join",
        the_whole_row,
        properties.what_stands_nobody_replaced,
        [(A, "company", ANA, 0), (B, "title", ANA, 0)],
    ),
    "first come": Mistake(
        (records, rows, replay, carrying),
        "join",
        first_come,
        properties.all_come_to_the_same,
        [(A, "company", ANA, 0), (B, "company", ANA, 0)],
    ),
    "notomb": Mistake(
        (RowRecord,),
        "removed",
        lambda self: self,
        properties.all_come_to_the_same,
        [(A, "remove", ANA, 0)],
    ),
    "removal without memory": Mistake(
        (RowRecord,),
        "is_gone",
        property(lambda self: bool(self.seen)),
        properties.removed_is_what_was_seen,
        [(A, "remove", ANA, 0), (B, "note", ANA, 0)],
    ),
    "noneeded": Mistake(
        (_Showing,),
        "_owners_needed",
        lambda self: set(),
        properties.removed_is_what_was_seen,
        [(A, "undo", 0, 0), (B, "talk", BO, 0)],
    ),
    "noring": Mistake(
        (showing, writing),
        "links",
        any_ring,
        properties.no_talk_is_lost_or_doubled,
        [(A, "merge", ANA, BO), (B, "merge", BO, ANA)],
    ),
    "homeless": Mistake(
        (_Showing,),
        "_now",
        lambda self, uid: uid,
        properties.no_talk_is_lost_or_doubled,
        [(A, "merge", ANA, BO), (B, "talk", BO, 0), (B, "talk", ANA, 0)],
    ),
    "norebase: a sync that is undone is an edit": Mistake(
        (log,),
        "SYNC_WORDS",
        "no words",
        properties.what_stands_nobody_replaced,
        [(B, "company", ANA, 0), (A, "title", ANA, 0), A_WITH_B, (A, "undo", 0, 0)],
    ),
    "nobody recognised": Mistake(
        (comparing, carrying),
        "uid_mark",
        lambda uid: ("uid", "nobody"),
        properties.the_forgotten_are_nowhere,
        [(A, "forget", BO, 0), (B, "talk", BO, 0)],
    ),
    "a row that is back is another": Mistake(
        (writing,),
        "note_names",
        lambda db, noted: None,
        properties.no_talk_is_lost_or_doubled,
        [(B, "talk", ANA, 0), (B, "person", 0, 0)],
    ),
    "what was undone is not read again": Mistake(
        (machines,),
        "was_taken_back",
        lambda db, state: False,
        properties.all_come_to_the_same,
        [(B, "talk", ANA, 0), B_WITH_A, A_WITH_B, (A, "undo", 0, 0)],
        way="folder",
    ),
    "a sync that was cut is done": Mistake(
        (machines,),
        "newest_image",
        lambda db: 1 << 30,
        properties.all_come_to_the_same,
        [B_WITH_A, (B, "talk", ANA, 0)],
        way="folder",
    ),
}


@pytest.fixture
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Begun:
    mistake: Mistake = request.getfixturevalue("mistake")
    fixture = "machines" if mistake.way == "folder" else "machines_apart"
    return begin(request.getfixturevalue(fixture), mistake.way, tmp_path / "kept")


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_property_sees_the_mistake_it_is_there_for(
    mistake: Mistake, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake.holds(_lived(begun, mistake))
    for where in mistake.where:
        monkeypatch.setattr(where, mistake.what, mistake.instead)
    with pytest.raises(AssertionError):
        mistake.holds(_lived(begun, mistake))


def _lived(begun: Begun, mistake: Mistake) -> Life:
    life = begun.life(list(mistake.wrong_by))
    life.play(mistake.steps)
    life.settle()
    return life
