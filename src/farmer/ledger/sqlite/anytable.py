"""Statements about any table, by the names of its own columns.

Those names come from the ledger's schema, never from what somebody typed.
"""

from __future__ import annotations

import sqlite3

COLUMN_NAMES = "SELECT name FROM pragma_table_info(?) ORDER BY cid"


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [row[0] for row in db.execute(COLUMN_NAMES, [table])]


def newest_id(db: sqlite3.Connection, table: str) -> int:
    """The greatest id in `table`; 0 where it is empty."""
    found: int = db.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()[0]  # noqa: S608
    return found


def all_rows(table: str, columns: str = "*", where: str = "TRUE") -> str:
    """Every row of the table, in the order they were recorded."""
    return f'SELECT {columns} FROM "{table}" WHERE {where} ORDER BY id'  # noqa: S608


def delete_row(table: str) -> str:
    """Take out the row ``:id``."""
    return f'DELETE FROM "{table}" WHERE id = :id'  # noqa: S608


def update_row(table: str, columns: list[str]) -> str:
    """Give the row ``:id`` the value of each column's parameter."""
    values = ", ".join(f'"{name}" = :{name}' for name in columns)
    return f'UPDATE "{table}" SET {values} WHERE id = :id'  # noqa: S608


def insert_row(table: str, columns: list[str]) -> str:
    """Put in a row of the columns' parameters."""
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({values})'  # noqa: S608
