"""Where something to be read comes from: a file, a folder, or what was piped in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# Enough to tell one kind of file from another.
BEGINNING = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Something to be read, as often as it takes.

    Attributes:
        name: as people call it; its ending is a hint to its kind.
        size: in bytes; of a folder 0, because it may be half a disk.
        open: begins reading anew.
        folder: where it is a folder of messages, and cannot be opened.
        within: the archive or folder that it is one of several files of; empty for one by itself.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    folder: Path | None = None
    within: str = ""

    def beginning(self) -> bytes:
        """Its first 64 KiB."""
        with self.open() as stream:
            return stream.read(BEGINNING)
