"""What this run of the program has written for good, so that its last words never deny it.

Whoever commits a change or puts a file in its place notes it here; whoever has to say that
something went wrong afterwards asks. A process runs one command at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_changed = False
_files: list[Path] = []
_done = ""


def begin() -> None:
    """A new run, which has written nothing yet."""
    global _changed, _done
    _changed, _done = False, ""
    _files.clear()


def note_change() -> None:
    """A change of what is in the ledger, or in a copy of it, is committed."""
    global _changed
    _changed = True


def note_file(path: Path) -> None:
    """A file is in its place, whole."""
    _files.append(path)


def note_done(sentence: str) -> None:
    """What the command came to, where that says more than that files were written."""
    global _done
    _done = sentence


def done() -> str:
    """What the command came to, without a full stop; empty where nobody noted it."""
    return _done


def so_far() -> tuple[bool, tuple[Path, ...]]:
    """Whether the ledger was changed since the run began, and which files were put in place."""
    return _changed, tuple(_files)
