"""Files that hold other people's data: made for their owner alone, whole or not at all.

What is written first gets a name beside the file that nobody can foresee, ``.NAME.TOKEN.part``, and
takes the file's name at the end: whoever is killed leaves no half of it there, and no link that
somebody laid out is followed.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from farmer.errors import InvalidValue, Unconfirmed
from farmer.written import note_file

_ZEROS = 1 << 20
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none, and few links
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # as for a pipe that nobody writes to
_AS_IT_IS = getattr(os, "O_BINARY", 0)  # Windows would change line ends
# What programs that synchronise folders put before and behind the name of a file that is in the
# cloud only: iCloud, Nextcloud and ownCloud, Resilio Sync, odrive.
PLACEHOLDERS = (
    (".", ".icloud"),
    ("", ".nextcloud"),
    ("", ".owncloud"),
    ("", ".rslsv"),
    ("", ".cloud"),
)

# Where Linux keeps a user's files: the variable that says so, and the usual place in the home.
_LINUX_FOLDERS = {
    "config": ("XDG_CONFIG_HOME", (".config",)),
    "data": ("XDG_DATA_HOME", (".local", "share")),
}


def user_folder(kind: Literal["config", "data"], environ: Mapping[str, str]) -> Path:
    """Where the platform keeps a user's settings or data of farmer.

    platformdirs knows; where Linux' environment says it plainly, nobody waits for its import.

    Raises:
        RuntimeError: where it lies in a home folder that nobody knows.
    """
    if sys.platform == "linux":
        variable, usual = _LINUX_FOLDERS[kind]
        named, home = environ.get(variable, ""), environ.get("HOME", "")
        if named.startswith("/"):
            return Path(named, "farmer")
        if not named and home.startswith("/"):
            return Path(home, *usual, "farmer")
    from platformdirs import user_config_path, user_data_path

    path = user_config_path if kind == "config" else user_data_path
    return path("farmer", appauthor=False)


def create_private(path: Path) -> bool:
    """Make an empty file that only its owner can open; False where something is there already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK, 0o600)
    except FileExistsError:
        return False
    os.close(handle)
    return True


def is_open(path: Path) -> bool:
    """Whether others than its owner may open it, as far as this system tells."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def placeholder_of(path: Path) -> Path | None:
    """What a program that synchronises left in the place of the file, having moved it away."""
    for before, behind in PLACEHOLDERS:
        left = path.with_name(f"{before}{path.name}{behind}")
        if left.exists():
            return left
    return None


def real(path: Path) -> Path:
    """Where `path` leads, links followed, whether something is there or not."""
    return Path(os.path.realpath(path))


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """An empty private file beside `path`, to become it; taken away where it did not.

    Raises:
        OSError: where none can be made.
    """
    part = new_name(path, "part")
    while not create_private(part):
        part = new_name(path, "part")
    try:
        yield part
    finally:
        for left in (Path(f"{part}-journal"), part):
            with suppress(OSError):  # whatever is left does not undo what was done
                left.unlink()


def new_name(path: Path, kind: str) -> Path:
    """A hidden name beside `path` that nobody can foresee."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}.{kind}")


def take_place(part: Path, path: Path) -> None:
    """Have `part` replace what is at `path`, a link as the link that it is.

    Raises:
        OSError: where it cannot.
        Unconfirmed: where it has, and the disk does not say that this will last.
    """
    _sync(part)
    part.replace(path)
    note_file(path)
    _confirm(path)


def take_free_place(part: Path, path: Path) -> bool:
    """Have `part` become `path`; False, and nothing happens, where something is there already.

    Raises:
        OSError, Unconfirmed: as `take_place`.
    """
    _sync(part)
    try:
        os.link(part, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: the name is taken first, empty
        if not create_private(path):
            return False
        part.replace(path)
    note_file(path)
    with suppress(OSError):
        part.unlink()
    _confirm(path)
    return True


def read_plain(path: Path, most_bytes: int) -> bytes:
    """The content of a file of ours; neither waits for a pipe nor reads a device without end.

    The device that is always empty is as good as an empty file.

    Raises:
        OSError: where it cannot be read, is no file, or holds more than `most_bytes`.
    """
    handle = os.open(path, os.O_RDONLY | _NO_WAIT | _AS_IT_IS)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not (stat.S_ISREG(found.st_mode) or os.path.samestat(found, os.stat(os.devnull))):  # noqa: PTH116
            raise OSError(errno.EINVAL, "it is a pipe or a device")
        return read_to_end(file, most_bytes)


def read_to_end(stream: BinaryIO, most_bytes: int) -> bytes:
    """Everything that comes.

    Raises:
        OSError: where it cannot be read, or that is more than `most_bytes`.
    """
    data = stream.read(most_bytes + 1) or b""
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes >> 20} MB")
    return data


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that only its owner can open, whole or not at all; what was there is replaced.

    Raises:
        OSError: where it cannot be written.
        Unconfirmed: where it is, and the disk does not say that this will last.
    """
    create_private_folders(path.parent)
    with part_of(path) as part:
        with os.fdopen(os.open(part, os.O_WRONLY | _NO_LINK), "wb") as file:
            file.writelines(pieces)
        take_place(part, path)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other command is between this and its end for that folder.

    It is for what takes no longer than reading a file and writing it. Windows locks no folder: what
    is written whole is whole there too, and of two at once the later one counts.
    """
    create_private_folders(folder)
    if os.name == "nt":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems know no such thing
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def check_plain(path: Path) -> None:
    """Refuse a folder, pipe or device: a device that is replaced is gone for everybody.

    Raises:
        InvalidValue: where something else than a file is there.
    """
    if path.exists() and not path.is_file():
        raise InvalidValue(f"{path} is not a file.", "Name another file.")


def create_private_folders(folder: Path) -> None:
    """Make `folder` and what is missing above it, each open to its owner alone.

    ``Path.mkdir(parents=True)`` gives the mode to the last one only.
    """
    if folder.is_dir():
        return
    create_private_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk remember the names in `folder`, where the system can be told to."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one may write into it, and not look
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems know no such thing
            raise
    finally:
        os.close(handle)


def _confirm(path: Path) -> None:
    """Have the disk remember what `path` leads to now."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        reason = (error.strerror or "it does not answer").lower()
        raise Unconfirmed(
            f"{path} is written, but may be as before after a power cut: {reason}.",
            "Check the disk, then see whether the file is as it should be.",
        ) from None


def wipe(path: Path) -> bool:
    """Overwrite a file with zeros, then delete it; nothing happens where it is gone already.

    A link, and one name of several, is only deleted: the content is somebody else's too.

    Returns:
        Whether nothing is left of the content.
    """
    try:
        found = path.lstat()
        own = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
        if own:
            _overwrite(path, found.st_size)
        path.unlink()
    except FileNotFoundError:
        return True
    return own


def _overwrite(path: Path, size: int) -> None:
    path.chmod(0o600)  # a file that its owner made read-only is their own all the same
    handle = os.open(path, os.O_RDWR | _NO_LINK)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        while size > 0:
            size -= file.write(bytes(min(size, _ZEROS)))
        os.fsync(file.fileno())
        file.truncate(0)  # whoever still has it open sees an empty file, not a broken one


def _sync(path: Path) -> None:
    with os.fdopen(os.open(path, os.O_RDWR | _NO_LINK), "r+b") as file:
        os.fsync(file.fileno())
