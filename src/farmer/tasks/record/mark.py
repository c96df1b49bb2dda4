"""Recording evidence about people: a promise kept, a service used, a favour done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.facts import word_of
from farmer.ids import Id
from farmer.model import Fact
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.record.kinds import parse_fact
from farmer.tasks.whom import Whom, members
from farmer.text import clean_note
from farmer.wording import say_date, say_some


class MarkedFact(NamedTuple):
    """One line of evidence: its id, and whom it is about."""

    id: str
    person: Named


class Marked(NamedTuple):
    """What ``mark`` recorded: the same line of evidence about each person."""

    facts: tuple[MarkedFact, ...]
    what: str
    on: date
    note: str


def mark(desk: Desk, whom: Whom, word: str, *, on: date, note: str = "") -> Marked:
    """Record one fact about everybody named, in one change.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for a word that records nothing.
    """
    fact = Fact(on, parse_fact(word), clean_note(note))
    with desk.deciding() as reader:
        people = members(whom, reader, reader.people(), desk.settings.region)
    names = say_some([person.name for person in people], "person", "people")
    with desk.changing(f"mark {names} {word_of(fact.what)} on {say_date(on)}") as change:
        facts = [
            MarkedFact(str(Id("f", change.add_fact(person.id, fact))), Named.of(person))
            for person in people
        ]
    return Marked(tuple(facts), fact.what, fact.on, fact.note)
