"""Connections to a ledger's file: to read by most commands, to write by few."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path
from typing import Any

from farmer.ledger.refusals import engine_errors, not_a_file, primary_code, refusing
from farmer.ledger.sqlite import driver

# How many pages the file has, as SQLite counts, and the mark of the program that made it.
Marks = tuple[int, int]
_MARKS = """
SELECT (SELECT page_count FROM pragma_page_count),
       (SELECT application_id FROM pragma_application_id)
"""


def is_there(path: Path) -> bool:
    """Whether a file with something in it is at `path`.

    Raises:
        LedgerUnavailable: for a folder or device, or where it may not be looked at.
    """
    with refusing(path):
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return found.st_size > 0


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the ledger, but can clean up after a crash.

    It is in a transaction: whatever is read is of one moment, and no writer gets through until the
    connection is closed.
    """
    return open_marked(path)[0]


def open_marked(path: Path) -> tuple[sqlite3.Connection, Marks]:
    """As `open_to_read`, with the marks, which were asked for first.

    Not ``mode=ro`` at first: that refuses a ledger whose last writer crashed.
    """
    try:
        return _open_to_read(path, "rw")
    except engine_errors() as error:
        if primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    return open_untouched(path)


def open_untouched(path: Path) -> tuple[sqlite3.Connection, Marks]:
    """As `open_marked`, but nothing is cleaned up."""
    return _open_to_read(path, "ro")


def open_to_write(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A connection whose transactions are begun and ended by hand; the file must exist."""
    # Of the first page only: what else of it is damaged does not keep another from its place.
    db, _ = _opened(path, "rw", "PRAGMA schema_version")
    db.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    return db


def marks_of(db: sqlite3.Connection) -> Marks:
    """The marks of the file that is open."""
    return tuple(db.execute(_MARKS).fetchone())


def _open_to_read(path: Path, mode: str) -> tuple[sqlite3.Connection, Marks]:
    db, (pages, mark) = _opened(path, mode, "PRAGMA query_only = ON", "BEGIN", _MARKS)
    return db, (pages, mark)


def _opened(path: Path, mode: str, *first: str) -> tuple[sqlite3.Connection, Any]:
    """A connection to the file at `path`, and what the last of the `first` statements read.

    It has to read something, for opening a file tells little.
    Whoever keeps others from reading it may be putting another in its place, locked or unlocked.
    """
    while True:
        db = driver.connect(path, mode)
        try:
            for statement in first:
                row = db.execute(statement).fetchone()
        except BaseException:
            db.close()
            raise
        if driver.is_still(db, path):
            return db, row
        db.close()
