"""Putting a backup in the place of the ledger, which is kept aside.

At every moment the ledger's path leads to one whole ledger, and no journal lies beside a file that
it is not of: SQLite would take it back into the wrong one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from farmer.files import create_private, create_private_folders, sync_folder
from farmer.ledger.file.backup import copy_ledger
from farmer.ledger.file.backups import BEFORE, backup_path
from farmer.ledger.refusals import (
    LedgerLocked,
    NotALedger,
    WrongKey,
    engine_errors,
    primary_code,
    refusing,
)
from farmer.ledger.sqlite.opening import mark_of, open_to_read, open_to_write
from farmer.ledger.sqlite.schema.steps import is_current, revision_of
from farmer.ledger.upkeep import Content

# What makes a difference to a person, and by what a row of it is recognised.
_TOLD = {
    "contact": "name",
    "touchpoint": '"on" || kind || note',
    "fact": '"on" || what || note',
    "request": "need",
    "promise": "text",
}


def content_of(path: Path) -> Content:
    """What the ledger at `path` holds, whatever its revision.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged, newer or out of reach.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        if is_current(revision_of(db, path, mark_of(db)), path) is None:
            raise NotALedger(f"{path} is empty; there is nothing to restore.", "Name another file.")
        there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        return {
            table: dict(map(tuple, db.execute(f'SELECT id, {by} FROM "{table}"')))  # noqa: S608
            for table, by in _TOLD.items()
            if table in there
        }


def restore(path: Path, backup: Path, day: str) -> Path | None:
    """Put a copy of `backup` in the place of the ledger at `path`.

    Returns:
        Where the ledger from before is kept; None where there was none.

    Raises:
        LedgerUnavailable: where it cannot be done; the ledger is then as it was.
    """
    path = path.resolve()  # the file is replaced, not a link to it
    with refusing(path):
        create_private_folders(path.parent)
        part = path.with_name(f".{path.name}.restored")
        part.unlink(missing_ok=True)
        create_private(part)
        copy_ledger(backup, part)
        try:
            if not path.exists():
                part.replace(path)
                return None
            with _holding(path):
                kept = _set_aside(path, day)
                part.replace(path)
                sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _set_aside(path: Path, day: str) -> Path:
    """Give the ledger that is there a second name; a journal that cannot be used goes along."""
    aside = backup_path(path, f"{BEFORE}restore", day)
    journal = Path(f"{path}-journal")
    if journal.exists():
        journal.rename(f"{aside}-journal")
    aside.unlink()
    os.link(path, aside)
    aside.chmod(0o600)
    return aside


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Keep everybody else away; what a crash left half-written is taken back first, if it can be.

    Whoever waits finds another file in its place then, and begins again with that.
    """
    try:
        db = open_to_write(path)
    except (LedgerLocked, WrongKey):  # nobody can read it, so nobody writes it
        yield
        return
    with closing(db):
        try:
            db.execute("BEGIN EXCLUSIVE")
        except engine_errors() as error:
            if primary_code(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
        if os.name == "nt":
            db.close()  # Windows replaces no file that is open
        yield
