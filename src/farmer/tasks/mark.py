"""Recording evidence about a person: a promise kept, a service used, a favour done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from farmer.names import clean
from farmer.tasks.desk import Desk
from farmer.tasks.facts import fact_of, word_of
from farmer.tasks.who import Named, find_person, known_people
from farmer.wording import say_date


@dataclass(frozen=True, slots=True)
class Marked:
    """The line of evidence that ``mark`` recorded."""

    id: str
    person: Named
    what: str
    on: date
    note: str


def mark(desk: Desk, who: str, word: str, *, on: date, note: str = "") -> Marked:
    """Record one fact about the person that `who` means.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
        InvalidValue: for a word that records nothing.
    """
    fact = fact_of(word, on, clean(note))
    with desk.deciding() as db:
        person = find_person(who, known_people(db))
    words = f"mark {person.name} {word_of(fact.what)} on {say_date(on)}"
    with desk.changing(words) as change:
        fact_id = change.add_fact(person.id, fact)
    return Marked(f"f{fact_id}", Named.of(person), fact.what, fact.on, fact.note)
