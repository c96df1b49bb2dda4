"""This ledger and another one beside each other; the other is only read, and that in a copy."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import compare, parting_of
from farmer.ledger.sqlite.sync.telling import FoundBeside, people_of, united_of, written
from farmer.ledger.united import United

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.sqlite.write import SqliteWriter


@contextmanager
def meeting(path: Path, other: Path, today: date) -> Iterator[Meeting]:
    """The ledger at `path` beside `other`, of which each page and row is looked at first.

    Raises:
        LedgerUnavailable: where `other` is no ledger, damaged, altered, newer or out of reach.
    """
    # Most syncs are with a folder, and of these most find nothing: they need none of it.
    from farmer.ledger.file.restore import copied
    from farmer.ledger.sqlite.ledger import SqliteLedger

    with copied(path, other, today) as copy:
        with SqliteLedger(copy, lambda _step, _day: copy).reading():
            pass  # it is brought up to date; where that fails, the copy is taken away
        with refusing(other), closing(open_to_read(copy)) as db:
            yield Meeting(path, db)


class LedgerBeside(ABC):
    """A ledger beside another, or what is told of it."""

    def __init__(self, path: Path) -> None:
        """The ledger at `path`."""
        self._path = path
        self._found: FoundBeside | None = None

    @abstractmethod
    def _find(self, ours: Book) -> FoundBeside:
        """What the ledger comes to."""

    def compared(self) -> United:
        """What would come; nothing is written.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
            UnreadableFile: where a name that an export tells does not fit its row.
        """
        with refusing(self._path), closing(open_to_read(self._path)) as db:
            self._found = self._find(Book(db))
            return self._found.united

    def unite(self, change: Writer) -> United:
        """Take in what the other tells, as part of a change of this one."""
        writer = cast("SqliteWriter", change)
        writer.session.flush()
        ours, found, united = self._found_still(writer.connection)
        united = written(ours, found, united)
        writer.session.expire_all()
        return united

    def _found_still(self, db: sqlite3.Connection) -> FoundBeside:
        """What was found, if nobody wrote since; it is not found twice."""
        found, self._found = self._found, None
        if found is None or not found.ours.is_still(db):
            return self._find(Book(db))
        found.ours.move_to(db)
        return found


class Meeting(LedgerBeside):
    """Two ledgers, of which one takes in what the other tells."""

    def __init__(self, path: Path, other: sqlite3.Connection) -> None:
        """The ledger at `path`, and a copy of the other one."""
        super().__init__(path)
        self._other = other
        self._stranger: Book | None = None

    def _find(self, ours: Book) -> FoundBeside:
        theirs = self._told_beside(ours)
        found, parted = compare(ours, theirs), parting_of(ours, theirs) > 0
        return FoundBeside(ours, found, united_of(ours, found, people_of(theirs), parted=parted))

    def _told_beside(self, ours: Book) -> Book:
        """The other ledger's rows; of one begun by itself all are read, which is done once."""
        theirs = self._stranger or Book(self._other)
        if theirs.mark != ours.mark:
            self._stranger = theirs
        return theirs
