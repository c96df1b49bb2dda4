"""How farmer export is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from farmer.formats.markdown_out import as_read
from farmer.render import Row, Verbatim, View
from farmer.render.terminal import Screen
from farmer.tasks.exchange.export import Exported
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


VIEW = View(lines, draw)
FILES: Verbatim[Exported] = Verbatim(lambda exported: chain.from_iterable(exported.files.values()))
LETTER: Verbatim[Exported] = Verbatim(
    FILES.texts, lambda exported: map(as_read, FILES.texts(exported))
)
