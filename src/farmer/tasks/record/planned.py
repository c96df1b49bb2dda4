"""Confirming that what was only planned happened: the newest of it, or whatever waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict
from farmer.ids import Id, parse_id
from farmer.model import PLANNED, Touch
from farmer.sources import BREAK
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.known_talks import take_over
from farmer.tasks.record.log import Logged, LoggedTouch, wrote
from farmer.tasks.record.promise import tell_no_day
from farmer.tasks.told import Told
from farmer.text import clean_note, joined_notes
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.nouns import Touchpoint
    from farmer.ledger.reader import Reader


class PlannedMeeting(NamedTuple):
    """An entry of a calendar that is not known to have happened: its day, with whom, and as what.

    `touchpoints` are the ids of its touchpoints, one a person.
    """

    on: date
    people: tuple[Named, ...]
    touchpoints: tuple[str, ...]


def planned_meetings(reader: Reader, until: date) -> list[PlannedMeeting]:
    """What was planned up to a day and waits to be confirmed, the newest first."""
    planned = _planned(reader, set(), until)
    people = reader.people_of({point.contact_id for point in planned})
    found = []
    while planned:
        entry = _newest_entry(reader, planned)
        taken = {point.id for point in entry}
        planned = [point for point in planned if point.id not in taken]
        found.append(
            PlannedMeeting(
                entry[0].touch.on,
                tuple(Named.of(people[point.contact_id]) for point in entry),
                tuple(str(Id("t", point.id)) for point in entry),
            )
        )
    return found


def confirm_meeting(change: Writer, meeting: PlannedMeeting) -> None:
    """Record that a meeting happened, with those of it that are still only planned."""
    for typed in meeting.touchpoints:
        one = parse_id(typed, "t")
        point = change.now.touchpoint(one.number) if one else None
        if point is not None and point.touch.kind == PLANNED:
            told = Encounter(on=point.touch.on)
            _take(change, point, told, "", None)


def confirm_last(
    desk: Desk, names: Sequence[str], told_on: Callable[[date], Encounter], kind: str | None
) -> Logged:
    """Record that the newest meeting that was planned happened; with those named, where any are.

    Args:
        desk: where to work.
        names: with whom; without, everybody of the entry of the calendar.
        told_on: what is told of it, by its day.
        kind: the kind of touch that it was, if not what was planned.

    Raises:
        Ambiguous, Unknown: where a name is not settled.
        Conflict: where nothing that was planned waits to be confirmed.
    """
    with desk.deciding() as reader:
        people = reader.people()
        whom = {find_person(name, people, region=desk.settings.region).id for name in names}
        planned = _planned(reader, whom, desk.today)
        waiting = _newest_entry(reader, planned) if planned else []
    called = {person.id: person.name for person in people}
    if not waiting:
        raise Conflict(
            "No planned meeting is waiting to be confirmed.",
            'Record what happened: farmer log "Ana Ruiz"',
        )
    with_whom = say_some([called[point.contact_id] for point in waiting], "person", "people")
    day = waiting[0].touch.on
    told = told_on(day)
    logged: list[LoggedTouch] = []
    with desk.changing(f"confirm meeting with {with_whom} on {say_date(day)}") as change:
        for point in waiting:
            note = clean_note(joined_notes(told.notes))
            taken = _take(change, point, told, note, kind)
            name, facts = called[point.contact_id], told.evidence(note)
            logged.append(
                wrote(change, point.id, point.contact_id, name, taken, facts, told.promised)
            )
    for promise, promise_id in zip(told.promised, logged[0].promises, strict=True):
        tell_no_day(desk, promise, promise_id)
    return Logged(tuple(logged), "", None, ())


def _take(change: Writer, point: Touchpoint, told: Encounter, note: str, kind: str | None) -> Touch:
    """Make what was planned what is told of it; the touch that it is then."""
    touch = replace(told.touch(note), kind=kind or _meant(change.now, point))
    return take_over(change, point, touch, None)


def _planned(reader: Reader, whom: set[int], until: date) -> list[Touchpoint]:
    """Whatever was planned with those people, or with anybody, up to a day."""
    return [
        point
        for point in reader.talks()
        if point.touch.kind == PLANNED and point.touch.on <= until
        if not whom or point.contact_id in whom
    ]


def _newest_entry(reader: Reader, planned: Sequence[Touchpoint]) -> list[Touchpoint]:
    """Of what was planned, the touchpoints of the newest entry of a calendar."""
    *_, newest = sorted(planned, key=lambda point: (point.touch.on, point.touch.time or ""))
    entry = _entries(reader, newest)
    return [
        point
        for point in planned
        if point.id == newest.id
        or (point.touch.on == newest.touch.on and entry & _entries(reader, point))
    ]


def _entries(reader: Reader, point: Touchpoint) -> set[tuple[str, str]]:
    """The occasions of its sources as which a touchpoint is known, with whomever."""
    known = reader.origins(point.id)
    return {(each.source, each.source_id.rpartition(BREAK)[2]) for each in known}


def _meant(reader: Reader, point: Touchpoint) -> str:
    """The kind of touch that was planned."""
    told = (Told.parse(each.told) for each in reader.origins(point.id))
    return next((each.meant for each in told if each and each.meant != PLANNED), "meeting")
