"""Stepping back through the changes, and forward again, by the rows that their triggers kept.

Rows are put back in the opposite order, so that every step passes through a state the ledger has
been in. Meanwhile the triggers keep what is being overwritten as the change's new rows: putting
those back is the step the other way.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from farmer.errors import Conflict, NotNewest
from farmer.ledger.findings import Stepped
from farmer.ledger.sqlite.anytable import columns_of, delete_row, insert_row, update_row

# A change of which no row is left, as after somebody was forgotten, can neither be taken back nor
# done again.
LAST_CHANGE = """
SELECT id, words, "at" FROM change
WHERE undone_at IS NULL AND EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)
ORDER BY id DESC LIMIT 1
"""
LAST_UNDONE = """
SELECT id, words, "at" FROM change
WHERE undone_at IS NOT NULL AND NOT final
    AND EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)
ORDER BY id LIMIT 1
"""
CHANGED_ROWS = """
SELECT table_name, row_id, "before" FROM change_row
WHERE change_id = :change_id
ORDER BY id DESC
"""
FORGET_CHANGED_ROWS = "DELETE FROM change_row WHERE change_id = :change_id"
RECORD_AGAIN = "UPDATE change SET recording = 1 WHERE id = :change_id"
# When it was taken back is kept of one that stands again: other copies may know it as undone.
STOP_RECORDING = """
UPDATE change SET recording = 0, last_at = undone_at, undone_at = :undone_at WHERE id = :change_id
"""
# Once something else is written, what was undone can no longer be done again; that it was tells
# other copies of the ledger not to bring it back.
END_UNDONE = "UPDATE change SET final = 1 WHERE undone_at IS NOT NULL AND NOT final"
# Of whoever was forgotten nothing is kept, to the price that a copy may not know of an undo.
FORGET_UNDONE_ROWS = """
DELETE FROM change_row WHERE change_id IN (SELECT id FROM change WHERE undone_at IS NOT NULL)
"""


def undo(db: sqlite3.Connection | None, at: datetime, only: int | None = None) -> Stepped:
    """Take back the newest change that still stands; `at` is the instant it is taken back.

    `db` is in a transaction, or None where there is no ledger. `only` is the one change that may
    be taken back.

    Raises:
        Conflict: where no change is left to take back, or the newest is not that one.
    """
    change = _found(db, LAST_CHANGE)
    if db is None or change is None:
        raise Conflict("There is no change left to undo.", "See what is in the ledger: farmer list")
    if only not in (None, change["id"]):
        raise NotNewest
    return _swap(db, change, at.astimezone(UTC).isoformat(timespec="seconds"))


def redo(db: sqlite3.Connection | None) -> Stepped:
    """Do again the change that was taken back last; there is none once something was written.

    Raises:
        Conflict: where there is none.
    """
    change = _found(db, LAST_UNDONE)
    if db is None or change is None:
        raise Conflict(
            "There is nothing to redo: no change was undone, or something was written since.",
            "See what was done: farmer undo history",
        )
    return _swap(db, change, None)


def _found(db: sqlite3.Connection | None, query: str) -> sqlite3.Row | None:
    return None if db is None else db.execute(query).fetchone()


def _swap(db: sqlite3.Connection, change: sqlite3.Row, undone_at: str | None) -> Stepped:
    """Put the change's rows back as they were kept, keeping them as they are now."""
    this = {"change_id": change["id"]}
    rows = db.execute(CHANGED_ROWS, this).fetchall()
    db.execute(FORGET_CHANGED_ROWS, this)
    db.execute(RECORD_AGAIN, this)
    columns = {table: columns_of(db, table) for table in {row["table_name"] for row in rows}}
    for row in rows:
        _put_back(db, row, columns[row["table_name"]])
    db.execute(STOP_RECORDING, {**this, "undone_at": undone_at})
    return Stepped(change["words"], datetime.fromisoformat(change["at"]), len(rows))


def _put_back(db: sqlite3.Connection, row: sqlite3.Row, columns: list[str]) -> None:
    """Make a row what it was; a column that a migration has added since keeps its value."""
    if row["before"] is None:
        db.execute(delete_row(row["table_name"]), {"id": row["row_id"]})
        return
    before = {name: value for name, value in json.loads(row["before"]).items() if name in columns}
    if db.execute(update_row(row["table_name"], list(before)), before).rowcount == 0:
        db.execute(insert_row(row["table_name"], list(before)), before)
