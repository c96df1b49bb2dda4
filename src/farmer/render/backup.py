"""How farmer backup is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.keep.backup import BackedUp


def _saved_lines(saved: BackedUp) -> Iterator[Row]:
    yield (saved.path, saved.size_bytes)


def _draw_saved(saved: BackedUp, screen: Screen) -> None:
    screen.say(f"The ledger is copied to {saved.path}")


SAVED = View(_saved_lines, _draw_saved)
