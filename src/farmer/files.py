"""Files that hold other people's data: made for their owner alone, and never over another file."""

from __future__ import annotations

import os
from pathlib import Path

from farmer.errors import InvalidValue

_ZEROS = 1 << 20


def create_private(path: Path) -> bool:
    """Make an empty file that only its owner can open; False where one is there already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    os.close(handle)
    return True


def is_open(path: Path) -> bool:
    """Whether others than its owner may open it, as far as this system tells."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def replace_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can open, whole or not at all; what was there is replaced.

    Raises:
        InvalidValue: where it cannot be written, or something else than a file is there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        check_plain(path)
        create_private_folders(path.parent)
        create_private(beside)
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or "it is no path").lower()
        raise InvalidValue(f"{path} cannot be written: {reason}.", "Name another file.") from None


def check_plain(path: Path) -> None:
    """Refuse a folder, pipe or device: a device that is replaced is gone for everybody.

    Raises:
        InvalidValue: where something else than a file is there.
    """
    if path.exists() and not path.is_file():
        raise InvalidValue(f"{path} is no file.", "Name another file.")


def create_private_folders(folder: Path) -> None:
    """Make `folder` and what is missing above it, each open to its owner alone.

    ``Path.mkdir(parents=True)`` gives the mode to the last one only.
    """
    if folder.is_dir():
        return
    create_private_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the disk remember the names in `folder`, where the system can be told to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def wipe(path: Path) -> None:
    """Overwrite a file with zeros, then delete it; nothing happens where it is gone already."""
    try:
        with path.open("r+b", buffering=0) as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, _ZEROS)))
            os.fsync(file.fileno())
            file.truncate(0)  # whoever still has it open sees an empty file, not a broken one
        path.unlink()
    except FileNotFoundError:
        pass
