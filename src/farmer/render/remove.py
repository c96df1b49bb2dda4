"""How farmer remove is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.facts import say_fact
from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.correct.remove import Removed
from farmer.wording import say_date


def removed_lines(removed: Removed) -> Iterator[Row]:
    """A line a record: its id, what it was, of whom, when, the note, what goes or stays with it."""
    for line in removed.removed:
        yield (line.id, line.what, line.person, line.on, line.note, line.along)


def draw_removed(removed: Removed, screen: Screen) -> None:
    """What was taken out, and what becomes of others with it."""
    verb = "Would remove " if removed.dry_run else "Removed "
    for line in removed.removed:
        whose = f", {line.person}" if line.person else ""
        note = f": {line.note}" if line.note else ""
        along = f"; {line.along}" if line.along else ""
        screen.say(
            (verb, "green"),
            f"{line.id}{whose}: {say_fact(line.what)}, {say_date(line.on)}{note}{along}.",
        )


REMOVED = View(removed_lines, draw_removed)
