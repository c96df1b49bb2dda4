"""The one place where a reader asks the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

# SQLite numbers no row beyond it.
GREATEST_ID = 2**63 - 1


class Asking:
    """Whoever has a connection that is in a transaction, to ask it questions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @property
    def exists(self) -> bool:
        """Whether there is a ledger."""
        return True

    def rows(self, sql: str, asked: Mapping[str, object] | Sequence[object] = ()) -> list[Any]:
        """The rows that answer a question, as tuples.

        By the hundred thousand, naming their columns would cost a third more.
        """
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, asked).fetchall()

    def row(self, sql: str, asked: Mapping[str, object] | Sequence[object] = ()) -> Any:
        """The first row that answers a question, or None."""
        return next(iter(self.rows(sql, asked)), None)

    def merged_into(self, kept: set[int]) -> set[int]:
        """Everybody who was ever merged into one of `kept`, by the log."""
        from farmer.ledger.sqlite.log.merges import merged_into

        return merged_into(self._db, kept)


def listed(values: Iterable[str]) -> str:
    """A list as SQLite's JSON functions read it; Python's own JSON takes a while to load."""
    return f"[{','.join(values)}]"


def words_listed(words: Iterable[str]) -> str:
    """A list of words of farmer's own, with nothing in them to escape."""
    return listed(f'"{word}"' for word in words)


# A ledger has many rows a day.
to_day = lru_cache(maxsize=None)(date.fromisoformat)
