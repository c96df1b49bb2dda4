"""Taking back the last change, whole, from the rows its triggers kept.

Rows are put back in the opposite order, so that every step passes through a state the ledger has
been in. Meanwhile the triggers keep what is being overwritten as the change's new rows: whoever
puts those back has done the change again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from farmer.errors import Conflict
from farmer.ledger import connect, queries
from farmer.ledger.connect import Notify, open_to_write, quietly
from farmer.ledger.records import Undone
from farmer.ledger.refusals import refusing
from farmer.ledger.schema import STEPS, TRACKED, Steps
from farmer.ledger.triggers import columns_of


def undo(path: Path, at: datetime, notify: Notify = quietly, *, steps: Steps = STEPS) -> Undone:
    """Take back the newest change that still stands; `at` is the instant it is taken back.

    Raises:
        Conflict: where no change is left to take back.
        LedgerUnavailable: for a file that is no ledger, newer, locked, read-only or out of reach.
    """
    with connect.reading(path, notify, steps=steps) as db:
        if db is None:
            raise _nothing_to_undo()
    with refusing(path), closing(open_to_write(path)) as db, _transaction(db):
        change = db.execute(queries.LAST_CHANGE).fetchone()
        if change is None:
            raise _nothing_to_undo()
        return _take_back(db, change, at)


def _take_back(db: sqlite3.Connection, change: sqlite3.Row, at: datetime) -> Undone:
    this = {"change_id": change["id"]}
    rows = db.execute(queries.CHANGED_ROWS, this).fetchall()
    db.execute(queries.FORGET_CHANGED_ROWS, this)
    db.execute(queries.RECORD_AGAIN, this)
    columns = {table: columns_of(db, table) for table in TRACKED}
    for row in rows:
        _put_back(db, row, columns[row["table_name"]])
    undone_at = at.astimezone(UTC).isoformat(timespec="seconds")
    db.execute(queries.MARK_UNDONE, {**this, "undone_at": undone_at})
    return Undone(change["words"], datetime.fromisoformat(change["at"]), len(rows))


def _put_back(db: sqlite3.Connection, row: sqlite3.Row, columns: list[str]) -> None:
    """Make a row what it was; a column that a migration has added since keeps its value."""
    if row["before"] is None:
        db.execute(queries.delete_row(row["table_name"]), {"id": row["row_id"]})
        return
    before = {name: value for name, value in json.loads(row["before"]).items() if name in columns}
    if db.execute(queries.update_row(row["table_name"], list(before)), before).rowcount == 0:
        db.execute(queries.insert_row(row["table_name"], list(before)), before)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    db.execute("PRAGMA defer_foreign_keys = ON")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _nothing_to_undo() -> Conflict:
    return Conflict("There is no change left to undo.", "See what is in the ledger: farmer list")
