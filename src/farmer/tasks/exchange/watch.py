"""How far the reading of files has come, told while they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from farmer.formats import Source
from farmer.formats.incoming import Reading

# Told how much is done, of how much.
Progress = Callable[[int, int], None]


class Watch:
    """How much of all files has been read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._before = 0
        self._done: Callable[[], int] = lambda: 0

    def opened(self, source: Source) -> Source:
        """`source`, watched while it is read."""
        before, self._done = self._before, lambda: 0
        self._before += source.size

        def open_watched() -> BinaryIO:
            stream = source.open()
            self._done = lambda: before + (0 if stream.closed else stream.tell())
            return stream

        return replace(source, open=open_watched)

    def over(self, rows: Reading) -> Reading:
        """`rows`, telling how far they are."""
        for row in rows:
            self._progress(self._done(), self._total)
            yield row
