"""Putting a backup in the place of the ledger, which is kept aside.

At every moment the ledger's path leads to one whole ledger, and no journal lies beside a file that
it is not of: SQLite would take it back into the wrong one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from farmer.errors import FarmerError, LedgerUnavailable
from farmer.files import create_private_folders, part_of, real, sync_folder, take_place
from farmer.ledger.file.backup import copy_pages
from farmer.ledger.file.backups import BEFORE, name_backup
from farmer.ledger.file.belongings import team_file
from farmer.ledger.file.beside import convert_beside
from farmer.ledger.file.convert import copy_locked
from farmer.ledger.file.forget import remember_forgotten
from farmer.ledger.file.whole import check_whole
from farmer.ledger.keys import Key, key_of
from farmer.ledger.refusals import (
    LedgerDamaged,
    LedgerLocked,
    NotALedger,
    NotConverted,
    WrongKey,
    disk_full,
    engine_errors,
    primary_code,
    refusing,
)
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import check_not_away, mark_of, open_to_read, open_to_write
from farmer.ledger.sqlite.schema.shape import lay_out_anew
from farmer.ledger.sqlite.schema.steps import is_current, revision_of
from farmer.ledger.sqlite.schema.trust import distrust
from farmer.ledger.sqlite.transaction import transaction
from farmer.ledger.upkeep import Content

_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# What makes a difference to a person, and by what a row of it is recognised.
_TOLD = {
    "contact": "name",
    "touchpoint": '"on" || kind || note',
    "fact": '"on" || what || note',
    "request": "need",
    "promise": "text",
}


def content_of(path: Path, *tables: str) -> Content:
    """What the ledger at `path` holds, or those `tables` of it, whatever its revision.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged, newer or out of reach.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        if is_current(revision_of(db, path, mark_of(db)), path) is None:
            raise NotALedger(f"{path} is empty; there is nothing to restore.", "Name another file.")
        distrust(db, path)
        there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        return {
            table: dict(map(tuple, db.execute(f'SELECT id, {by} FROM "{table}"')))  # noqa: S608
            for table, by in _TOLD.items()
            if table in (tables or _TOLD) and table in there
        }


def stays_locked(path: Path) -> bool:
    """Whether what takes the place of the ledger at `path` will be locked with its key.

    So it is with every locked ledger whose key is at hand, whatever the backup is.
    """
    return _key_to_keep(path) is not None


@contextmanager
def copied(path: Path, backup: Path, today: date) -> Iterator[Path]:
    """A copy of `backup` that may take the place of the ledger at `path`, locked as that is.

    Where the key of a locked ledger is not at hand, the copy is what the backup is. What is looked
    through is the copy, once: whatever becomes of the backup meanwhile, the copy is what somebody
    is asked about. What farmer lays out itself is laid out anew in it.

    Raises:
        LedgerUnavailable: where `backup` is no ledger, empty, damaged, altered or out of reach, or
            cannot be copied.
    """
    check_not_away(path)
    path = real(path)  # the file is replaced, not a link to it
    with ExitStack() as stack:
        with refusing(path):
            create_private_folders(path.parent)
            part = stack.enter_context(part_of(path))
            _fill(part, backup, path, today)
        yield part


def restore(path: Path, copy: Path, day: str) -> Path | None:
    """Have the `copy` of a backup take the place of the ledger at `path`.

    Returns:
        Where the ledger from before is kept; None where there was none.

    Raises:
        LedgerUnavailable: where it cannot be done; the ledger is then as it was.
    """
    path = real(path)
    with refusing(path):
        if not path.exists():
            kept = None
            take_place(copy, path)
        else:
            remember_forgotten(path, copy)
            with _holding(path):
                kept = _set_aside(path, day)
                take_place(copy, path)
    _seal_beside(path)
    return kept


def _seal_beside(path: Path) -> None:
    """Where a locked ledger came, seal what a team told; every command says where that fails."""
    salt = driver.salt_of(path)
    if salt is not None and salt != driver.salt_of(team_file(path)):
        with suppress(FarmerError, OSError):
            convert_beside(path, (salt, key_of(path, salt)))


def _fill(part: Path, backup: Path, path: Path, today: date) -> None:
    """Copy `backup` into the empty file `part`, for the ledger at `path`, and look through it."""
    with refusing(backup), closing(open_to_read(backup)):
        pass  # whoever has two keys is asked for that of the backup first
    _check_room(backup, path)
    key = _key_to_keep(path)
    try:
        if key is None or driver.salt_of(backup) == key[0]:
            copy_pages(backup, part)
        else:
            copy_locked(backup, part, key)
    except engine_errors(NotConverted):
        check_whole(backup, today)  # if that is why, it says what is wrong
        raise
    whole = check_whole(part, today, told=backup)
    with closing(open_to_write(part)) as db, transaction(db):
        lay_out_anew(db, whole.revision, index_fits=whole.index_fits)


def _key_to_keep(path: Path) -> Key | None:
    """The key of the locked ledger at `path`; None for any other file, or where it is not known."""
    salt = driver.salt_of(path)
    if salt is None:
        return None
    try:
        with refusing(path), closing(open_to_read(path)):
            pass
    except (LedgerLocked, WrongKey):
        return None
    except LedgerUnavailable:  # damaged: its key is the right one
        pass
    return salt, key_of(path, salt)


def _check_room(backup: Path, path: Path) -> None:
    """Refuse a file for which there is no room before the disk is full of it."""
    if backup.stat().st_size > shutil.disk_usage(path.parent).free:
        raise disk_full(path)


def _set_aside(path: Path, day: str) -> Path:
    """Give the ledger that is there a second name; a journal that cannot be used goes along."""
    aside = name_backup(path, f"{BEFORE}restore", day, lambda free: _has_name(path, free))
    journal = Path(f"{path}-journal")
    if journal.exists():
        journal.rename(f"{aside}-journal")
    sync_folder(path.parent)
    aside.chmod(0o600)
    return aside


def _has_name(path: Path, name: Path) -> bool:
    try:
        os.link(path, name)
    except FileExistsError:
        return False
    return True


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Keep everybody else away; what a crash left half-written is taken back first, if it can be.

    Whoever waits finds another file in its place then, and begins again with that.
    """
    try:
        db = open_to_write(path)
    except (LedgerLocked, WrongKey, LedgerDamaged):  # nobody can read it, so nobody writes it
        yield
        return
    except engine_errors() as error:
        if primary_code(error) not in _BROKEN:  # as when its end is cut off
            raise
        yield
        return
    with closing(db):
        try:
            db.execute("BEGIN EXCLUSIVE")
        except engine_errors() as error:
            if primary_code(error) not in _BROKEN:
                raise
        if os.name == "nt":
            db.close()  # Windows replaces no file that is open
        yield
