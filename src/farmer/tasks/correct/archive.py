"""Taking people out of every list while their history is kept, and bringing them back."""

from __future__ import annotations

from typing import NamedTuple

from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.whom import Whom, members
from farmer.wording import say_some


class Archived(NamedTuple):
    """What ``archive`` and ``unarchive`` did: everybody named, and those for whom it changed."""

    people: tuple[Named, ...]
    changed: tuple[Named, ...]
    archived: bool


def archive(desk: Desk, whom: Whom) -> Archived:
    """Leave everybody named out of lists; nothing about them is lost.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
    """
    return _put(desk, whom, archived=True)


def unarchive(desk: Desk, whom: Whom) -> Archived:
    """List everybody named again: of its groups, those who are archived.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
    """
    return _put(desk, whom._replace(archived=True), archived=False)


def _put(desk: Desk, whom: Whom, *, archived: bool) -> Archived:
    with desk.deciding() as reader:
        people = members(whom, reader, reader.people(), desk.settings.region)
    wrong = [person for person in people if person.archived != archived]
    if wrong:
        names = say_some([person.name for person in wrong], "person", "people")
        with desk.changing(f"{'archive' if archived else 'unarchive'} {names}") as change:
            for person in wrong:
                change.edit_contact(person.id, {"archived": archived})
    return Archived(
        tuple(Named.of(person) for person in people),
        tuple(Named.of(person) for person in wrong),
        archived,
    )
