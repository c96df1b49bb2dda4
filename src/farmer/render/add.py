"""How farmer add is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.record.add import Added
from farmer.wording import say_list


def added_lines(added: Added) -> Iterator[Row]:
    """The contact's id and name."""
    yield (added.person.id, added.person.name, added.company)


def draw_added(added: Added, screen: Screen) -> None:
    """Who was added."""
    where = f", {added.company}" if added.company else ""
    groups = f", in {say_list([f'@{tag}' for tag in added.tags])}" if added.tags else ""
    screen.say(
        ("Added ", "green"), (added.person.name, "bold"), f"{where} ({added.person.id}){groups}."
    )


ADDED = View(added_lines, draw_added)
