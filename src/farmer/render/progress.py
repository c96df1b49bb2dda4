"""A progress bar on stderr for what takes longer than a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

# What is done within it needs no bar: one that flashes up and vanishes only worries people.
PATIENCE_SECONDS = 1.0

Report = Callable[[int, int], None]


@contextmanager
def progressing(stopwatch: Callable[[], float], *, wanted: bool) -> Iterator[Report]:
    """Yields a function to be told how much is done, of how much."""
    bar = _Bar(stopwatch) if wanted else None
    try:
        yield bar.report if bar else _unwatched
    finally:
        if bar:
            bar.close()


def _unwatched(_done: int, _total: int) -> None:
    pass


class _Bar:
    def __init__(self, stopwatch: Callable[[], float]) -> None:
        self._stopwatch = stopwatch
        self._begun = stopwatch()
        self._shown: Progress | None = None

    def report(self, done: int, total: int) -> None:
        """Show how far it is, once it has taken long enough."""
        if self._shown is None:
            if self._stopwatch() - self._begun < PATIENCE_SECONDS:
                return
            self._shown = _start()
        self._shown.update(self._shown.task_ids[0], completed=done, total=total)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


def _start() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    from farmer.render.terminal import dimensions

    width, height = dimensions()
    console = Console(stderr=True, width=width, height=height)
    progress = Progress(console=console, transient=True)
    progress.add_task("Reading")
    progress.start()
    return progress
