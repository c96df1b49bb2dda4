"""Files that hold other people's data: made for their owner alone, and never over another file."""

from __future__ import annotations

import os
from glob import escape
from pathlib import Path

from farmer.errors import InvalidValue


def create_private(path: Path) -> bool:
    """Make an empty file that only its owner can open; False where one is there already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    os.close(handle)
    return True


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


def backup_path(ledger: Path, step: str, day: str) -> Path:
    """Make an empty private file for a backup before `step`, beside the ledger; its path.

    A number is added to the name where a backup of that day is there already.
    """
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        path = ledger.with_name(f"{ledger.stem}.before-{step}.{day}{suffix}{ledger.suffix}")
        if create_private(path):
            return path
        number += 1


def backups_of(ledger: Path) -> list[Path]:
    """The backups that farmer made of the ledger, by name."""
    pattern = f"{escape(ledger.stem)}.before-*{escape(ledger.suffix)}"
    return sorted(path for path in ledger.parent.glob(pattern) if path.is_file())
