"""Rows that are ready, put into a ledger by sqlite3 alone: constraints, indexes, undo, search.

Called with a ledger full of people and a path for another one: what of an import is SQLite's.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from benchmarks.ledgers import make_ledger
from farmer.ledger.sqlite.functions import enable_functions

TABLES = ("contact", "handle", "touchpoint")

full = sqlite3.connect(sys.argv[1])
Path(sys.argv[2]).unlink(missing_ok=True)
empty = sqlite3.connect(make_ledger(Path(sys.argv[2]), "empty"), isolation_level=None)
enable_functions(empty)
empty.execute("BEGIN IMMEDIATE")
for table in reversed(TABLES):
    empty.execute(f"DELETE FROM {table}")
empty.execute("UPDATE change SET recording = 1")
for table in TABLES:
    rows = full.execute(f"SELECT * FROM {table}").fetchall()
    empty.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
empty.execute("COMMIT")
