"""Copies of the ledger, by SQLite's own means: what a crash left half-written stays behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from farmer.errors import InvalidValue
from farmer.files import create_private_folders, part_of, real, take_free_place
from farmer.ledger.file.backups import BEFORE, SAVED, backups_of, name_backup, remove, surplus
from farmer.ledger.refusals import LedgerDamaged, refusing
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.schema.verify import damage_in


def back_up(path: Path, step: str, day: str) -> Path:
    """Copy the ledger before `step`, to a private file beside it named by that and the `day`.

    Backups made so before it are thinned out.

    Raises:
        LedgerUnavailable: where it cannot be read, or the copy cannot be written.
    """
    with refusing(path):
        backup = _copy_beside(path, BEFORE + step, day)
        for old in surplus(backups_of(path)):
            remove(old)
    return backup


def save(path: Path, day: str, output: Path | None = None) -> Path:
    """Copy the ledger to `output`, or to a file beside it that is never thinned out.

    Raises:
        InvalidValue: where `output` is there already, or cannot be made.
        LedgerUnavailable: where the ledger cannot be read, or the copy cannot be written.
    """
    if output is None:
        with refusing(path):
            return _copy_beside(path, SAVED, day)
    with refusing(path), new_ledger(output) as part:
        _copy_whole(path, part)
    return output


@contextmanager
def new_ledger(path: Path) -> Iterator[Path]:
    """An empty private file in which to make a ledger; `path` is its name once that is done.

    Raises:
        InvalidValue: where `path` is there already, or cannot be made.
    """
    there = InvalidValue(f"{path} is there already.", "Name another file, or delete that one.")
    if os.path.lexists(path) or os.path.lexists(f"{path}-journal"):
        raise there
    with ExitStack() as stack:
        with _naming(path):
            create_private_folders(path.parent)
            part = stack.enter_context(part_of(path))
        yield part
        with _naming(path):
            if not take_free_place(part, path):
                raise there


def copy_pages(source: Path, target: Path) -> None:
    """Copy one ledger into an empty file, whole or damaged as it is."""
    with (
        closing(open_to_read(source)) as db,
        closing(driver.connect_copy(target, source)) as copy,
    ):
        db.backup(copy)


def _copy_whole(source: Path, target: Path) -> None:
    """Copy one ledger into an empty file.

    Raises:
        LedgerDamaged: where the copy is not whole, because the source is not.
    """
    copy_pages(source, target)
    with closing(open_to_read(target)) as copy:
        if damage_in(copy):
            raise LedgerDamaged(
                f"{source} is damaged, and so would its copy be.",
                "See what is wrong: farmer doctor",
            )


def _copy_beside(path: Path, why: str, day: str) -> Path:
    with part_of(real(path)) as part:
        _copy_whole(path, part)
        return name_backup(path, why, day, lambda free: take_free_place(part, free))


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say of a file that somebody named that it cannot be written."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "it is not a path").lower()
        raise InvalidValue(f"{path} cannot be written: {reason}.", "Name another file.") from None
