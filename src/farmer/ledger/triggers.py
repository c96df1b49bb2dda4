"""The change log's triggers: whoever writes a tracked table, the row as it was is kept.

They are written from the table's own columns whenever a ledger has been migrated, so that a
migration neither loses them (a rebuilt table comes without) nor has to think of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_WHEN = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}

_TRIGGER = """
CREATE TRIGGER "{table}_{event}" AFTER {EVENT} ON "{table}"
WHEN EXISTS (SELECT 1 FROM change WHERE recording = 1)
BEGIN
    INSERT INTO change_row (change_id, table_name, row_id, "before")
    SELECT id, '{table}', {row}.id, {before} FROM change WHERE recording = 1;
END
"""


def recreate_triggers(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Give every one of `tables` the triggers that fit its columns as they are now."""
    for table in tables:
        for event in _WHEN:
            db.execute(f'DROP TRIGGER IF EXISTS "{table}_{event.lower()}"')
            db.execute(_trigger(db, table, event))


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    rows = db.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])
    return [row[0] for row in rows]


def _trigger(db: sqlite3.Connection, table: str, event: str) -> str:
    row = _WHEN[event]
    pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns_of(db, table))
    before = "NULL" if event == "INSERT" else f"json_object({pairs})"
    return _TRIGGER.format(table=table, event=event.lower(), EVENT=event, row=row, before=before)
