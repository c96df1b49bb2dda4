"""What is kept in memory as SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.fakes.store import Row


def to_statements(tables: Mapping[str, list[Row]]) -> Iterator[str]:
    """The tables that have rows, and those rows, as statements that any SQLite runs."""
    yield "BEGIN TRANSACTION;"
    for table, rows in tables.items():
        if rows:
            names = ", ".join(f'"{name}"' for name in rows[0])
            yield f'CREATE TABLE "{table}" ({names});'
            for row in rows:
                values = ", ".join(map(_quoted, row.values()))
                yield f'INSERT INTO "{table}" ({names}) VALUES ({values});'
    yield "COMMIT;"


def _quoted(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
