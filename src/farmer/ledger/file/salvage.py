"""Reading what can still be read of a damaged ledger, into a new one.

The damaged file is only read: a copy of it is, whose header is mended where just that is broken.
Rows are read in ranges, halved around what cannot be read; a row comes through if the new ledger's
constraints take it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeGuard

from farmer.files import part_of
from farmer.ledger.file.backup import new_ledger
from farmer.ledger.refusals import LedgerDamaged
from farmer.ledger.sqlite.anytable import columns_of
from farmer.ledger.sqlite.schema.engine import engine_on
from farmer.ledger.sqlite.schema.migrate import apply_steps
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.upkeep import Came

# Whoever was forgotten stays forgotten: their digests come along with the records.
_CARRIED = (*TRACKED, "forgotten")
# What every ledger's header holds at these places, whatever is in it (SQLite's file format, 1.3).
_HEADER = {
    0: b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20",
    44: b"\0\0\0\x04",
    56: b"\0\0\0\x01",
}
# In hexadecimal, as the keys that they are made with.
_DIGEST_LENGTH = 64
# No table of people has more rows than the file has bytes.
_LEAST_ROW_BYTES = 8


def salvage(path: Path, into: Path) -> dict[str, Came]:
    """Write what can be read of the ledger at `path` into a new one; by table, what came through.

    Raises:
        InvalidValue: where `into` is there already, or cannot be made.
        LedgerDamaged: where nothing can be read at all; nothing is written then.
    """
    with new_ledger(into) as new:
        with engine_on(new) as engine, engine.begin() as connection:
            apply_steps(connection)
        with part_of(into) as copy:
            _copy_mended(path, copy)
            return _carry(copy, new)


def forgotten_in(path: Path, beside: Path) -> list[tuple[str, str]]:
    """The digests of the forgotten that can be read of a damaged ledger, each with its key.

    The copy that is read lies beside the file `beside` for that long.
    """
    query = "SELECT key, digest FROM forgotten NOT INDEXED WHERE rowid BETWEEN ? AND ?"
    with part_of(beside) as copy:
        _copy_mended(path, copy)
        with closing(_source(copy)) as old:
            last = _last_row(old, "forgotten", copy.stat().st_size // _LEAST_ROW_BYTES)
            rows = [row for row in _readable(old, query, 1, last) if row]
    return [(key, digest) for key, digest in rows if _is_digest(key) and _is_digest(digest)]


def _is_digest(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) == _DIGEST_LENGTH


def _copy_mended(path: Path, copy: Path) -> None:
    shutil.copyfile(path, copy)
    journal = Path(f"{path}-journal")
    if journal.exists():
        shutil.copyfile(journal, f"{copy}-journal")
    with copy.open("r+b") as file:
        for place, known in _HEADER.items():
            file.seek(place)
            file.write(known)


def _carry(copy: Path, into: Path) -> dict[str, Came]:
    came = {}
    with closing(_source(copy)) as old, closing(sqlite3.connect(into)) as new, new:
        most = copy.stat().st_size // _LEAST_ROW_BYTES
        for table in _CARRIED:
            columns = _known_columns(old, table, columns_of(new, table))
            came[table] = _carry_table(old, new, table, columns, most)
        lost = _drop_dangling(new)
        if not any(each.rows for each in came.values()):
            raise LedgerDamaged(
                "Nothing of it can be read any more.", "Put a backup in its place: farmer restore"
            )
    return {
        table: Came(each.rows - lost.get(table, 0), each.lost + lost.get(table, 0))
        for table, each in came.items()
    }


def _source(copy: Path) -> sqlite3.Connection:
    old = sqlite3.connect(copy)
    # Otherwise SQLite reads nothing of a file that is shorter than its header says.
    old.execute("PRAGMA writable_schema = ON")
    old.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return old


def _known_columns(old: sqlite3.Connection, table: str, wanted: list[str]) -> list[str]:
    """Those columns of the new table that the old one has, where its schema can be read."""
    try:
        there = columns_of(old, table)
    except sqlite3.Error:
        return []
    return [column for column in wanted if column in there]


def _carry_table(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: list[str], most: int
) -> Came:
    if not columns:
        return Came(0, 0)
    names = ", ".join(f'"{column}"' for column in columns)
    read = f'SELECT {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'  # noqa: S608
    write = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
    rows = lost = 0
    for row in _readable(old, read, 1, _last_row(old, table, most)):
        try:
            new.execute(write, row or ())
            rows += 1
        except sqlite3.Error:
            lost += 1
    return Came(rows, lost)


def _last_row(old: sqlite3.Connection, table: str, most: int) -> int:
    """The highest id that a table may have."""
    for query in (
        f'SELECT max(rowid) FROM "{table}"',  # noqa: S608
        f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608
    ):
        try:
            found = old.execute(query).fetchone()
        except sqlite3.Error:
            continue
        if found and isinstance(found[0], int):
            return min(found[0], most)
    return most


def _readable(
    old: sqlite3.Connection, read: str, first: int, last: int
) -> Iterator[tuple[object, ...] | None]:
    """The rows of a range of ids; None for each that cannot be read."""
    waiting = [(first, last)]
    while waiting:
        low, high = waiting.pop()
        if low > high:
            continue
        try:
            yield from old.execute(read, (low, high)).fetchall()
        except sqlite3.Error:
            if low == high:
                yield None
            else:
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]


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
