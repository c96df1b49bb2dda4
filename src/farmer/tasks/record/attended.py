"""Who was at an event, of whom nobody has said yet whether you talked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import ATTENDED
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.model import Event
    from farmer.people.meant import Person
    from farmer.tasks.desk import Desk


class GuestsThere(NamedTuple):
    """Those of an event who may be ticked, by name."""

    event: Event
    people: tuple[Person, ...]


def attendees(desk: Desk, name: str, on: date | None) -> GuestsThere | None:
    """Of the newest event of that name, or the one of that day, who is still to be ticked."""
    with desk.deciding() as reader:
        for event in reader.events(on or desk.today):
            if fold(event.name) != fold(name) or on not in (None, event.on):
                continue
            points = map(reader.touchpoint, reader.touches_at(event.id or 0))
            there = {p.contact_id for p in points if p and p.touch.kind == ATTENDED}
            people = [person for person in reader.people() if person.id in there]
            return GuestsThere(event, tuple(sorted(people, key=lambda each: fold(each.name))))
    return None
