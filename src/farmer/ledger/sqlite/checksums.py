"""Checksums of what is written, kept by triggers: a byte that changed by itself is found.

The rows of a table are summed up in blocks of neighbouring ids: how many there are, and the sum of
their CRC-32s. A row that comes, changes or goes changes one sum, whatever the ledger's size, and
nothing is left of a row that went. SQLite sees damage to its pages and indexes; this sees damage
to what is written in them.

The checksums hold nothing of their own, so they are never migrated: whenever a ledger has been,
they are laid out and summed up again.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from typing import NamedTuple

from farmer.ledger.refusals import engine_errors
from farmer.ledger.sqlite.anytable import columns_of, newest_id

BLOCK_BITS = 8  # 256 rows: what is wrong is looked for among so many, and a check reads so many
_LAST = (1 << BLOCK_BITS) - 1

_LAY_OUT = """
CREATE TABLE checksum (
    table_name VARCHAR NOT NULL,
    block INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (table_name, block)
) WITHOUT ROWID
"""
# As an array in JSON: it tells a number from a text and nothing from an empty text, and refuses
# what no column holds, a BLOB.
_OF_ROW = "crc32(CAST(json_array({values}) AS BLOB))"
_ADD = """INSERT INTO checksum VALUES ('{table}', NEW.id >> {bits}, 1, {new})
    ON CONFLICT DO UPDATE SET "rows" = "rows" + 1, total = total + excluded.total;"""
_TAKE_AWAY = """UPDATE checksum SET "rows" = "rows" - 1, total = total - {old}
    WHERE table_name = '{table}' AND block = OLD.id >> {bits};
    DELETE FROM checksum WHERE table_name = '{table}' AND block = OLD.id >> {bits}
    AND "rows" = 0 AND total = 0;"""
_BODIES = {"INSERT": _ADD, "UPDATE": f"{_ADD}\n    {_TAKE_AWAY}", "DELETE": _TAKE_AWAY}
_TRIGGER = """CREATE TRIGGER "{table}_checksum_{event}" AFTER {EVENT} ON "{table}"
BEGIN
    {body}
END"""
_SUMMED_UP = """
SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_checksum_insert'
"""
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_checksum_*'"
_ADD_UP = """
INSERT INTO checksum SELECT '{table}', id >> {bits}, count(*), sum({row}) FROM "{table}"
WHERE id > ? GROUP BY 2
ON CONFLICT DO UPDATE SET "rows" = "rows" + excluded."rows", total = total + excluded.total
"""
_IN_BLOCK = """
SELECT count(*), coalesce(sum({row}), 0) FROM "{table}"
WHERE id BETWEEN c.block << {bits} AND (c.block << {bits}) + {last}
"""
_BROKEN = """
SELECT block FROM checksum AS c
WHERE table_name = '{table}' AND ("rows", total) IS NOT ({in_block})
"""
_ONE = " AND block = ?"
_UNCOUNTED = """
SELECT DISTINCT id >> {bits} FROM "{table}"
WHERE id >> {bits} NOT IN (SELECT block FROM checksum WHERE table_name = '{table}')
"""
_BLOCKS = "SELECT block FROM checksum WHERE table_name = ?"
_FORGET_TABLE = "DELETE FROM checksum WHERE table_name = ?"
_SPOIL = "UPDATE checksum SET total = -1 WHERE table_name = ? AND block = ?"  # no sum is negative
_HAS_CHECKSUMS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'checksum'"
# What the rows are laid out by, which no trigger can watch: it changes with a migration only.
_SCHEMA = """
SELECT CAST(type || '|' || name AS BLOB),
    CAST(type || '|' || name || '|' || tbl_name || '|' || ifnull(sql, '') AS BLOB)
FROM sqlite_master
"""
_REVISION = "SELECT CAST(version_num AS BLOB) FROM alembic_version"
_SUM_UP_SCHEMA = "INSERT INTO checksum VALUES ('', 0, 1, ?)"
_SCHEMA_TOTAL = "SELECT total FROM checksum WHERE table_name = ''"


class Block(NamedTuple):
    """Rows that are summed up together: the `number`-th of a table."""

    table: str
    number: int

    @property
    def first(self) -> int:
        """The least id in it; there is no row 0."""
        return max(self.number << BLOCK_BITS, 1)

    @property
    def last(self) -> int:
        """The greatest id in it."""
        return (self.number << BLOCK_BITS) + _LAST


def enable_checksums(db: sqlite3.Connection) -> None:
    """Teach a connection the function that the triggers call."""
    db.create_function("crc32", 1, zlib.crc32, deterministic=True)


def has_checksums(db: sqlite3.Connection) -> bool:
    """Whether a ledger keeps them; one of an older revision does not."""
    return db.execute(_HAS_CHECKSUMS).fetchone() is not None


def summed_up(db: sqlite3.Connection, tables: Iterable[str]) -> list[str]:
    """Those of `tables` that a ledger sums up; one of an older revision has fewer."""
    found = {table for (table,) in db.execute(_SUMMED_UP)}
    return [table for table in tables if table in found]


def drop_checksums(db: sqlite3.Connection) -> None:
    """Take them and their triggers away, so that tables can be rebuilt without them."""
    for (name,) in db.execute(_TRIGGERS).fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("DROP TABLE IF EXISTS checksum")


def create_checksums(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Lay them out for the tables as they are now, and sum up what is in them.

    Everything else of the schema is there by then: it is summed up too.
    """
    enable_checksums(db)
    db.execute(_LAY_OUT)
    for table in tables:
        db.execute(_ADD_UP.format(**_parts(db, table)), [0])
        for event in _BODIES:
            _create_trigger(db, table, event)
    db.execute(_SUM_UP_SCHEMA, [_schema_total(db, {})])


def sum_up_anew(db: sqlite3.Connection, tables: Iterable[str], broken: Iterable[Block]) -> None:
    """Sum up again what is there: of what went, nothing stays in a sum.

    What was `broken` before, and still has rows, stays so.
    """
    for table in tables:
        db.execute(_FORGET_TABLE, [table])
        db.execute(_ADD_UP.format(**_parts(db, table)), [0])
    db.executemany(_SPOIL, broken)


@contextmanager
def adding_up_at_once(db: sqlite3.Connection, *tables: str) -> Iterator[None]:
    """Add up what is put into `tables` meanwhile in one statement each, instead of row by row.

    Within a transaction only, as `farmer.ledger.sqlite.log.triggers.recording_at_once` is.
    """
    with ExitStack() as stack:
        for table in tables:
            stack.enter_context(_adding_up(db, table))
        yield


@contextmanager
def _adding_up(db: sqlite3.Connection, table: str) -> Iterator[None]:
    newest = newest_id(db, table)
    db.execute(f'DROP TRIGGER "{table}_checksum_insert"')
    yield
    db.execute(_ADD_UP.format(**_parts(db, table)), [newest])
    _create_trigger(db, table, "INSERT")


def broken_blocks(db: sqlite3.Connection, table: str) -> list[Block]:
    """The blocks of a table whose rows are not as they were written."""
    parts = _parts(db, table)
    try:
        broken = {number for (number,) in db.execute(_BROKEN.format(**parts))}
    except engine_errors():  # a value of a kind that no row has: somewhere
        blocks = [Block(table, number) for (number,) in db.execute(_BLOCKS, [table])]
        broken = {block.number for block in blocks if is_broken(db, block)}
    broken |= {number for (number,) in db.execute(_UNCOUNTED.format(**parts))}
    return [Block(table, number) for number in sorted(broken)]


def is_broken(db: sqlite3.Connection, block: Block) -> bool:
    """Whether the rows of one block are not as they were written."""
    query = _BROKEN.format(**_parts(db, block.table)) + _ONE
    try:
        return db.execute(query, [block.number]).fetchone() is not None
    except engine_errors():
        return True


def schema_of(db: sqlite3.Connection) -> dict[bytes, bytes]:
    """What a database is laid out by: the line that is summed up of each of its objects."""
    return dict(map(tuple, db.execute(_SCHEMA)))


def is_schema_broken(
    db: sqlite3.Connection, instead: Mapping[bytes, bytes] = MappingProxyType({})
) -> bool:
    """Whether what the rows are laid out by is not as it was made.

    `instead` is taken for those objects whatever the ledger has, or has not, as them.
    """
    row = db.execute(_SCHEMA_TOTAL).fetchone()
    return row is None or row[0] != _schema_total(db, instead)


def _schema_total(db: sqlite3.Connection, instead: Mapping[bytes, bytes]) -> int:
    lines = [line for key, line in db.execute(_SCHEMA) if key not in instead]
    revisions = [line for (line,) in db.execute(_REVISION)]
    return zlib.crc32(b"\n".join(sorted([*lines, *instead.values(), *revisions])))


def _create_trigger(db: sqlite3.Connection, table: str, event: str) -> None:
    body = _BODIES[event].format(**_parts(db, table))
    db.execute(_TRIGGER.format(table=table, event=event.lower(), EVENT=event, body=body))


def _parts(db: sqlite3.Connection, table: str) -> dict[str, object]:
    """What the statements about a table are made of."""
    columns = columns_of(db, table)
    rows = {
        name: _OF_ROW.format(values=", ".join(f'{prefix}"{column}"' for column in columns))
        for name, prefix in (("row", ""), ("new", "NEW."), ("old", "OLD."))
    }
    known = {"table": table, "bits": BLOCK_BITS, "last": _LAST, **rows}
    return {**known, "in_block": _IN_BLOCK.format(**known)}
