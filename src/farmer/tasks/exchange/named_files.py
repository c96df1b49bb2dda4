"""The files a user names, ready to be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from farmer.errors import UnreadableFile
from farmer.formats import Source
from farmer.shell import quoted


def source_at(path: Path) -> Source:
    """The file or folder at `path`.

    Raises:
        UnreadableFile: where there is none, or it may not be read.
    """
    try:
        if path.is_dir():
            return Source(str(path), 0, _never, path)
        _refuse_endless(path)
        with path.open("rb"):
            size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return Source(str(path), size, lambda: path.open("rb"))


def source_of(data: bytes, name: str = "standard input") -> Source:
    """What was piped in."""
    return Source(name, len(data), lambda: BytesIO(data))


def read_bytes(path: Path) -> bytes:
    """The content of the file at `path`.

    Raises:
        UnreadableFile: where there is none, or it may not be read.
    """
    try:
        _refuse_endless(path)
        return path.read_bytes()
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder.", "Name a file in it.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _refuse_endless(path: Path) -> None:
    """A pipe may never answer, and a device never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableFile(
            f"{path} is a pipe or a device, not a file.",
            f"Pipe it in: farmer import - < {quoted(str(path))}",
        )


def _never() -> BinaryIO:
    raise AssertionError("a folder is read file by file")


def _unreadable(path: Path, error: Exception) -> UnreadableFile:
    reason = getattr(error, "strerror", None) or "it is no path"
    return UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path.")
