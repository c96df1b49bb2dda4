"""The function by which the search index's triggers fold what was written."""

from __future__ import annotations

import sqlite3

from farmer.searched import searchable


def enable_searching(db: sqlite3.Connection) -> None:
    """Teach a connection the function that the triggers call."""
    db.create_function("searchable", 1, searchable, deterministic=True)
