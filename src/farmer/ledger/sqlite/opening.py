"""Connections to a ledger's file: to read by most commands, to write by few."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.files import placeholder_of, real
from farmer.ledger.refusals import (
    LedgerAway,
    away,
    engine_errors,
    not_a_file,
    primary_code,
    refusing,
)
from farmer.ledger.sqlite import driver

# Says which program made the file; of the first page only, whatever is damaged behind it.
_MARK = "PRAGMA application_id"


def is_there(path: Path) -> bool:
    """Whether a file with something in it is at `path`.

    Raises:
        LedgerUnavailable: for a folder or device, where it may not be looked at, or where a
            program that synchronises keeps the file elsewhere.
    """
    size = _size_of(path)
    if not size:
        _check_not_put_away(path)
    return size > 0


def check_not_away(path: Path) -> None:
    """Refuse where a program that synchronises keeps the file elsewhere: it is somebody's ledger.

    Raises:
        LedgerAway: there. Whatever else is wrong is not told of.
    """
    try:
        is_there(path)
    except LedgerAway:
        raise
    except LedgerUnavailable:
        return


def _size_of(path: Path) -> int:
    """How many bytes are there; none where nothing is."""
    with refusing(path):
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return 0
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return found.st_size


def _check_not_put_away(path: Path) -> None:
    with refusing(path):
        left = placeholder_of(path) or placeholder_of(real(path))
    if left:
        raise away(path, left)


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the ledger, but can clean up after a crash.

    It is in a transaction: whatever is read is of one moment, and no writer gets through until the
    connection is closed.
    """
    return open_marked(path)[0]


def open_marked(path: Path) -> tuple[sqlite3.Connection, int]:
    """As `open_to_read`, with the mark of the program that made it, which was asked for first.

    Not ``mode=ro`` at first: that refuses a ledger whose last writer crashed.
    """
    try:
        return _open_to_read(path, "rw")
    except engine_errors() as error:
        if primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    return open_untouched(path)


def open_untouched(path: Path) -> tuple[sqlite3.Connection, int]:
    """As `open_marked`, but nothing is cleaned up."""
    return _open_to_read(path, "ro")


def open_to_write(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A connection whose transactions are begun and ended by hand; the file must exist.

    A change is on the disk once it is committed, whatever becomes of the power: by default SQLite
    does not see to it that the journal is gone there too, which would take the change back.
    """
    from farmer.ledger.sqlite.functions import enable_functions

    db, _ = _opened(path, "rw")
    db.execute("PRAGMA synchronous = EXTRA")
    enable_functions(db)
    db.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    return db


def mark_of(db: sqlite3.Connection) -> int:
    """The mark of the program that made the file."""
    mark: int = db.execute(_MARK).fetchone()[0]
    return mark


def _open_to_read(path: Path, mode: str) -> tuple[sqlite3.Connection, int]:
    return _opened(path, mode, "PRAGMA query_only = ON", "BEGIN")


def _opened(path: Path, mode: str, *first: str) -> tuple[sqlite3.Connection, int]:
    """A connection to the file at `path`, its mark read: opening it alone tells little.

    Whoever keeps others from reading it may be putting another in its place, locked or unlocked.
    """
    while True:
        db = driver.connect(path, mode)
        try:
            for statement in first:
                db.execute(statement)
            mark = mark_of(db)
        except BaseException:
            db.close()
            raise
        if driver.is_still(db, path):
            return db, mark
        db.close()
