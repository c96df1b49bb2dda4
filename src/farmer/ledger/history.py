"""What was changed, in the order it was done."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from farmer.ledger import queries
from farmer.ledger.findings import Change


def changes(db: sqlite3.Connection) -> list[Change]:
    """Every change, newest first."""
    return [_change(row) for row in db.execute(queries.CHANGES)]


def changes_of(db: sqlite3.Connection, contact_id: int) -> list[Change]:
    """The changes that touched anything of one person, newest first."""
    return [_change(row) for row in db.execute(queries.CHANGES_OF, {"contact_id": contact_id})]


def last_standing(db: sqlite3.Connection) -> Change | None:
    """The newest change that was not undone; one without rows cannot be."""
    row = db.execute(queries.LAST_STANDING).fetchone()
    return _change(row) if row else None


def _change(row: sqlite3.Row) -> Change:
    change_id, words, at, undone_at, rows = row
    return Change(
        change_id,
        words,
        datetime.fromisoformat(at),
        datetime.fromisoformat(undone_at) if undone_at else None,
        rows,
    )
