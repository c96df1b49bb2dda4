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
Say = Callable[[str], None]


@contextmanager
def progressing(stopwatch: Callable[[], float], *, wanted: bool) -> Iterator[Report]:
    """Yields a function to be told how much is done, of how much."""
    with _bar(stopwatch, wanted=wanted) as bar:
        yield bar.report if bar else _unwatched


@contextmanager
def saying(stopwatch: Callable[[], float], *, wanted: bool) -> Iterator[Say]:
    """Yields a function to be told what is done now, of which nobody knows how much there is."""
    with _bar(stopwatch, wanted=wanted) as bar:
        yield bar.say if bar else _unsaid


@contextmanager
def _bar(stopwatch: Callable[[], float], *, wanted: bool) -> Iterator[_Bar | None]:
    bar = _Bar(stopwatch) if wanted else None
    try:
        yield bar
    finally:
        if bar:
            bar.close()


def _unwatched(_done: int, _total: int) -> None:
    pass


def _unsaid(_doing: str) -> None:
    pass


class _Bar:
    def __init__(self, stopwatch: Callable[[], float]) -> None:
        self._stopwatch = stopwatch
        self._begun = stopwatch()
        self._shown: Progress | None = None

    def report(self, done: int, total: int) -> None:
        """Show how far it is, once it has taken long enough."""
        if shown := self._after_patience("Reading", measured=True):
            shown.update(shown.task_ids[0], completed=done, total=total)

    def say(self, doing: str) -> None:
        """Show what is done, once all of it has taken long enough."""
        if shown := self._after_patience(doing, measured=False):
            shown.update(shown.task_ids[0], description=doing)

    def _after_patience(self, doing: str, *, measured: bool) -> Progress | None:
        if self._shown is None and self._stopwatch() - self._begun >= PATIENCE_SECONDS:
            self._shown = _start(doing, measured=measured)
        return self._shown

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


def _start(doing: str, *, measured: bool) -> Progress:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from farmer.render.terminal import dimensions

    width, height = dimensions()
    console = Console(stderr=True, width=width, height=height)
    unmeasured = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    columns = Progress.get_default_columns() if measured else unmeasured
    progress = Progress(*columns, console=console, transient=True)
    progress.add_task(doing)
    progress.start()
    return progress
