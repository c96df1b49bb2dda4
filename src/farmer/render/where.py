"""``where``: the ledger's file and what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.keep.where import Where


def lines(where: Where) -> Iterator[Row]:
    """A line a fact."""
    yield ("path", where.path)
    yield ("exists", where.exists)
    if where.exists:
        yield ("locked", where.locked)
        yield ("revision", where.revision)
        yield ("size_bytes", where.size_bytes)
    yield from where.counts.items()


def draw(where: Where, screen: Screen) -> None:
    """The same, aligned."""
    if not where.exists:
        screen.say(f"No ledger yet; it will be {where.path}")
        return
    rows = [(str(name).replace("_", " "), str(value)) for name, value in lines(where)]
    screen.table([row for row in rows if row[0] != "exists"], keep=(0,))


VIEW = View(lines, draw)
