"""What colleagues tell of one person: how they stand, and what they tell you by name beside it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.errors import NotFound, Unknown
from farmer.model import TARGET, BareTouch, Fact
from farmer.tasks.colleagues import Keeper, tellings_called, tellings_of
from farmer.tasks.desk import Desk
from farmer.tasks.person import look_up
from farmer.team import place as places
from farmer.team.diary import (
    ToldDays,
    ToldNote,
    ToldNotes,
    days_from_text,
    notes_from_text,
)
from farmer.team.place import Place, ReceivedStanding
from farmer.team.rows import EVIDENCE, WORDS
from farmer.team.telling import Unreadable


class ToldByOne(NamedTuple):
    """What one colleague tells of the person.

    Attributes:
        keeper: who it is, and how they stand.
        touches, facts: what that rests on, newest first, where they tell it to you.
        notes: what they wrote, newest first, where they tell it to you.
        earlier: how many older ones were too many to tell.
        unread: whether some of it only a newer farmer can read.
    """

    keeper: Keeper
    touches: tuple[BareTouch, ...]
    facts: tuple[Fact, ...]
    notes: tuple[ToldNote, ...]
    earlier: int
    unread: bool


class ToldShown(NamedTuple):
    """The answer of ``team show``: of whom, and what each colleague tells, the best first."""

    wanted: str
    told: tuple[ToldByOne, ...]


def told_of(desk: Desk, wanted: str, *, as_of: date) -> ToldShown:
    """What colleagues tell of the one person who is called so, here or by them.

    Raises:
        NoTeam: where the ledger is in none.
        Ambiguous: where several people of the ledger answer to it.
        NotFound: where no colleague tells of them.
    """
    place = places.get(desk.ledger.place)
    with desk.reading_of_us() as reader:
        try:
            person = look_up(reader, wanted, region=desk.settings.region)
        except Unknown:
            told = tellings_called(desk, wanted, TARGET, as_of)
            name = told[0][0].name if told else wanted
        else:
            name, told = person.name, tellings_of(desk, reader, person.id, TARGET, as_of)
    if not told:
        raise NotFound(f"No colleague tells you of {name}.", "What there is new: farmer team sync")
    best = sorted(told, key=lambda each: (each[0].is_sure, each[0].score), reverse=True)
    return ToldShown(name, tuple(_by_one(place, keeper, row) for keeper, row in best))


def _by_one(place: Place, keeper: Keeper, row: ReceivedStanding) -> ToldByOne:
    bodies = {each.part: each.body for each in place.more if each[:3] == row[:3]}
    days, notes, unread = ToldDays((), ()), ToldNotes(()), False
    try:
        if EVIDENCE in bodies:
            days = days_from_text(bodies[EVIDENCE])
        if WORDS in bodies:
            notes = notes_from_text(bodies[WORDS])
    except Unreadable:
        unread = True
    earlier = days.earlier + notes.earlier
    return ToldByOne(keeper, days.touches, days.facts, notes.notes, earlier, unread)
