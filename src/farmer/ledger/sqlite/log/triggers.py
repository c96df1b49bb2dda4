"""The change log's triggers: whoever writes a tracked table, the row as it was is kept.

They are written from the table's own columns whenever a ledger has been migrated, so that a
migration neither loses them (a rebuilt table comes without) nor has to think of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from farmer.ledger.sqlite.anytable import columns_of, newest_id

_WHEN = {"INSERT": "NEW", "UPDATE": "OLD", "DELETE": "OLD"}

_TRIGGER = """
CREATE TRIGGER "{table}_{event}" AFTER {EVENT} ON "{table}"
WHEN EXISTS (SELECT 1 FROM change WHERE recording = 1)
BEGIN
    INSERT INTO change_row (change_id, table_name, row_id, "before")
    SELECT id, '{table}', {row}.id, {before} FROM change WHERE recording = 1;
END
"""
# What the trigger for insertions writes, of all rows with an id above that.
_INSERTED = """
INSERT INTO change_row (change_id, table_name, row_id, "before")
SELECT change.id, '{table}', it.id, NULL FROM change JOIN "{table}" AS it ON it.id > ?
WHERE change.recording = 1 ORDER BY it.id
"""


def recreate_triggers(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Give every one of `tables` the triggers that fit its columns as they are now."""
    for table in tables:
        for event in _WHEN:
            db.execute(f'DROP TRIGGER IF EXISTS "{table}_{event.lower()}"')
            db.execute(_trigger(db, table, event))


@contextmanager
def recording_at_once(db: sqlite3.Connection, table: str) -> Iterator[None]:
    """Log what is put into `table` meanwhile in one statement, instead of row by row.

    The trigger is away until then, so it has to be within a transaction: whatever goes wrong, and
    for whoever else reads or writes, it never was.
    """
    newest = newest_id(db, table)
    db.execute(f'DROP TRIGGER "{table}_insert"')
    yield
    db.execute(_INSERTED.format(table=table), [newest])
    db.execute(_trigger(db, table, "INSERT"))


def _trigger(db: sqlite3.Connection, table: str, event: str) -> str:
    row = _WHEN[event]
    pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns_of(db, table))
    before = "NULL" if event == "INSERT" else f"json_object({pairs})"
    return _TRIGGER.format(table=table, event=event.lower(), EVENT=event, row=row, before=before)
