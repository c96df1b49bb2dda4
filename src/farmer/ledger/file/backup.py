"""Copies of the ledger, by SQLite's own means: what a crash left half-written stays behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from farmer.errors import InvalidValue
from farmer.files import create_private, create_private_folders
from farmer.ledger.file.backups import BEFORE, SAVED, backup_path, backups_of, surplus
from farmer.ledger.refusals import LedgerDamaged, refusing
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import open_to_read


def back_up(path: Path, step: str, day: str) -> Path:
    """Copy the ledger before `step`, to a private file beside it named by that and the `day`.

    Backups made so before it are thinned out.

    Raises:
        LedgerUnavailable: where it cannot be read, or the copy cannot be written.
    """
    with refusing(path):
        backup = backup_path(path, BEFORE + step, day)
        copy_ledger(path, backup)
        for old in surplus(backups_of(path)):
            old.unlink(missing_ok=True)
    return backup


def save(path: Path, day: str, output: Path | None = None) -> Path:
    """Copy the ledger to `output`, or to a file beside it that is never thinned out.

    Raises:
        InvalidValue: where `output` is there already, or cannot be made.
        LedgerUnavailable: where the ledger cannot be read, or the copy cannot be written.
    """
    if output is None:
        with refusing(path):
            output = backup_path(path, SAVED, day)
    else:
        _make(output)
    with refusing(path):
        copy_ledger(path, output)
    return output


def copy_ledger(source: Path, target: Path) -> None:
    """Copy one ledger into an empty file, which is taken away where the copy is not whole.

    Raises:
        LedgerDamaged: where it is not, because the source is not.
    """
    try:
        with (
            closing(open_to_read(source)) as db,
            closing(driver.connect_copy(target, source)) as copy,
        ):
            db.backup(copy)
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise LedgerDamaged(
                    f"{source} is damaged, and so would its copy be.",
                    "See what is wrong: farmer doctor",
                )
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _make(output: Path) -> None:
    try:
        create_private_folders(output.parent)
        made = create_private(output)
    except OSError as error:
        reason = (error.strerror or "it is no path").lower()
        raise InvalidValue(f"{output} cannot be written: {reason}.", "Name another file.") from None
    if not made:
        raise InvalidValue(f"{output} is there already.", "Name another file, or delete that one.")
