"""Finding the one person a name means, or refusing with everybody it could mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from farmer.errors import Ambiguous, Unknown
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.matching.people import Person, find_people, near_people
from farmer.names import clean_name
from farmer.wording import say_list


@dataclass(frozen=True, slots=True)
class Named:
    """A person as results name them: the id to type (``c7``) and the name."""

    id: str
    name: str

    @classmethod
    def of(cls, person: Person) -> Self:
        """The short form of a person of the ledger."""
        return cls(f"c{person.id}", person.name)


def known_people(db: OpenLedger | None) -> list[Person]:
    """Everybody the ledger knows; nobody where there is no ledger."""
    return reading.people(db) if db is not None else []


def find_person(who: str, people: Sequence[Person], *, parts: bool = False) -> Person:
    """The one person that `who` means; `parts` of words may find them for commands that read.

    Raises:
        Ambiguous: where several answer to it.
        Unknown: where nobody does, with near names.
    """
    found = match_person(who, people, parts=parts)
    if found is None:
        raise unknown_people([who], people)
    return found


def match_person(who: str, people: Sequence[Person], *, parts: bool = False) -> Person | None:
    """As `find_person`, but None where nobody answers to it.

    Raises:
        Ambiguous: where several do.
    """
    found = find_people(clean_name(who), people, parts=parts)
    if len(found) > 1:
        raise Ambiguous(who, {f"c{person.id}": person.label for person in found})
    return found[0] if found else None


def unknown_people(names: Sequence[str], people: Sequence[Person]) -> Unknown:
    """The refusal for names that nobody answers to, with whom each may be a slip for."""
    near = {name: [person.label for person in near_people(name, people)] for name in names}
    message = f"The ledger knows nobody called {say_list([f'“{name}”' for name in names], 'or')}."
    close = [label for labels in near.values() for label in labels]
    if close:
        return Unknown(message, f"Did you mean {say_list(close[:5], 'or')}?", near)
    return Unknown(message, f'Add them: farmer add "{names[0]}"', near)
