"""What the rules of uniting have to know of a ledger's tables, as their schema has it.

A table that a migration brings is united like the others, without a word here; only columns that a
rule of the schema ties to each other are named.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from farmer.ledger.sqlite.anytable import columns_of
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.uniting.nouns import TableShape
from farmer.uniting.showing import Columns

# What may not change apart: a rule of the table ties it, or one is about the other.
TOGETHER = {
    "contact": (("name", "prefix", "given", "middle", "family", "suffix"),),
    "gains": (("text", "on"),),
    "promise": (("ended", "ended_on"),),
    "request": (("target_id", "target"),),
    "request_step": (("amount_minor", "currency"), ("step", "until")),
}
# An event is there for those who were at it: it goes with the last of them.
KEEPS = {"touchpoint": ("event_id",)}
# When a row was recorded follows from its record: see `RowRecord.recorded_at`.
RECORDED_AT = "recorded_at"
_LINKS = 'SELECT "from", "table", on_delete FROM pragma_foreign_key_list(?) ORDER BY id DESC'
_UNIQUE = """
SELECT i.name, c.name FROM pragma_index_list(?) AS i JOIN pragma_index_info(i.name) AS c
WHERE i."unique" AND i.origin = 'u' ORDER BY i.seq, c.seqno
"""


def nouns_of(db: sqlite3.Connection) -> dict[str, TableShape]:
    """Those of a ledger of today, by table."""
    return {table: _noun(db, table) for table in TRACKED}


def links_of(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """By table and column, to the rows of which table it leads."""
    return {table: {name: to for name, to, _ in db.execute(_LINKS, [table])} for table in TRACKED}


def with_ids(noun: TableShape, columns: Columns, id_of: Callable[[str], int]) -> Columns:
    """Columns with the ids that the rows which they name have in a ledger."""
    named = {name: columns[name] for name in noun.links if columns.get(name) is not None}
    told = {**columns, **{name: id_of(uid) for name, uid in named.items()}}
    if noun.key and set(noun.key) == set(noun.owners) <= told.keys():
        told |= zip(noun.key, sorted(told[name] for name in noun.key), strict=True)
    return told


def _noun(db: sqlite3.Connection, table: str) -> TableShape:
    found = db.execute(_LINKS, [table]).fetchall()
    owners = tuple(name for name, _, on_delete in found if on_delete == "CASCADE")
    together = {name: group for group in TOGETHER.get(table, ()) for name in group}
    names = [name for name in columns_of(db, table) if name not in ("id", RECORDED_AT)]
    registers = {group[0]: group for group in (together.get(name, (name,)) for name in names)}
    links, key = tuple(name for name, *_ in found), _key(db, table, owners)
    return TableShape(registers, owners, links, key, KEEPS.get(table, ()))


def _key(db: sqlite3.Connection, table: str, owners: tuple[str, ...]) -> tuple[str, ...]:
    """The columns by which its rows are known: what may not be there twice of one owner."""
    unique: dict[str, list[str]] = {}
    for index, column in db.execute(_UNIQUE, [table]):
        unique.setdefault(index, []).append(column)
    keys = [columns for columns in unique.values() if not set(owners).isdisjoint(columns)]
    return tuple(keys[0]) if keys else ()
