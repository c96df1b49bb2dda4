"""Confirming that what was only planned happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from farmer.errors import Conflict
from farmer.model import PLANNED
from farmer.sources import BREAK
from farmer.tasks.desk import Desk
from farmer.tasks.person import find_person
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.known_talks import take_over
from farmer.tasks.record.log import Logged, LoggedTouch, wrote
from farmer.tasks.record.promise import tell_no_day
from farmer.tasks.told import Told
from farmer.text import clean_note, joined_notes
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.nouns import Touchpoint
    from farmer.ledger.reader import Reader


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
        waiting = _waiting(reader, whom, desk.today)
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
            touch = replace(told.touch(note), kind=kind or _meant(change.now, point))
            taken = take_over(change, point, touch, None)
            name, facts = called[point.contact_id], told.evidence(note)
            logged.append(
                wrote(change, point.id, point.contact_id, name, taken, facts, told.promised)
            )
    for promise, promise_id in zip(told.promised, logged[0].promises, strict=True):
        tell_no_day(desk, promise, promise_id)
    return Logged(tuple(logged), "", None, ())


def _waiting(reader: Reader, whom: set[int], until: date) -> list[Touchpoint]:
    """Of the newest entry that was planned, the touchpoints with those people, or with all."""
    planned = [
        point
        for point in reader.talks()
        if point.touch.kind == PLANNED and point.touch.on <= until
        if not whom or point.contact_id in whom
    ]
    if not planned:
        return []
    newest = max(planned, key=lambda point: (point.touch.on, point.touch.time or "", point.id))
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
