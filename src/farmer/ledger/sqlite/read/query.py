"""The one place where a reader asks the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakSet

from farmer.clock import by_clock

# SQLite numbers no row beyond it.
GREATEST_ID = 2**63 - 1
# In the order in which they were recorded, on whichever machine. What came by one change has one
# instant, and its ids are in one order in all copies.
RECORDED = "recorded_at, id"


class Asking:
    """Whoever has a connection that is in a transaction, to ask it questions."""

    _clock_day: date | None = None
    # Whether some people are not there.
    is_veiled = False

    def __init__(self, db: sqlite3.Connection, clock_day: date | None = None) -> None:
        """Ask `db`; what is dated the day after `clock_day` reads as of that day (`by_clock`)."""
        self._db = db
        self._answering: WeakSet[sqlite3.Cursor] = WeakSet()
        self._clock_day = clock_day
        self.day = to_day if clock_day is None else _days_up_to(clock_day)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection underneath."""
        return self._db

    @property
    def exists(self) -> bool:
        """Whether there is a ledger."""
        return True

    def until(self, on: date) -> str:
        """The last day, as it is written, of what reads as dated up to `on`."""
        return (on + timedelta(days=on == self._clock_day)).isoformat()

    def rows(self, sql: str, asked: Mapping[str, object] | Sequence[object] = ()) -> list[Any]:
        """The rows that answer a question, as tuples.

        By the hundred thousand, naming their columns would cost a third more.
        """
        return self._answer(sql, asked).fetchall()

    def each(self, sql: str, asked: Mapping[str, object] | Sequence[object] = ()) -> sqlite3.Cursor:
        """The same, one after another, for what is more than should be held at once."""
        cursor = self._answer(sql, asked)
        self._answering.add(cursor)
        return cursor

    def close(self) -> None:
        """Give up the answers that nobody has read to the end: each would keep writers waiting.

        Closing the connection alone does not end them.
        """
        for cursor in self._answering:
            cursor.close()

    def streamed(self, sql: str) -> Iterator[Any]:
        """The same of nobody in particular: nobody where there is no ledger."""
        return self.each(sql) if self.exists else iter(())

    def row(self, sql: str, asked: Mapping[str, object] | Sequence[object] = ()) -> Any:
        """The first row that answers a question, or None."""
        return next(iter(self.rows(sql, asked)), None)

    def merged_into(self, kept: set[int]) -> set[int]:
        """Everybody who was ever merged into one of `kept`, by the log."""
        from farmer.ledger.sqlite.log.merges import merged_into

        return merged_into(self._db, kept)

    def merged_away(self) -> dict[int, int]:
        """Everybody who was merged away, and whom that merge kept, by the log."""
        from farmer.ledger.sqlite.log.merges import merged_away

        return merged_away(self._db)

    def _answer(self, sql: str, asked: Mapping[str, object] | Sequence[object]) -> sqlite3.Cursor:
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, asked)


def up_to(column: str) -> str:
    """The condition that a row is dated up to a day ``:on``, as SQL.

    What no farmer wrote there, such as a word or a thirteenth month, counts too: read as a day it
    is refused, where it would be left out in silence.
    """
    # The plus keeps SQLite from looking rows up by their day, of which nearly all are wanted.
    return f"(+{column} <= :on OR +{column} IS NOT date(+{column}))"


def listed(values: Iterable[str]) -> str:
    """A list as SQLite's JSON functions read it; Python's own JSON takes a while to load."""
    return f"[{','.join(values)}]"


def words_listed(words: Iterable[str]) -> str:
    """A list of words of farmer's own, with nothing in them to escape."""
    return listed(f'"{word}"' for word in words)


# A ledger has many rows a day.
to_day = lru_cache(maxsize=None)(date.fromisoformat)


def _days_up_to(clock_day: date) -> Callable[[str], date]:
    """How a written day reads where the clock says that it is `clock_day`."""
    return lru_cache(maxsize=None)(lambda text: by_clock(to_day(text), clock_day))
