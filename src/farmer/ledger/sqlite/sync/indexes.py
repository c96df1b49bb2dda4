"""Where in the ledger there is something of each row: numbers, at eight bytes a row."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from farmer.ledger.outside import Birth, name_of_row
from farmer.ledger.sqlite.anytable import newest_id
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.sqlite.sync.log import CHANGE, LoggedChange, birth_of, logged
from farmer.ledger.sqlite.sync.runs import noted_as, noted_rows, undone_names

_T = TypeVar("_T")
# So many rows are read at once.
PIECE = 1000
_IMAGES = 'SELECT table_name, row_id, id, "before" IS NOT NULL FROM change_row ORDER BY id'
_UNSETTLED = """
SELECT table_name, row_id FROM change_row
WHERE change_id IN (SELECT id FROM change WHERE undone_at IS NOT NULL OR last_at IS NOT NULL)
"""
_CAME = """
SELECT id, change_id, "before" IS NULL FROM change_row
WHERE id IN (SELECT value FROM json_each(?))
"""


class Numbers:
    """The numbers of what there is of each row of a table, by the row's id."""

    def __init__(self) -> None:
        self._first = array("q")
        self._more: dict[int, array[int]] = {}
        # The rows of which more is to be said than one number tells.
        self.odd: set[int] = set()

    def add(self, row_id: int, number: int) -> None:
        """Know that number as one of a row's."""
        short = row_id + 1 - len(self._first)
        if short > 0:
            self._first.frombytes(bytes(short * self._first.itemsize))
        if self._first[row_id]:
            self._more.setdefault(row_id, array("q")).append(number)
            self.odd.add(row_id)
        else:
            self._first[row_id] = number

    def of(self, row_id: int) -> list[int]:
        """Those of a row, in the order in which they were added."""
        first = self._first[row_id] if row_id < len(self._first) else 0
        return [first, *self._more.get(row_id, ())] if first else []

    def pieces_of(self, ids: Iterable[int]) -> Iterator[list[int]]:
        """Those rows a few at a time, fewer where there are many numbers of each."""
        some, count = list[int](), 0
        for row_id in ids:
            has = max(1, len(self.of(row_id)))
            if some and count + has > PIECE:
                yield some
                some, count = [], 0
            some.append(row_id)
            count += has
        if some:
            yield some

    def rows(self) -> Iterator[int]:
        """The ids of all rows of which there is anything, in order."""
        return (row_id for row_id, first in enumerate(self._first) if first)


class Changes(dict[int, LoggedChange]):
    """The changes of a ledger, each read when it is asked for; the last of them are kept."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, number: int) -> LoggedChange:
        if len(self) > PIECE:
            self.clear()
        self[number] = logged(*self._db.execute(CHANGE, [number]).fetchone())
        return self[number]


class Indexes:
    """What the log tells of each row, and what was noted of it, by number; and its name."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changes = Changes(db)
        (self._mark,) = db.execute("PRAGMA user_version").fetchone()
        self.images = _numbers(db.execute(_IMAGES))
        self.noted = _numbers(_noted(db))
        for table, row_id in db.execute(_UNSETTLED):
            if table in self.images:
                self.images[table].odd.add(row_id)
        self._uids: dict[str, bytearray] = {}

    def uid_of(self, table: str, row_id: int) -> str:
        """The name of a row that has one of its own."""
        if table not in self._uids:
            self._uids[table] = self._all_uids(table)
        uid = self._uids[table][row_id * 16 : row_id * 16 + 16]
        return uid.hex() if any(uid) else name_of_row(self._mark, table, row_id, None)

    def odd(self, table: str) -> set[int]:
        """The ids of the rows of which more is to be known than when they came."""
        return self.images[table].odd | self.noted[table].odd

    def gone(self, table: str) -> Iterator[int]:
        """The ids of the rows that the log tells of and that are not there."""
        for some in pieces(self.images[table].rows()):
            there = set(self.there(table, some))
            yield from (row_id for row_id in some if row_id not in there)

    def there(self, table: str, ids: Iterable[int]) -> Iterator[int]:
        """Which of those rows are there."""
        asked = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
        return (row_id for (row_id,) in self._db.execute(asked, [json.dumps(list(ids))]))

    def _all_uids(self, table: str) -> bytearray:
        """The names of all rows of a table, each in the sixteen bytes behind sixteen times its id.

        Those of rows that neither the log nor any note knows are left out.
        """
        images, noted = self.images[table], self.noted[table]
        uids = bytearray(16 * (newest_id(self._db, table) + 1))
        for some in images.pieces_of(images.rows()):
            numbers = {row_id: images.of(row_id) for row_id in some}
            asked = json.dumps([number for each in numbers.values() for number in each])
            told = {number: of for number, *of in self._db.execute(_CAME, [asked])}
            there = set(self.there(table, some))
            for row_id, each in numbers.items():
                born = birth_of([told[n] for n in each], self.changes, is_there=row_id in there)
                if born is not None:
                    change = self.changes[born]
                    birth = Birth(born, change.at, change.nonce)
                    _put(uids, row_id, name_of_row(self._mark, table, row_id, birth))
        for (of, back), uid in undone_names(self._db).items():
            if of == table and back is not None:
                _put(uids, back, uid)
        for some in pieces(noted.rows()):
            first = {noted.of(row_id)[0]: row_id for row_id in some}
            for note in noted_as(self._db, first.keys()):
                _put(uids, first[note.number], note.uid)
        return uids


def pieces(all_of: Iterable[_T]) -> Iterator[list[_T]]:
    """The same, so many at a time."""
    left = iter(all_of)
    while some := list(islice(left, PIECE)):
        yield some


def _put(uids: bytearray, row_id: int, uid: str) -> None:
    short = 16 * (row_id + 1) - len(uids)
    if short > 0:
        uids.extend(bytes(short))
    uids[row_id * 16 : row_id * 16 + 16] = bytes.fromhex(uid)


def _numbers(rows: Iterable[tuple[str, int, int, bool]]) -> dict[str, Numbers]:
    """By table, the numbers of those rows: each its table, its id, the number, and if it is odd."""
    found = {table: Numbers() for table in TRACKED}
    for table, row_id, number, is_odd in rows:
        if table in found:
            found[table].add(row_id, number)
            if is_odd:
                found[table].odd.add(row_id)
    return found


def _noted(db: sqlite3.Connection) -> Iterator[tuple[str, int, int, bool]]:
    """What is noted of rows; of one that is as it came it is plain, as is a bare name."""
    for each in noted_rows(db):
        if each.row_id is not None:
            is_odd = each.body is None or "values" in json.loads(each.body)
            yield each.table, each.row_id, each.number, is_odd
