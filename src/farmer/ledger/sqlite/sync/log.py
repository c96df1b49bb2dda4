"""What the log of changes tells of each row: every state it was in, and when it left it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from farmer.ledger.outside import Birth
from farmer.ledger.sqlite.anytable import all_rows

# What a change is called that brought in what another ledger tells.
SYNC_WORDS = "sync with "
ALL_CHANGES = 'SELECT id, "at", nonce, undone_at, last_at, words FROM change'
IMAGES = 'SELECT id, change_id, table_name, row_id, "before" FROM change_row ORDER BY id'
_ROWS = 'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'

RowKey = tuple[str, int]  # a table and an id
State = dict[str, Any] | None  # a row's columns; None where it is not there


class LoggedChange(NamedTuple):
    """One change: when it was made (seconds since 1970), and taken back, if it was.

    Attributes:
        at, nonce: what tells it from every other change in any ledger.
        seconds: that of `at`.
        undone: when it was taken back; None where it stands.
        last: when it was taken back last, where it stands again.
        of_sync: whether it is what came from another ledger.
    """

    at: str
    nonce: str
    seconds: int
    undone: int | None
    last: int | None
    of_sync: bool


class Image(NamedTuple):
    """A row as it was before a change, or after one that was taken back."""

    number: int
    change_id: int
    state: State


class RowStep(NamedTuple):
    """A row going from one state to another.

    Attributes:
        change_id, number: the change, and its image of the row.
        seconds: when.
        before, after: the states.
        forward: whether the change was made then, and not taken back.
    """

    change_id: int
    number: int
    seconds: int
    before: State
    after: State
    forward: bool


class Log:
    """The changes of one ledger, and its rows as they are and were."""

    def __init__(self, db: sqlite3.Connection, tables: tuple[str, ...]) -> None:
        self.changes = {
            number: LoggedChange(
                at,
                nonce or "",
                _seconds(at),
                _or_none(undone),
                _or_none(last),
                words.startswith(SYNC_WORDS),
            )
            for number, at, nonce, undone, last, words in db.execute(ALL_CHANGES)
        }
        self._images: dict[RowKey, list[tuple[int, int, str | None]]] = {}
        for number, change_id, table, row_id, before in db.execute(IMAGES):
            if table not in tables:  # what was noted of rows is not of them
                continue
            self._images.setdefault((table, row_id), []).append((number, change_id, before))
        self._db = db
        self._there = {
            (table, row_id) for table in tables for (row_id,) in db.execute(all_rows(table, "id"))
        }
        self._now: dict[RowKey, dict[str, Any]] = {}
        self._births = dict(self._first())

    def load(self, rows: Iterable[RowKey]) -> None:
        """Read how those rows are now, before asking of their steps."""
        by_table: dict[str, list[int]] = {}
        for table, row_id in rows:
            by_table.setdefault(table, []).append(row_id)
        for table, ids in by_table.items():
            found = self._db.execute(_ROWS.format(table=table), [json.dumps(ids)])
            self._now.update({(table, row["id"]): dict(row) for row in found})

    def now(self, row: RowKey) -> State:
        """How a row is that was loaded; None where it is not there."""
        return self._now.get(row)

    def last(self, row: RowKey) -> State:
        """How a row that was loaded is, or was in the newest image of it; None where none is."""
        images = (_state(before) for *_, before in reversed(self._images.get(row, [])))
        return self.now(row) or next(filter(None, images), None)

    def there(self) -> set[RowKey]:
        """Every row that is there."""
        return self._there

    def rows(self) -> set[RowKey]:
        """Every row that is or was there."""
        return self._there | self._images.keys()

    def touched(self, changes: set[int]) -> set[RowKey]:
        """The rows that some of those changes are about."""
        return {
            row
            for row, images in self._images.items()
            if any(change_id in changes for _, change_id, _ in images)
        }

    def is_known(self, row: RowKey) -> bool:
        """Whether it is there, or the log has anything of it."""
        return row in self._there or row in self._images

    def birth(self, row: RowKey) -> Birth | None:
        """The change that brought it in; None where the log does not go back so far."""
        change_id = self._births.get(row)
        if change_id is None:
            return None
        change = self.changes[change_id]
        return Birth(change_id, change.at, change.nonce)

    def steps(self, row: RowKey, since: int = 0) -> Iterator[RowStep]:
        """What became of a row since the image of that number, in order."""
        images = [Image(*each[:2], _state(each[2])) for each in self._since(row, since)]
        standing = [each for each in images if self.changes[each.change_id].undone is None]
        undone = {each.change_id: each for each in reversed(images) if each not in standing}
        now = self.now(row)
        for image in sorted(
            [*standing, *undone.values()], key=lambda it: (it.change_id, it.number)
        ):
            behind = (
                [each for each in standing if each.number > image.number]
                if (image in standing)
                else [each for each in standing if each.change_id > image.change_id]
            )
            later = behind[0].state if behind else now
            if image in standing:
                yield from self._made(image, later)
            elif not self.changes[image.change_id].of_sync:
                yield from self._taken_back(image, later)

    def _made(self, image: Image, after: State) -> Iterator[RowStep]:
        change = self.changes[image.change_id]
        known = image.change_id, image.number
        yield RowStep(*known, change.seconds, image.state, after, forward=True)
        if change.last is not None:
            yield RowStep(*known, change.last, after, image.state, forward=False)
            yield RowStep(*known, change.last, image.state, after, forward=True)

    def _taken_back(self, image: Image, stayed: State) -> Iterator[RowStep]:
        change = self.changes[image.change_id]
        known = image.change_id, image.number
        yield RowStep(*known, change.seconds, stayed, image.state, forward=True)
        yield RowStep(*known, change.undone or 0, image.state, stayed, forward=False)

    def _since(self, row: RowKey, since: int) -> list[tuple[int, int, str | None]]:
        return [each for each in self._images.get(row, []) if each[0] > since]

    def _first(self) -> Iterator[tuple[RowKey, int]]:
        """The change that brought each row in."""
        for row, images in self._images.items():
            standing = [each for each in images if self.changes[each[1]].undone is None]
            born = [change_id for _, change_id, before in standing if before is None]
            if born:
                yield row, born[0]
            elif not standing and row not in self._there:
                yield row, min(change_id for _, change_id, _ in images)


def _state(before: str | None) -> State:
    return None if before is None else json.loads(before)


def _seconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())


def _or_none(at: str | None) -> int | None:
    return None if at is None else _seconds(at)
