"""How farmer tag, untag and tags are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.person import Named
from farmer.tasks.record.tag import Grouped, Groups
from farmer.wording import say_list, say_some


def grouped_lines(grouped: Grouped) -> Iterator[Row]:
    """A line a person: id, name, and whether anything changed for them."""
    for person in grouped.people:
        yield (person.id, person.name, person in grouped.changed)


def draw_tagged(grouped: Grouped, screen: Screen) -> None:
    """Who is in the groups now."""
    _draw_grouped(grouped, screen, "Tagged ", "was already there")


def draw_untagged(grouped: Grouped, screen: Screen) -> None:
    """Who is in the groups no more."""
    _draw_grouped(grouped, screen, "Untagged ", "was not there")


def _draw_grouped(grouped: Grouped, screen: Screen, verb: str, otherwise: str) -> None:
    tags = say_list([f"@{tag}" for tag in grouped.tags])
    if grouped.changed:
        screen.say((verb, "green"), (_names(grouped.changed), "bold"), f" {tags}.")
    same = [person for person in grouped.people if person not in grouped.changed]
    if same:
        screen.say(f"Nothing changed for {_names(same)}: {otherwise}.")


def _names(people: Sequence[Named]) -> str:
    return say_some([person.name for person in people], "person", "people")


TAGGED = View(grouped_lines, draw_tagged)


UNTAGGED = View(grouped_lines, draw_untagged)


def listed_lines(found: Groups) -> Iterator[Row]:
    """A line a tag: it, how many have it, their names."""
    for group in found.groups:
        names = ", ".join(person.name for person in group.people)
        yield (f"@{group.tag}", len(group.people), names)


def draw_listed(found: Groups, screen: Screen) -> None:
    """A table."""
    if not found.groups:
        screen.say("Nobody is tagged yet: farmer tag NAME @chapter")
    rows = [
        (
            f"@{group.tag}",
            str(len(group.people)),
            say_some([person.name for person in group.people], "person", "people")
            if group.people
            else "",
        )
        for group in found.groups
    ]
    screen.table(rows, right=(1,), keep=(0, 1))


LISTED = View(listed_lines, draw_listed)
