"""Reading what can still be read of a damaged ledger, into a new one.

The damaged file is only read: a copy of it is, whose header is mended where just that is broken.
A row comes through if the new ledger's constraints take it.

Every page of a locked ledger is signed: what comes through is as it was written, and a page that is
not as it was signed is lost whole. What comes of it is locked with the same key.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeGuard

from farmer.files import part_of
from farmer.ledger.file.backup import new_ledger
from farmer.ledger.file.convert import copy_locked
from farmer.ledger.file.damaged import Damaged
from farmer.ledger.keys import Key, key_of
from farmer.ledger.refusals import LedgerDamaged, engine_errors
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.anytable import columns_of
from farmer.ledger.sqlite.functions import enable_functions
from farmer.ledger.sqlite.schema.engine import engine_on, refusing_engine
from farmer.ledger.sqlite.schema.migrate import apply_steps
from farmer.ledger.sqlite.schema.steps import NOTED, TRACKED
from farmer.ledger.sqlite.transaction import transaction
from farmer.ledger.upkeep import Came

# Whoever was forgotten stays forgotten: their digests come along with the records. So does what is
# read again, but not by which change it came: the log does not come.
_CARRIED = (*TRACKED, "forgotten", *NOTED)
# What every ledger's header holds at these places, whatever is in it (SQLite's file format, 1.3).
_HEADER = {
    0: b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20",
    44: b"\0\0\0\x04",
    56: b"\0\0\0\x01",
}
# In hexadecimal, as the keys that they are made with.
_DIGEST_LENGTH = 64
_HEADER_BYTES = 100
# Changes are numbered anew.
_UNLINK = 'UPDATE "{table}" SET change_id = NULL'
_ADD_ORIGIN = "INSERT INTO origin (touchpoint_id, source, source_id) VALUES (?, ?, ?)"


def salvage(path: Path, into: Path) -> dict[str, Came]:
    """Write what can be read of the ledger at `path` into a new one; by table, what came through.

    Raises:
        InvalidValue: where `into` is there already, or cannot be made.
        LedgerDamaged: where nothing can be read at all; nothing is written then.
        LedgerLocked, WrongKey: for a locked ledger without its key.
    """
    key = _key_to(path)
    with new_ledger(into) as new:
        with refusing_engine(into):
            _lay_out(new, key)
        with part_of(into) as copy:
            _copy(path, copy)
            if key is None:
                _mend_header(copy)
            return _carry(copy, new)


def forgotten_in(path: Path, beside: Path) -> list[tuple[str, str]]:
    """The digests of the forgotten that can be read of a damaged ledger, each with its key.

    The copy that is read lies beside the file `beside` for that long.
    """
    with part_of(beside) as copy:
        _copy(path, copy)
        if _key_to(path) is None:
            _mend_header(copy)
        with closing(Damaged(copy)) as old:
            rows = [row for row in old.readable("forgotten", ["key", "digest"]) if row]
    return [(key, digest) for key, digest in rows if _is_digest(key) and _is_digest(digest)]


def _is_digest(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) == _DIGEST_LENGTH


def _key_to(path: Path) -> Key | None:
    """The key of a locked ledger that opens with it; None for a plain file."""
    salt = driver.salt_of(path)
    if salt is None or _was_plain(path):
        return None
    try:
        driver.connect(path, "ro").close()
    except LedgerDamaged:  # its first page, where everything begins
        raise _nothing_left() from None
    return salt, key_of(path, salt)


def _was_plain(path: Path) -> bool:
    """Whether a file is a plain one whose first bytes are damaged: in a locked one all is noise."""
    with path.open("rb") as file:
        begins = file.read(_HEADER_BYTES)
    return any(begins[place:].startswith(known) for place, known in _HEADER.items() if place)


def _lay_out(new: Path, key: Key | None) -> None:
    """Make a ledger without anybody of the empty file `new`."""
    if key is None:
        _lay_out_plain(new)
        return
    with part_of(new) as plain:
        _lay_out_plain(plain)
        copy_locked(plain, new, key)


def _lay_out_plain(new: Path) -> None:
    with engine_on(new) as engine, engine.begin() as connection:
        apply_steps(connection)


def _copy(path: Path, copy: Path) -> None:
    shutil.copyfile(path, copy)
    journal = Path(f"{path}-journal")
    if journal.exists():
        shutil.copyfile(journal, f"{copy}-journal")


def _mend_header(copy: Path) -> None:
    with copy.open("r+b") as file:
        for place, known in _HEADER.items():
            file.seek(place)
            file.write(known)


def _carry(copy: Path, into: Path) -> dict[str, Came]:
    came = {}
    with closing(Damaged(copy)) as old, closing(_target(into)) as new, transaction(new):
        for table in _CARRIED:
            came[table] = _carry_table(old, new, table)
        for table in NOTED:
            if "change_id" in columns_of(new, table):
                new.execute(_UNLINK.format(table=table))
        _carry_source_ids(old, new)
        lost = _drop_dangling(new)
        if not any(each.rows for each in came.values()):
            raise _nothing_left()
    return {
        table: Came(each.rows - lost.get(table, 0), each.lost + lost.get(table, 0), each.unread)
        for table, each in came.items()
    }


def _nothing_left() -> LedgerDamaged:
    return LedgerDamaged(
        "Nothing of it can be read any more.", "Put a backup in its place: farmer restore"
    )


def _target(into: Path) -> sqlite3.Connection:
    new = driver.connect(into, "rw")
    new.row_factory = None
    enable_functions(new)
    return new


def _carry_table(old: Damaged, new: sqlite3.Connection, table: str) -> Came:
    columns = old.columns(table, columns_of(new, table))
    names = ", ".join(f'"{column}"' for column in columns)
    write = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
    rows = lost = 0
    for row in old.readable(table, columns) if columns else ():
        try:
            new.execute(write, row or ())
            rows += 1
        except engine_errors():
            lost += 1
    lost = max(lost, old.count(table) - rows)
    if rows or (columns and not lost):
        return Came(rows, lost)
    had = old.has_had(table)
    return Came(0, had or lost, unread=bool(lost) or had != 0)


def _carry_source_ids(old: Damaged, new: sqlite3.Connection) -> None:
    """An older touchpoint says itself by which id its source knows it, if by any."""
    columns = ["id", "source", "source_id"]
    if old.columns("touchpoint", columns) == columns:
        for row in filter(None, old.readable("touchpoint", columns)):
            if row[2] is not None:
                with suppress(*engine_errors()):
                    new.execute(_ADD_ORIGIN, row)


def _drop_dangling(new: sqlite3.Connection) -> dict[str, int]:
    """Take out what refers to rows that did not come through; by table, how many."""
    lost: dict[str, int] = {}
    while dangling := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, _parent, constraint in dangling:
            link = next(
                each
                for each in new.execute(f'PRAGMA foreign_key_list("{table}")')
                if each[0] == constraint
            )
            if link[6] == "SET NULL":
                new.execute(f'UPDATE "{table}" SET "{link[3]}" = NULL WHERE rowid = ?', [row])  # noqa: S608
            elif new.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [row]).rowcount:  # noqa: S608
                lost[table] = lost.get(table, 0) + 1
    return lost
