"""Leaving people in peace until a day: no list of what is due or goes cold has them till then."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.whom import Whom, by_name_of_event, members
from farmer.wording import say_date, say_some


class Snoozed(NamedTuple):
    """Everybody who is left in peace, and the day on which they are back."""

    people: tuple[Named, ...]
    until: date


def snooze(desk: Desk, whom: Whom, until: date) -> Snoozed:
    """Leave everybody named, or who was at an event, in peace until a day; until today wakes them.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for a day that has passed.
    """
    if until < desk.today:
        raise InvalidValue(
            f"{say_date(until)} has passed.", "Give a later day, or --until today to wake them."
        )
    with desk.deciding() as reader:
        everybody = reader.people()
        meant = by_name_of_event(whom.at_events, reader, everybody, desk)
        people = members(meant, reader, everybody, desk.settings.region)
    names = say_some([person.name for person in people], "person", "people")
    with desk.changing(f"snooze {names} until {say_date(until)}") as change:
        for person in people:
            change.edit_contact(person.id, {"snoozed_until": until if until > desk.today else None})
    return Snoozed(tuple(Named.of(person) for person in people), until)
