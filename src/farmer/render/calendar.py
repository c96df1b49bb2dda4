"""How farmer calendar is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.tend.calendar import Kept
from farmer.wording import say_count


def calendar_lines(kept: Kept) -> Iterator[Row]:
    """The path, how many entries, and whether it was written."""
    yield (kept.path, kept.entries, kept.written)


def draw_calendar(kept: Kept, screen: Screen) -> None:
    """One sentence."""
    entries = say_count(kept.entries, "entry", "entries")
    if kept.written:
        screen.say(("Written ", "green"), f"to {kept.path}: {entries}.")
    else:
        screen.say(f"{kept.path} is as it should be: {entries}.")


CALENDAR = View(calendar_lines, draw_calendar)
