"""``tags``: every group, and who is in it."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.groups import Groups
from farmer.wording import say_some


def lines(found: Groups) -> Iterator[Row]:
    """A line a tag: it, how many have it, their names."""
    for group in found.groups:
        names = ", ".join(person.name for person in group.people)
        yield (f"@{group.tag}", len(group.people), names)


def draw(found: Groups, screen: Screen) -> None:
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


VIEW = View(lines, draw)
