"""Every row of a ledger, to be written out; and back into one that is empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from farmer.ledger.triggers import columns_of
from farmer.ledger.views import VIEWS

# By the name of a list in an export: the table, and its rows in the order in which they were
# recorded.
TABLES: Mapping[str, str] = {
    "contacts": "contact",
    "contacts.handles": "handle",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
    "events": "event",
    "touchpoints": "touchpoint",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "not_same": "not_same",
}


def read_whole(db: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by the names of `TABLES`; days are ISO text."""
    return {
        name: [dict(row) for row in db.execute(f'SELECT * FROM "{table}" ORDER BY id')]  # noqa: S608
        for name, table in TABLES.items()
    }


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether the ledger holds nothing."""
    return not any(
        db.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()  # noqa: S608
        for table in TABLES.values()
    )


def rows_of(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows by table; those without an id of their own get one, in their order."""
    return {
        table: [{"id": number, **row} for number, row in enumerate(tables[name], start=1)]
        for name, table in TABLES.items()
    }


def to_sql(db: sqlite3.Connection) -> Iterator[str]:
    """The tables and their rows as statements that any SQLite runs, without the log of changes."""
    yield "BEGIN TRANSACTION;"
    for table in TABLES.values():
        (made,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
        yield f"{made};"
        columns = columns_of(db, table)
        names = ", ".join(f'"{column}"' for column in columns)
        quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
        for (values,) in db.execute(f'SELECT {quoted} FROM "{table}" ORDER BY id'):  # noqa: S608
            yield f'INSERT INTO "{table}" ({names}) VALUES ({values});'  # noqa: S608
    for name, select in VIEWS.items():
        yield f"CREATE VIEW {name} AS {select.strip()};"
    yield "COMMIT;"
