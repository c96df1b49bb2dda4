"""Waiting while another command has the ledger: for how long, and who is told of it.

SQLite would wait by itself, but deaf to Ctrl-C and without a word. So it waits for a moment only,
and is asked again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from typing import TYPE_CHECKING, TypeVar

from farmer.ledger.refusals import engine_errors, primary_code

if TYPE_CHECKING:
    from farmer.ledger.holder import Holder

Result = TypeVar("Result")

# What SQLite waits by itself: as long as Ctrl-C is not heard.
MOMENT_SECONDS = 0.1
SILENT_SECONDS = 1.0


Tell = Callable[["Holder | None"], None]


def _usual() -> float:
    from farmer.settings import DEFAULT_PATIENCE_SECONDS

    return DEFAULT_PATIENCE_SECONDS


def _quietly(_: Holder | None) -> None:
    """Tell nobody."""


_patience: Callable[[], float] = _usual
_tell: Tell = _quietly


def wait_by(patience: Callable[[], float] = _usual, tell: Tell = _quietly) -> None:
    """Wait for `patience` seconds from now on; once it takes more than one, `tell` is told once.

    Neither is asked for anything as long as nobody has to wait.
    """
    global _patience, _tell
    _patience, _tell = patience, tell


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Wait for no longer than that within the block, where one would wait longer."""
    global _patience
    before = _patience
    _patience = lambda: min(before(), seconds)  # noqa: E731
    try:
        yield
    finally:
        _patience = before


def patiently(attempt: Callable[[], Result], path: Path) -> Result:
    """What `attempt` gives, made again while another process keeps it from the ledger at `path`.

    Raises:
        sqlite3.OperationalError: that it is busy, once patience has run out.
    """
    try:
        return attempt()
    except engine_errors() as error:
        if primary_code(error) != SQLITE_BUSY:
            raise
    return _again(attempt, path)


def _again(attempt: Callable[[], Result], path: Path) -> Result:
    patience, began = _patience(), time.monotonic()
    while True:
        waited = time.monotonic() - began
        if waited >= SILENT_SECONDS:
            _say(path)
        try:
            return attempt()
        except engine_errors() as error:
            if primary_code(error) != SQLITE_BUSY or waited >= patience:
                raise
        time.sleep(min(MOMENT_SECONDS, patience) / 5)  # where SQLite sees no sense in waiting


def _say(path: Path) -> None:
    global _tell
    tell, _tell = _tell, _quietly
    if tell is not _quietly:
        from farmer.ledger.holder import holder_of

        tell(holder_of(path))
