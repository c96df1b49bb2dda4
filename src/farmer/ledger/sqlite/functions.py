"""The functions that a ledger's triggers call: no connection without them can write."""

from __future__ import annotations

import sqlite3

from farmer.ledger.sqlite.checksums import enable_checksums
from farmer.ledger.sqlite.searching import enable_searching


def enable_functions(db: sqlite3.Connection) -> None:
    """Teach a connection all of them."""
    enable_checksums(db)
    enable_searching(db)
