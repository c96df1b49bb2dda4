"""What holds several files: zip archives, what is packed with gzip, workbooks, and folders.

What is unpacked is bounded in all: a small archive may be gigabytes of nothing. Nothing is written
to the disk; members are read where they are, as often as it takes.
"""

from __future__ import annotations

import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from farmer.errors import UnreadableFile
from farmer.formats import FORMATS, Format, Source, format_of
from farmer.tasks.exchange.workbook import as_csv, is_workbook

# In all of an archive, and files in one; an export of twenty years has less but for its pictures.
MOST_UNPACKED = 512_000_000
MOST_FILES = 20_000
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
# A folder of these is of messages, whatever lies beside them.
_MAILDIR = ("cur", "new")
_NO_SUFFIX_OF_A_FOLDER = (".eml", ".mbox", ".mbx")
_TABLE = "table"
# Whatever goes wrong in an archive; its own trouble a file tells itself.
_DAMAGE = (
    *(zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError),
    *(NotImplementedError, zlib.error, KeyError),
)
_ARCHIVED = tuple(suffix for each in FORMATS for suffix in each.suffixes)


class SupportsClose(Protocol):
    """What is to be closed."""

    def close(self) -> None:
        """Close it."""


def unpacked(source: Source) -> list[Source]:
    """The files in `source`; the source itself where it holds no others.

    Raises:
        UnreadableFile: where it is an archive that is damaged, locked, or larger than is unpacked;
            or a folder of too many files.
    """
    if source.folder is not None:
        return _of_folder(source, source.folder)
    with source.open() as stream:
        magic = stream.read(len(_ZIP))
    if magic.startswith(_GZIP):
        return [_of_gzip(source)]
    return _of_zip(source) if magic == _ZIP else [source]


def recognised(
    sources: Sequence[Source], as_kind: str | None, *, mapped: bool
) -> tuple[list[tuple[Source, Format]], list[str]]:
    """Each source with its kind, and the names of those of an archive or folder that are of none.

    A plain table is left, too, where others beside it are of a kind of their own: exports have
    tables of addresses and settings of the user's own.

    Raises:
        InvalidValue: for a kind nobody knows.
        UnreadableFile: for a source by itself that is of no kind, or where none is left.
    """
    known: list[tuple[Source, Format]] = []
    left: list[str] = []
    refused: UnreadableFile | None = None
    for source in sources:
        try:
            known.append((source, format_of(source, as_kind, mapped=mapped)))
        except UnreadableFile as error:
            if not source.within:
                raise
            refused = error
            left.append(source.name)
    telling = {source.within for source, each in known if each.kind != _TABLE}
    plain = [s for s, each in known if s.within and each.kind == _TABLE and s.within in telling]
    if refused is not None and not known:
        raise refused
    return [pair for pair in known if pair[0] not in plain], [*left, *(s.name for s in plain)]


def _of_folder(source: Source, folder: Path) -> list[Source]:
    if all((folder / each).is_dir() for each in _MAILDIR):
        return [source]
    files = list(islice(_files(folder), MOST_FILES + 1))
    if len(files) > MOST_FILES:
        raise UnreadableFile(
            f"{source.name} holds more than {MOST_FILES:,} files.", "Name a folder in it."
        )
    wanted = [path for path in files if path.suffix.casefold() in _of_folders()]
    return [_at(path, source.name) for path in sorted(wanted)] or [source]


def _files(folder: Path) -> Iterator[Path]:
    """Every file in it and below, but for what is hidden: programs keep their own things there."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(parent, name) for name in names if not name.startswith("."))
        yield from filter(Path.is_file, paths)


def _of_folders() -> frozenset[str]:
    return frozenset(_ARCHIVED) - {*_NO_SUFFIX_OF_A_FOLDER, ".txt", ".md"}


def _at(path: Path, within: str) -> Source:
    from farmer.tasks.exchange.named_files import source_at

    return replace(source_at(path), within=within)


def _of_gzip(source: Source) -> Source:
    def opened() -> BinaryIO:
        file = source.open()
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file))
        return _bounded(stream, source.name, MOST_UNPACKED, file)

    return replace(source, name=source.name.removesuffix(".gz"), open=opened)


def _of_zip(source: Source) -> list[Source]:
    with _opened(source) as archive:
        if is_workbook(archive):
            _check_size(source, archive.infolist())
            return [as_csv(source)]
        members = [
            each
            for each in archive.infolist()[: MOST_FILES + 1]
            if not each.is_dir() and each.filename.casefold().endswith(_ARCHIVED)
        ]
    if len(members) > MOST_FILES:
        raise UnreadableFile(
            f"{source.name} holds more than {MOST_FILES:,} files.",
            "Unpack it, and name the files that are wanted.",
        )
    _check_size(source, members)
    if any(each.flag_bits & 1 for each in members):
        raise UnreadableFile(
            f"{source.name} is locked with a password.", "Unpack it, and import the folder."
        )
    if not members:
        raise UnreadableFile(
            f"{source.name} holds no file that farmer reads.",
            f"It reads files that end in {', '.join(sorted(set(_ARCHIVED)))}.",
        )
    return [_member(source, each) for each in members]


def _check_size(source: Source, members: list[zipfile.ZipInfo]) -> None:
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        raise UnreadableFile(
            f"{source.name} is more than {MOST_UNPACKED // 1_000_000} MB unpacked.",
            "Unpack it, and name the files that are wanted.",
        )


def _member(source: Source, member: zipfile.ZipInfo) -> Source:
    def opened() -> BinaryIO:
        file = source.open()
        try:
            archive = zipfile.ZipFile(file)
            stream = archive.open(member.filename)
        except _DAMAGE:
            file.close()
            raise _damaged(source.name) from None
        return _bounded(cast(BinaryIO, stream), source.name, member.file_size, archive, file)

    name = f"{source.name}: {member.filename}"
    return Source(name, member.file_size, opened, within=source.name)


@contextmanager
def _opened(source: Source) -> Iterator[zipfile.ZipFile]:
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGE:
            raise _damaged(source.name) from None
        with archive:
            yield archive


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
