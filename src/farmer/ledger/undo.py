"""Stepping back through the changes, and forward again, by the rows that their triggers kept.

Rows are put back in the opposite order, so that every step passes through a state the ledger has
been in. Meanwhile the triggers keep what is being overwritten as the change's new rows: putting
those back is the step the other way.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from farmer.errors import Conflict
from farmer.ledger import connect, queries
from farmer.ledger.connect import Notify, open_to_write, quietly
from farmer.ledger.findings import Stepped
from farmer.ledger.refusals import refusing
from farmer.ledger.schema import STEPS, TRACKED, Steps
from farmer.ledger.transaction import transaction
from farmer.ledger.triggers import columns_of


def undo(path: Path, at: datetime, notify: Notify = quietly, *, steps: Steps = STEPS) -> Stepped:
    """Take back the newest change that still stands; `at` is the instant it is taken back.

    Raises:
        Conflict: where no change is left to take back.
        LedgerUnavailable: for a file that is no ledger, newer, locked, read-only or out of reach.
    """
    nothing = Conflict("There is no change left to undo.", "See what is in the ledger: farmer list")
    undone_at = at.astimezone(UTC).isoformat(timespec="seconds")
    return _step(path, queries.LAST_CHANGE, undone_at, nothing, notify, steps)


def redo(path: Path, notify: Notify = quietly, *, steps: Steps = STEPS) -> Stepped:
    """Do again the change that was taken back last; there is none once something was written.

    Raises:
        Conflict: where there is none.
        LedgerUnavailable: as for `undo`.
    """
    nothing = Conflict(
        "There is nothing to redo: no change was undone, or something was written since.",
        "See what was done: farmer undo history",
    )
    return _step(path, queries.LAST_UNDONE, None, nothing, notify, steps)


def _step(
    path: Path,
    query: str,
    undone_at: str | None,
    nothing: Conflict,
    notify: Notify,
    steps: Steps,
) -> Stepped:
    with connect.reading(path, notify, steps=steps) as db:
        if db is None:
            raise nothing
    with refusing(path), closing(open_to_write(path)) as db, transaction(db):
        change = db.execute(query).fetchone()
        if change is None:
            raise nothing
        return _swap(db, change, undone_at)


def _swap(db: sqlite3.Connection, change: sqlite3.Row, undone_at: str | None) -> Stepped:
    """Put the change's rows back as they were kept, keeping them as they are now."""
    this = {"change_id": change["id"]}
    rows = db.execute(queries.CHANGED_ROWS, this).fetchall()
    db.execute(queries.FORGET_CHANGED_ROWS, this)
    db.execute(queries.RECORD_AGAIN, this)
    columns = {table: columns_of(db, table) for table in TRACKED}
    for row in rows:
        _put_back(db, row, columns[row["table_name"]])
    db.execute(queries.STOP_RECORDING, {**this, "undone_at": undone_at})
    return Stepped(change["words"], datetime.fromisoformat(change["at"]), len(rows))


def _put_back(db: sqlite3.Connection, row: sqlite3.Row, columns: list[str]) -> None:
    """Make a row what it was; a column that a migration has added since keeps its value."""
    if row["before"] is None:
        db.execute(queries.delete_row(row["table_name"]), {"id": row["row_id"]})
        return
    before = {name: value for name, value in json.loads(row["before"]).items() if name in columns}
    if db.execute(queries.update_row(row["table_name"], list(before)), before).rowcount == 0:
        db.execute(queries.insert_row(row["table_name"], list(before)), before)
