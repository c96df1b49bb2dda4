"""Whoever asked that no colleague be told of them.

It is a tag, so that it is theirs like any other: it can be seen and undone, it stays with them when
two of them are made one, and comes to one's other machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farmer.errors import InvalidValue
from farmer.model import NEVER_SHARED
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.record.tag import tag
from farmer.tasks.together.team_share import SharingChanged, everybody_told, sharing
from farmer.tasks.whom import Whom
from farmer.team import place as places

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


def never_share(desk: Desk, whom: Whom) -> SharingChanged:
    """Tell nobody of those people any more, whatever their tags say, in this team or another.

    Raises:
        InvalidValue: for a tag, which asks for nothing.
        Unknown, Ambiguous: for a name that nobody or several have.
    """
    if whom.tags:
        raise InvalidValue(
            "Who asked for it is a person.", 'Name them: farmer team share "Ana Ruiz" --never'
        )
    marked = tag(desk, whom, [f"@{NEVER_SHARED}"])
    asked = tuple(person.name for person in marked.people)
    place = places.find(desk.ledger.place)
    if place is None:
        return SharingChanged(asked, (), True, (), 0, marked.people)
    with desk.reading() as reader:
        told = everybody_told(desk, reader, place)
        tellings = sharing(reader, place, told)
    return SharingChanged(asked, (), True, tellings, len(told), marked.people)


def never_shared(reader: Reader) -> tuple[Named, ...]:
    """Who of the ledger asked for it, archived or not, by name."""
    wanted = {*reader.tagged(NEVER_SHARED), *reader.tagged(NEVER_SHARED, archived=True)}
    people = reader.people_of(wanted) if wanted else {}
    found = [Named.of(person) for person in people.values()]
    return tuple(sorted(found, key=lambda each: each.name))
