"""This ledger and another one beside each other; the other is only read, and that in a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from farmer.ledger.file.restore import copied
from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite.ledger import SqliteLedger
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import compare, parting_of
from farmer.ledger.sqlite.sync.telling import people_of, united_of, written
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
    with copied(path, other, today) as copy:
        with SqliteLedger(copy, lambda _step, _day: copy).reading():
            pass  # it is brought up to date; where that fails, the copy is taken away
        with refusing(other), closing(open_to_read(copy)) as db:
            yield Meeting(path, db)


class Meeting:
    """Two ledgers, of which one takes in what the other tells."""

    def __init__(self, path: Path, other: sqlite3.Connection) -> None:
        """The ledger at `path`, and a copy of the other one."""
        self._path = path
        self._other = other
        self._stranger: Book | None = None

    def compared(self) -> United:
        """What would come; nothing is written.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        with refusing(self._path), closing(open_to_read(self._path)) as db:
            ours = Book(db)
            theirs = self._told_beside(ours)
            found, parted = compare(ours, theirs), parting_of(ours, theirs) > 0
            return united_of(ours, found, people_of(theirs), parted=parted)

    def unite(self, change: Writer) -> United:
        """Take in what the other ledger tells, as part of a change of this one."""
        writer = cast("SqliteWriter", change)
        writer.session.flush()
        ours = Book(writer.connection)
        theirs = self._told_beside(ours)
        found = compare(ours, theirs)
        united = united_of(ours, found, people_of(theirs), parted=parting_of(ours, theirs) > 0)
        united = written(ours, found, united)
        writer.session.expire_all()
        return united

    def _told_beside(self, ours: Book) -> Book:
        """The other ledger's rows; of one begun by itself all are read, which is done once."""
        theirs = self._stranger or Book(self._other)
        if theirs.mark != ours.mark:
            self._stranger = theirs
        return theirs
