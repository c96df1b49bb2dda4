"""The files of a source that is read again, and which of them are not as they were.

A file is as it was where its size and both of its times are; else its content is looked at. Clocks
are not trusted: times are compared, and never put in order.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from farmer.errors import FarmerError, InvalidValue, UnreadableFile
from farmer.ledger.remembered import ReadFile
from farmer.tasks.exchange.containers import MOST_FILES, files_within
from farmer.tasks.exchange.folders import MAILDIR, is_maildir
from farmer.tasks.exchange.named_files import source_at

_PATTERN = re.compile(r"[*?\[]")
# As programs for mail mark the name of what was never sent.
_DRAFT = re.compile(r":2,[A-Z]*D")
_CHUNK = 1 << 20
# Mail of many years; a folder of other files has far fewer.
_MOST_FILES = MOST_FILES * 25
# What was changed so lately may change again within one tick of the file system's clock.
_TICK_NS = 2_000_000_000
# Where whatever is fetched comes to lie, as the folder is called in the languages we know.
_DOWNLOADS = frozenset(
    (
        *("download", "downloads", "téléchargements", "descargas", "scaricati", "transferências"),
        *("pobrane", "stažené", "stiahnuté", "hämtningar", "hentede filer", "nedlastinger"),
        *("lataukset", "letöltések", "загрузки", "завантаження", "ダウンロード", "下载", "下載"),
    )
)


class FoundFiles(NamedTuple):
    """What there is of a source.

    Attributes:
        changed: the files that are not as they were, as they are now, the oldest first.
        same: those whose content is as it was, and whose times are not.
        gone: the paths of those that are not there any more.
        troubles: why others could not be looked at.
    """

    changed: tuple[ReadFile, ...]
    same: tuple[ReadFile, ...]
    gone: tuple[str, ...]
    troubles: tuple[FarmerError, ...]


def place_of(typed: str) -> str:
    """The absolute path, or pattern, of a source as it is typed.

    Raises:
        InvalidValue: for what is piped in, or lies in a home folder that nobody knows.
    """
    if typed == "-" or typed.startswith("/dev/"):
        raise InvalidValue(
            "What is piped in cannot be read again.", "Name a file, a folder or a pattern."
        )
    try:
        return os.path.abspath(Path(typed).expanduser())  # noqa: PTH100  (a link stays one)
    except (RuntimeError, ValueError):
        raise InvalidValue(f"{typed} is not a path.", "Check the path.") from None


def is_pattern(path: str) -> bool:
    """Whether a path stands for whatever is called so."""
    return _PATTERN.search(path) is not None and not os.path.exists(path)  # noqa: PTH110


def files_of(path: str) -> list[str]:
    """The paths of the files that a source has now, sorted; of a pattern there may be none.

    Raises:
        UnreadableFile: where it is not there, or may not be looked at.
    """
    if is_pattern(path):  # a pattern of pathlib's may not be absolute
        return sorted(each for each in glob.iglob(path, recursive=True) if os.path.isfile(each))  # noqa: PTH113, PTH207
    place = Path(path)
    if is_maildir(place):
        return sorted(_messages(place))
    source = source_at(place)
    if source.folder is None:
        return [path]
    try:
        next(place.iterdir(), None)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.", "") from None
    return [each.name for each in files_within(source, source.folder) if each.folder is None]


def _messages(place: Path) -> Iterator[str]:
    for parent, _folders, names in os.walk(place):
        if Path(parent).name in MAILDIR:
            yield from (
                str(Path(parent, n)) for n in names if not (n.startswith(".") or _DRAFT.search(n))
            )


def find_changed(path: str, known: Mapping[str, ReadFile], *, asking: bool) -> FoundFiles:
    """Which files of a source are not as they were when they were read.

    Whatever was taken back since counts as not read; so does what was held back, where somebody
    can be asked about it.

    Raises:
        UnreadableFile: where the source is not there, may not be looked at, or has too many files.
    """
    paths = files_of(path)
    if len(paths) > _MOST_FILES:
        raise UnreadableFile(
            f"{path} holds more than {_MOST_FILES:,} files.", "Remember a folder in it."
        )
    contents = {each.digest: each for each in known.values() if _is_read(each, asking=asking)}
    changed, same, troubles = [], [], []
    for each in paths:
        before = known.get(each)
        try:
            now = _looked_at(each, before)
        except FarmerError as trouble:
            troubles.append(trouble)
            continue
        was = before if before and before.digest == now.digest else contents.get(now.digest)
        if was is None or not _is_read(was, asking=asking):
            changed.append(now)
        elif now != was:
            same.append(now._replace(held=was.held, change_id=was.change_id))
    changed.sort(key=lambda each: each.modified)
    return FoundFiles(tuple(changed), tuple(same), _gone(known, paths), tuple(troubles))


def _gone(known: Mapping[str, ReadFile], there: Collection[str]) -> tuple[str, ...]:
    left = {*there}
    return tuple(path for path in known if path not in left)


def _is_read(file: ReadFile, *, asking: bool) -> bool:
    return not file.undone and not (asking and file.held)


def _looked_at(path: str, before: ReadFile | None) -> ReadFile:
    """A file as it is now; its content is looked at only where it may have changed.

    Raises:
        UnreadableFile: where it cannot be read, or is being written meanwhile.
    """
    source_at(Path(path))  # refuses what is no file, or may not be read
    now = as_it_is(path)
    if before and before[:4] == now[:4]:
        return before
    try:
        digest = _digest(path)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.", "") from None
    if as_it_is(path)[:4] != now[:4]:
        raise UnreadableFile(f"{path} is being written just now.", "It is read the next time.")
    return now._replace(digest=digest, altered=_settled(now))


def as_it_is(path: str) -> ReadFile:
    """A file's size and times, without its content.

    Raises:
        UnreadableFile: where it is not there.
    """
    try:
        state = Path(path).stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a path"
        raise UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path.") from None
    return ReadFile(path, state.st_size, state.st_mtime_ns, state.st_ctime_ns, "")


def _settled(file: ReadFile) -> int:
    """When anything of it was changed; never, where that may be going on."""
    return 0 if abs(time.time_ns() - file.altered) < _TICK_NS else file.altered


def _digest(path: str) -> str:
    found = hashlib.sha256()
    with Path(path).open("rb") as stream:
        while data := stream.read(_CHUNK):
            found.update(data)
    return found.hexdigest()


def anybody_may_write(path: str) -> bool:
    """Whether others than the user put files there: it is for downloads, or open to everybody."""
    place = Path(os.path.realpath(path))
    folders = [each for each in (place, *place.parents) if not _PATTERN.search(each.name)]
    if any(each.name.casefold() in _DOWNLOADS for each in folders):
        return True
    nearest = next((each for each in folders if each.is_dir()), Path("/"))
    return any(_is_open_to_all(each) for each in (place, nearest))


def _is_open_to_all(place: Path) -> bool:
    try:
        return os.name == "posix" and bool(place.stat().st_mode & 0o002)
    except OSError:
        return False
