"""Everybody in the ledger with their history: what lists of people are made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.model import Contact, Fact, Touch
from farmer.scoring.cold import Silence, silence
from farmer.tasks.circle import EVERYBODY, Circle, in_groups, left_out
from farmer.tasks.desk import Desk
from farmer.tasks.who import Named, find_everyone


@dataclass(frozen=True, slots=True)
class Tie:
    """One person, everything dated up to a day, and how silent it has become.

    ``cadence_days`` is their own, or that of everybody without one.
    """

    contact: Contact
    cadence_days: int
    touches: list[Touch]
    facts: list[Fact]
    silence: Silence

    @property
    def person(self) -> Named:
        """The person as results name them."""
        return Named(f"c{self.contact.id}", self.contact.name)


def ties(
    desk: Desk, db: OpenLedger, as_of: date, circle: Circle = EVERYBODY, *, archived: bool = False
) -> list[Tie]:
    """Everybody of the circle, archived or not, who was in the ledger's story by `as_of`, by name.

    Somebody added later belongs to it where something about them is dated by then.
    """
    touches = reading.touches_by_contact(db, as_of)
    facts = reading.facts_by_contact(db, as_of)
    wanted = _wanted(desk, db, replace(circle, archived=archived))
    found = []
    for contact in reading.contacts(db, archived=archived):
        if not (wanted is None or contact.id in wanted):
            continue
        assert contact.id is not None  # it was just read
        theirs, evidence = touches.get(contact.id, []), facts.get(contact.id, [])
        if theirs or evidence or contact.added_on is None or contact.added_on <= as_of:
            days = contact.cadence_or(desk.settings.cadence_days)
            found.append(Tie(contact, days, theirs, evidence, silence(theirs, as_of, days)))
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
