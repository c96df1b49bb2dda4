"""What the log of changes tells of each row: every state it was in, and when it left it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from farmer.ledger.findings import SYNC_WORDS
from farmer.ledger.outside import Birth
from farmer.ledger.sqlite.anytable import all_rows
from farmer.uniting.stamps import NEVER, Stamp, stamp_after

ALL_CHANGES = 'SELECT id, "at", nonce, undone_at, last_at, words FROM change'
CHANGE = 'SELECT "at", nonce, undone_at, last_at, words FROM change WHERE id = ?'
IMAGES = 'SELECT id, change_id, table_name, row_id, "before" FROM change_row ORDER BY id'
_THESE_IMAGES = """
SELECT id, change_id, table_name, row_id, "before" FROM change_row
WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_ROWS = 'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'

RowKey = tuple[str, int]  # a table and an id
State = dict[str, Any] | None  # a row's columns; None where it is not there
# The number of an image, that of its change, and the row as it was, as JSON.
KeptImage = tuple[int, int, str | None]


class LoggedChange(NamedTuple):
    """One change: when it was made (seconds since 1970), and taken back, if it was.

    Attributes:
        at, nonce: what tells it from every other change in any ledger.
        seconds: that of `at`.
        came: the stamp of what came by it.
        undone: when it was taken back; None where it stands.
        last: when it was taken back last, where it stands again.
        of_sync: whether it is what came from another ledger.
    """

    at: str
    nonce: str
    seconds: int
    came: Stamp
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

    def __init__(
        self,
        db: sqlite3.Connection,
        changes: Mapping[int, LoggedChange],
        images: Mapping[RowKey, list[KeptImage]],
        there: set[RowKey],
    ) -> None:
        """Of those rows that have `images`, or are `there`."""
        self._db = db
        self.changes = changes
        self._images = images
        self._there = there
        self._now: dict[RowKey, dict[str, Any]] = {}

    def move_to(self, db: sqlite3.Connection) -> None:
        """Go on by another connection to the ledger."""
        self._db = db

    def load(self, rows: Iterable[RowKey]) -> None:
        """Read how those rows are now, before asking of their steps."""
        by_table: dict[str, list[int]] = {}
        for table, row_id in rows:
            by_table.setdefault(table, []).append(row_id)
        for table, ids in by_table.items():
            found = self._db.execute(_ROWS.format(table=table), [json.dumps(ids)])
            self._now.update({(table, row["id"]): dict(row) for row in found})

    def unload(self, rows: Iterable[RowKey]) -> None:
        """Let go of how those rows are."""
        for row in rows:
            self._now.pop(row, None)

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

    def is_as_it_came(self, row: RowKey) -> bool:
        """Whether nothing is told of a row but that it came, if that; it may be gone."""
        images = self._images.get(row, [])
        if not images:
            return True
        change = self.changes[images[0][1]]
        is_born = len(images) == 1 and images[0][2] is None
        return is_born and change.undone is None and change.last is None

    def is_written_since(self, row: RowKey, image: int) -> bool:
        """Whether anything is told of a row after the image of that number."""
        return bool(self._since(row, image))

    def birth(self, row: RowKey) -> Birth | None:
        """The change that brought it in; None where the log does not go back so far."""
        told = [(change_id, before is None) for _, change_id, before in self._images.get(row, [])]
        change_id = birth_of(told, self.changes, is_there=row in self._there) if told else None
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

    def states(self, row: RowKey) -> Iterator[dict[str, Any]]:
        """Every state that a loaded row is or was in, as far as the log goes back."""
        kept = [_state(before) for *_, before in self._since(row, 0)]
        return filter(None, [*kept, self.now(row)])

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

    def _since(self, row: RowKey, since: int) -> list[KeptImage]:
        return [each for each in self._images.get(row, []) if each[0] > since]


def whole_log(db: sqlite3.Connection, tables: Sequence[str]) -> Log:
    """All that a ledger's log tells of those tables, and every row of them."""
    changes = {number: logged(*told) for number, *told in db.execute(ALL_CHANGES)}
    images: dict[RowKey, list[KeptImage]] = {}
    for number, change_id, table, row_id, before in db.execute(IMAGES):
        if table in tables:  # what was noted of rows is not of them
            images.setdefault((table, row_id), []).append((number, change_id, before))
    there = {(table, row_id) for table in tables for (row_id,) in db.execute(all_rows(table, "id"))}
    return Log(db, changes, images, there)


def piece_of_log(
    db: sqlite3.Connection, changes: Mapping[int, LoggedChange], rows: Mapping[RowKey, list[int]]
) -> Log:
    """What the log tells of those rows, of each of which the numbers of its images are given.

    They are loaded.
    """
    images: dict[RowKey, list[KeptImage]] = {}
    asked = json.dumps([number for numbers in rows.values() for number in numbers])
    for number, change_id, table, row_id, before in db.execute(_THESE_IMAGES, [asked]):
        images.setdefault((table, row_id), []).append((number, change_id, before))
    there: set[RowKey] = set()
    log = Log(db, changes, images, there)
    log.load(rows)
    there.update(row for row in rows if log.now(row) is not None)
    return log


def birth_of(
    images: Sequence[Sequence[int]], changes: Mapping[int, LoggedChange], *, is_there: bool
) -> int | None:
    """Which change brought a row in; None where the log does not go back so far.

    Of each of its images there is given the change, and whether the row came by it.
    """
    standing = [each for each in images if changes[each[0]].undone is None]
    born = [change_id for change_id, came in standing if came]
    if born or standing or is_there:
        return born[0] if born else None
    return min(change_id for change_id, _ in images)


def logged(
    at: str, nonce: str | None, undone: str | None, last: str | None, words: str
) -> LoggedChange:
    """A change of what the ledger has of it."""
    of_sync = words.startswith(SYNC_WORDS)
    seconds, told = _seconds(at), nonce or ""
    came = stamp_after(NEVER, seconds, told)
    return LoggedChange(at, told, seconds, came, _or_none(undone), _or_none(last), of_sync)


def _state(before: str | None) -> State:
    return None if before is None else json.loads(before)


def _seconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())


def _or_none(at: str | None) -> int | None:
    return None if at is None else _seconds(at)
