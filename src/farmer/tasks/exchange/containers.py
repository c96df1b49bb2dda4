"""What holds several files: zip archives, what is packed with gzip, workbooks, and folders.

What is unpacked is bounded in all of an import: a small archive may be gigabytes of nothing.
Nothing is written to the disk; members are read where they are, as often as it takes.
"""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader, BytesIO, RawIOBase
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from farmer.errors import UnreadableFile
from farmer.formats import Source
from farmer.tasks.exchange.folders import ENDINGS, PACKED, found_in, is_maildir, wanted_of
from farmer.tasks.exchange.workbook import as_csv, is_workbook
from farmer.text import printable

try:
    from lzma import LZMAError
except ImportError:  # a Python may be built without it, and then unpacks none
    LZMAError = OSError  # type: ignore[misc, assignment]

# In all of an archive, and files in one; an export of twenty years has less but for its pictures.
MOST_UNPACKED = 512_000_000
MOST_FILES = 20_000
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
# Beside the files that are wanted there may be pictures; but somebody may name the whole disk.
_MOST_SEEN = 200_000
# How members may be packed; others, such as deflate64, Python does not unpack.
_UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_CHUNK = 1 << 20
_TAR_AT, _TAR = 257, b"ustar"
# Whatever goes wrong in an archive; its own trouble a file tells itself.
_DAMAGE = (
    *(zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zlib.error, LZMAError, struct.error, KeyError, IndexError, OverflowError, MemoryError),
)


class SupportsClose(Protocol):
    """What is to be closed."""

    def close(self) -> None:
        """Close it."""


def unpacked(sources: Iterable[Source]) -> list[Source]:
    """The files in all of the `sources`; a source itself where it holds no others.

    An archive in a folder or an archive is unpacked too, and none that is in such a one.

    Raises:
        UnreadableFile: where one is an archive that is damaged or locked, a folder of too many
            files, or where all of them are larger than is unpacked.
    """
    left = _Left(MOST_UNPACKED, MOST_FILES)
    found = (each for source in sources for each in _of(source, left))
    return [inner for each in found for inner in _of_inner(each, left)]


def files_within(source: Source, folder: Path) -> list[Source]:
    """The files in a folder that may be read, archives as they are; itself where none is.

    Raises:
        UnreadableFile: where it is one of too many files.
    """
    return _of_folder(source, folder, _Left(MOST_UNPACKED, MOST_FILES))


class _Left:
    """How much of all may still be unpacked, and how many files read."""

    def __init__(self, size: int, files: int) -> None:
        self._size, self._files = size, files

    @property
    def size(self) -> int:
        """In bytes."""
        return self._size

    def take(self, name: str, size: int, files: int = 1) -> None:
        """Unpack so much of what is called so.

        Raises:
            TooMuch: where that is more than is left.
        """
        self._size, self._files = self._size - size, self._files - files
        if self._size < 0:
            raise TooMuch(
                f"{name} is more than {MOST_UNPACKED // 1_000_000} MB unpacked, or is with the "
                "files before it.",
                "Unpack it, and name the files that are wanted.",
            )
        if self._files < 0:
            raise TooMuch(
                f"{name} holds more than {MOST_FILES:,} files, or does with those before it.",
                "Unpack it, and name the files that are wanted.",
            )


class TooMuch(UnreadableFile):
    """More than is unpacked: the rest of it would be left out in silence."""


def _of(source: Source, left: _Left) -> list[Source]:
    if source.folder is not None:
        return _of_folder(source, source.folder, left)
    with source.open() as stream:
        magic = stream.read(len(_ZIP))
    if magic.startswith(_GZIP):
        return [_of_gzip(source, left)]
    return _of_zip(source, left) if magic == _ZIP else [source]


def _of_inner(source: Source, left: _Left) -> list[Source]:
    """What is in an archive within another or in a folder; itself where it cannot be unpacked."""
    if not source.within or not source.name.casefold().endswith(PACKED):
        return [source]
    try:
        return _of(_held(source, left), left)
    except TooMuch:
        raise
    except UnreadableFile:
        return [source]


def _held(source: Source, left: _Left) -> Source:
    """An archive within another in memory: to be unpacked it is read to and fro."""
    if Path(source.name).is_file():
        return source
    with source.open() as stream:
        data = stream.read(left.size + 1)
    return replace(source, size=len(data), open=lambda: BytesIO(data))


def _of_folder(source: Source, folder: Path, left: _Left) -> list[Source]:
    if is_maildir(folder):
        return [source]
    found = list(islice(found_in(folder), _MOST_SEEN + 1))
    wanted = wanted_of(found[:_MOST_SEEN])
    if len(wanted) > MOST_FILES or len(found) > _MOST_SEEN:
        raise TooMuch(
            f"{source.name} holds more than {MOST_FILES:,} files.", "Name a folder in it."
        )
    left.take(source.name, 0, len(wanted))
    return [_at(path, source.name) for path in wanted] or [source]


def _at(path: Path, within: str) -> Source:
    from farmer.tasks.exchange.named_files import source_at

    return replace(source_at(path), within=within)


def _of_gzip(source: Source, left: _Left) -> Source:
    def opened() -> BinaryIO:
        file = source.open()
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file))
        return _bounded(stream, source.name, MOST_UNPACKED, file)

    size, beginning = 0, b""
    with opened() as stream:  # its header does not say how large it is
        while size <= left.size and (data := stream.read(_CHUNK)):
            beginning = beginning or data[: _TAR_AT + len(_TAR)]
            size += len(data)
    left.take(source.name, size)
    if beginning[_TAR_AT:] == _TAR:
        raise UnreadableFile(
            f"{source.name} is an archive of files (tar).", "Unpack it, and import the folder."
        )
    return replace(source, name=source.name.removesuffix(".gz"), size=size, open=opened)


def _of_zip(source: Source, left: _Left) -> list[Source]:
    with _opened(source) as archive:
        if is_workbook(archive):
            size = sum(each.file_size for each in archive.infolist())
            left.take(source.name, size)
            return as_csv(source, size)
        wanted = (*ENDINGS, *PACKED)
        members = [
            each
            for each in archive.infolist()
            if not each.is_dir() and each.filename.casefold().endswith(wanted)
        ]
    left.take(source.name, sum(each.file_size for each in members), len(members))
    if any(each.compress_type not in _UNPACKED for each in members):
        raise _packed_otherwise(source.name)
    if any(each.flag_bits & 1 for each in members):
        raise UnreadableFile(
            f"{source.name} is locked with a password.", "Unpack it, and import the folder."
        )
    if not members:
        raise UnreadableFile(
            f"{source.name} holds no file that farmer reads.",
            f"It reads files that end in {', '.join(sorted(set(ENDINGS)))}.",
        )
    return [_member(source, each) for each in members]


def _member(source: Source, member: zipfile.ZipInfo) -> Source:
    def opened() -> BinaryIO:
        file = source.open()
        try:
            archive = zipfile.ZipFile(file)
            stream = archive.open(member)
        except _DAMAGE:
            file.close()
            raise _damaged(source.name) from None
        return _bounded(cast(BinaryIO, stream), source.name, member.file_size, archive, file)

    name = f"{source.name}: {printable(member.filename)}"
    return Source(name, member.file_size, opened, within=source.name)


@contextmanager
def _opened(source: Source) -> Iterator[zipfile.ZipFile]:
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except NotImplementedError:
            raise _packed_otherwise(source.name) from None
        except _DAMAGE:
            raise _damaged(source.name) from None
        with archive:
            yield archive


def _packed_otherwise(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name} is packed in a way that farmer cannot unpack.",
        "Unpack it, and import the folder.",
    )


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name} is damaged: it cannot be unpacked.", "Download or copy it again, and import that."
    )


def _bounded(stream: BinaryIO, name: str, most: int, *under: SupportsClose) -> BinaryIO:
    return cast(BinaryIO, BufferedReader(_Bounded(stream, name, most, under)))


class _Bounded(RawIOBase):
    """What is unpacked while it is read, up to so many bytes: a header may say less than comes."""

    def __init__(
        self, stream: BinaryIO, name: str, most: int, under: Sequence[SupportsClose]
    ) -> None:
        """Of the `stream`, and what lies under it and is to be closed with it."""
        self._under = under
        self._stream, self._name, self._left = stream, name, most
        self._read = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._read

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._stream.read(min(len(buffer), self._left + 1))
        except _DAMAGE:
            raise _damaged(self._name) from None
        self._left -= len(data)
        self._read += len(data)
        if self._left < 0:
            raise UnreadableFile(
                f"{self._name} is larger unpacked than it says, or than farmer unpacks.",
                "Unpack it, and name the files that are wanted.",
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        for each in (self._stream, *self._under):
            each.close()
        super().close()
