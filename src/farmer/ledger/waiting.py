"""Waiting while another command has the ledger: for how long, who is told of it, and who that is.

SQLite would wait by itself, but deaf to Ctrl-C and without a word. So it waits for a moment only,
and is asked again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from typing import NamedTuple, TypeVar

from farmer.ledger.refusals import engine_errors, primary_code

Result = TypeVar("Result")

# What SQLite waits by itself: as long as Ctrl-C is not heard.
MOMENT_SECONDS = 0.1
SILENT_SECONDS = 1.0
_LOCKS = Path("/proc/locks")  # Linux alone tells who has a lock


class Holder(NamedTuple):
    """A process that has a ledger open and locked.

    Attributes:
        process: its number.
        words: its command line; it may name people.
        writes: whether it writes to the ledger, or keeps it from being written while it reads.
    """

    process: int
    words: tuple[str, ...]
    writes: bool


Tell = Callable[[Holder | None], None]


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
        tell(holder_of(path))


def holder_of(path: Path) -> Holder | None:
    """Who has the file at `path` locked, one who writes before one who reads; None if not known."""
    try:
        found = path.stat()
        locks = _LOCKS.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    place = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    # 1: POSIX  ADVISORY  WRITE 4711 08:01:1234 1073741825 1073741825
    split = (line.split() for line in locks)
    held = [(at[3] == "WRITE", int(at[4])) for at in split if len(at) > 5 and at[5] == place]
    others = [(writes, process) for writes, process in held if process not in (0, -1, os.getpid())]
    if not others:
        return None
    writes, process = max(others)
    return Holder(process, _words_of(process), writes)


def _words_of(process: int) -> tuple[str, ...]:
    try:
        line = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has ended, or is somebody else's
        return ()
    return tuple(os.fsdecode(word) for word in line.split(b"\0"))
