"""Which process has a ledger locked, where the system tells."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

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
