"""How farmer snooze is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.tend.snooze import Snoozed
from farmer.wording import say_date, say_some


def snoozed_lines(snoozed: Snoozed) -> Iterator[Row]:
    """A line a person: the id, the name, the day."""
    for person in snoozed.people:
        yield (person.id, person.name, snoozed.until)


def draw_snoozed(snoozed: Snoozed, screen: Screen) -> None:
    """Who is left in peace until when."""
    names = say_some([person.name for person in snoozed.people], "person", "people")
    screen.say(("Snoozed ", "green"), (names, "bold"), f" until {say_date(snoozed.until)}.")


SNOOZED = View(snoozed_lines, draw_snoozed)
