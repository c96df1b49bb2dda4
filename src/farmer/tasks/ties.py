"""Everybody in the ledger with their history: what lists of people are made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import RollEntry
from farmer.model import BareTouch, Contact, Fact
from farmer.scoring.cold import Silence, silence
from farmer.tasks.circle import EVERYBODY, Circle, in_groups, left_out
from farmer.tasks.desk import Desk
from farmer.tasks.who import Named, find_everyone

# Up to so many people, their rows are looked up one by one; for more, all rows are read in a sweep.
FEW = 500


class Tie(NamedTuple):
    """One person, everything dated up to a day, and how silent it has become.

    ``cadence_days`` is their own, or that of everybody without one.
    """

    contact: Contact
    cadence_days: int
    touches: list[BareTouch]
    facts: list[Fact]
    silence: Silence

    @property
    def person(self) -> Named:
        """The person as results name them."""
        return Named(f"c{self.contact.id}", self.contact.name)


def ties(desk: Desk, db: OpenLedger, as_of: date, circle: Circle = EVERYBODY) -> list[Tie]:
    """Everybody of the circle who was in the ledger's story by `as_of`, by name."""
    return histories(desk, db, as_of, roll(desk, db, as_of, circle))


def roll(
    desk: Desk, db: OpenLedger, as_of: date, circle: Circle = EVERYBODY, *, archived: bool = False
) -> list[RollEntry]:
    """Who the circle is on that day, archived or not, by name; nothing of their history is read."""
    wanted = _wanted(desk, db, circle._replace(archived=archived))
    everybody = reading.roll(db, as_of, archived=archived)
    return [entry for entry in everybody if wanted is None or entry.id in wanted]


def histories(desk: Desk, db: OpenLedger, as_of: date, entries: Sequence[RollEntry]) -> list[Tie]:
    """The ties with those people, in the same order."""
    ids = [entry.id for entry in entries]
    contacts = reading.contacts(db, ids)
    some = ids if len(ids) <= FEW else None
    touches = reading.touches_by_contact(db, as_of, some)
    facts = reading.facts_by_contact(db, as_of, some)
    found = []
    for whose in ids:
        contact, theirs = contacts[whose], touches.get(whose, [])
        days = contact.cadence_or(desk.settings.cadence_days)
        known = facts.get(whose, [])
        found.append(Tie(contact, days, theirs, known, silence(theirs, as_of, days)))
    return found


def _wanted(desk: Desk, db: OpenLedger, circle: Circle) -> set[int] | None:
    """The ids of those in the circle, every match of a name among them; None for everybody."""
    if not (circle.to_settle or circle.tags or circle.without_tags):
        return None
    people, region = reading.people(db), desk.settings.region
    found = {person.id for person in people}
    if circle.names or circle.tags:
        named = [p for name in circle.names for p in find_everyone(name, people, region)]
        found = {person.id for person in named} | set(in_groups(circle, db, people))
    return found - {person.id for person in left_out(circle, db, people, region)}
