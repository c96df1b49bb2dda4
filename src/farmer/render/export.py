"""``export`` and ``calendar``: where it was written."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.calendar import Kept
from farmer.tasks.export import Exported
from farmer.wording import say_count

# A folder may hold a file for everybody.
PATHS_SHOWN = 8


def lines(exported: Exported) -> Iterator[Row]:
    """A path a line."""
    for path in exported.paths:
        yield (path,)


def draw(exported: Exported, screen: Screen) -> None:
    """How many people, and where they are."""
    people = say_count(exported.people, "person", "people")
    screen.say(("Exported ", "green"), f"{people} as {exported.format}:")
    for path in exported.paths[:PATHS_SHOWN]:
        screen.indent(path)
    if len(exported.paths) > PATHS_SHOWN:
        screen.indent(f"… and {len(exported.paths) - PATHS_SHOWN} more files")


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


VIEW = View(lines, draw)
CALENDAR = View(calendar_lines, draw_calendar)
