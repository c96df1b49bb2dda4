"""The files a user names, ready to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import Any, BinaryIO

from farmer.errors import UnreadableFile
from farmer.files import read_plain, read_to_end
from farmer.formats import Source
from farmer.shell import quoted

# What comes through a pipe is held in memory, because it can be read only once.
MOST_PIPED_BYTES = 1 << 28
# What a shell hands over already open: its own pipes, as <(…), and the standard input.
_HANDED_OVER = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/\d+")


class _File(FileIO):
    """A file whose trouble is a refusal whenever it comes: a stick that is pulled, a dying disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._refusing():
            super().__init__(path)

    def readinto(self, buffer: Any, /) -> int:
        with self._refusing():
            return super().readinto(buffer)

    def readall(self) -> bytes:
        with self._refusing():
            return super().readall()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _unreadable(self._path, error) from None


def source_at(path: Path) -> Source:
    """The file or folder at `path`.

    Raises:
        UnreadableFile: where there is none, or it may not be read.
    """
    try:
        if path.is_dir():
            return Source(str(path), 0, _never, path)
        if _is_handed_over(path):
            return source_of(_piped(path, MOST_PIPED_BYTES), str(path))
        _refuse_endless(path, "import")
        with path.open("rb"):
            size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return Source(str(path), size, lambda: BufferedReader(_File(path)))


def source_of(data: bytes, name: str = "standard input") -> Source:
    """What was piped in."""
    return Source(name, len(data), lambda: BytesIO(data))


def read_bytes(path: Path, most_bytes: int) -> bytes:
    """The content of the file with notes at `path`.

    Raises:
        UnreadableFile: where there is none, it may not be read, or holds more than `most_bytes`.
    """
    try:
        if _is_handed_over(path):
            return _piped(path, most_bytes)
        _refuse_endless(path, "log --from")
        return read_plain(path, most_bytes)
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder.", "Name a file in it.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _is_handed_over(path: Path) -> bool:
    """Whether somebody named, on purpose, what this process has open already."""
    return _HANDED_OVER.fullmatch(str(path)) is not None and not path.is_file()


def _piped(path: Path, most_bytes: int) -> bytes:
    with path.open("rb") as stream:
        return read_to_end(stream, most_bytes)


def _refuse_endless(path: Path, command: str) -> None:
    """A pipe may never answer, and a device never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableFile(
            f"{path} is a pipe or a device, not a file.",
            f"Pipe it in: farmer {command} - < {quoted(str(path))}",
        )


def _never() -> BinaryIO:
    raise AssertionError("a folder is read file by file")


def _unreadable(path: Path, error: Exception) -> UnreadableFile:
    reason = getattr(error, "strerror", None) or "it is not a path"
    return UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path.")
