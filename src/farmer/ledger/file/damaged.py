"""A damaged ledger, as far as it can still be read: in ranges, halved around what cannot be.

No word of what its own counters say is believed without a bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from farmer.ledger.refusals import engine_errors
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.anytable import columns_of

Answer = TypeVar("Answer")
_Row = tuple[object, ...]
# No table of people has more rows than the file has bytes.
_LEAST_ROW_BYTES = 8


class Damaged:
    """A damaged ledger that is read whatever was met in it before.

    SQLCipher reads nothing more by a connection that met a page which is not as it was signed.

    Attributes:
        most: no table has more rows than that.
    """

    def __init__(self, copy: Path) -> None:
        """Open the file `copy`, which nothing else needs as it is."""
        self._copy = copy
        self._locked = driver.salt_of(copy) is not None
        self.most = copy.stat().st_size // _LEAST_ROW_BYTES
        self._db = self._connected()

    def close(self) -> None:
        self._db.close()

    def columns(self, table: str, wanted: list[str]) -> list[str]:
        """Those of the `wanted` columns that the table has; none where it cannot be read at all."""
        try:
            there = self._ask(lambda db: columns_of(db, table))
        except engine_errors():
            return []
        return [column for column in wanted if column in there]

    def has_had(self, table: str) -> int | None:
        """How many rows the table has ever had; None where that cannot be read."""
        try:
            found = self._rows("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        except engine_errors():
            return None
        had = found[0][0] if found else 0
        return min(had, self.most) if isinstance(had, int) else None

    def count(self, table: str) -> int:
        """How many rows the table says it has, be they readable or not; 0 where it says nothing."""
        try:
            found = self._rows(f'SELECT count(*) FROM "{table}" NOT INDEXED')  # noqa: S608
        except engine_errors():
            return 0
        return min(int(str(found[0][0])), self.most)

    def last_row(self, table: str) -> int | None:
        """The highest id that the table may have; None where nothing tells it."""
        try:
            found = self._rows(f'SELECT max(rowid) FROM "{table}"')  # noqa: S608
        except engine_errors():
            return self.has_had(table)
        last = found[0][0] or 0
        return min(last, self.most) if isinstance(last, int) else self.has_had(table)

    def readable(self, table: str, columns: list[str]) -> Iterator[_Row | None]:
        """The rows of a table; None for each id of which none can be read.

        To ask for every id that may be there would take hours of a locked ledger.
        """
        last = self.last_row(table)
        if last is None:
            last = 0 if self._locked else self.most
        names = ", ".join(f'"{column}"' for column in columns)
        read = f'SELECT {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'  # noqa: S608
        waiting = [(1, last)]
        while waiting:
            low, high = waiting.pop()
            if low > high:
                continue
            try:
                yield from self._rows(read, low, high)
            except engine_errors():
                if low == high:
                    yield None
                else:
                    middle = (low + high) // 2
                    waiting += [(middle + 1, high), (low, middle)]

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What `question` gives; what SQLite says against it is raised."""
        try:
            return question(self._db)
        except engine_errors():
            if self._locked:
                self._db.close()
                self._db = self._connected()
            raise

    def _rows(self, query: str, *values: int | str) -> list[_Row]:
        return self._ask(lambda db: db.execute(query, values).fetchall())

    def _connected(self) -> sqlite3.Connection:
        db = driver.connect(self._copy, "rw")
        db.row_factory = None
        # Otherwise SQLite reads nothing of a file that is shorter than its header says.
        db.execute("PRAGMA writable_schema = ON")
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return db
