"""Putting people into groups, and taking them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.whom import Whom, members
from farmer.text import parse_tag
from farmer.wording import say_list, say_some


class Grouped(NamedTuple):
    """What ``tag`` and ``untag`` did.

    Attributes:
        people: everybody who was named.
        tags: the groups, without the @.
        changed: those of them for whom something changed; the others were as asked already.
    """

    people: tuple[Named, ...]
    tags: tuple[str, ...]
    changed: tuple[Named, ...]


class TagGroup(NamedTuple):
    """A tag, without the @, and everybody unarchived who has it."""

    tag: str
    people: tuple[Named, ...]


class Groups(NamedTuple):
    """The answer of ``tags``."""

    groups: tuple[TagGroup, ...]


def groups(desk: Desk) -> Groups:
    """Every tag and who has it."""
    with desk.reading() as reader:
        people = {person.id: person for person in reader.people() if not person.archived}
        found = reader.tags()
    return Groups(
        tuple(
            TagGroup(tag, tuple(Named.of(people[i]) for i in ids if i in people))
            for tag, ids in found.items()
        )
    )


def tag(desk: Desk, whom: Whom, tags: Iterable[str]) -> Grouped:
    """Put everybody named into each of the groups (``@chapter``).

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for a word that is not a tag.
    """
    return _regroup(desk, whom, tags, joining=True)


def untag(desk: Desk, whom: Whom, tags: Iterable[str]) -> Grouped:
    """Take everybody named out of each of the groups.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for a word that is not a tag.
    """
    return _regroup(desk, whom, tags, joining=False)


def _regroup(desk: Desk, whom: Whom, tags: Iterable[str], *, joining: bool) -> Grouped:
    wanted = tuple(dict.fromkeys(parse_tag(tag) for tag in tags))
    if not wanted:
        verb = "tag" if joining else "untag"
        raise InvalidValue("No tag was given.", f"Name one: farmer {verb} Ana @chapter")
    with desk.deciding() as reader:
        people = members(whom, reader, reader.people(), desk.settings.region)
        has = reader.tags()
    steps = [
        (person, tag)
        for person in people
        for tag in wanted
        if (person.id in has.get(tag, ())) != joining
    ]
    if steps:
        names = say_some([person.name for person in people], "person", "people")
        groups = say_list([f"@{tag}" for tag in wanted])
        words = f"tag {names} {groups}" if joining else f"untag {names} {groups}"
        with desk.changing(words) as change:
            for person, tag in steps:
                (change.add_tag if joining else change.remove_tag)(person.id, tag)
    changed = dict.fromkeys(Named.of(person) for person, _ in steps)
    return Grouped(tuple(Named.of(person) for person in people), wanted, tuple(changed))
