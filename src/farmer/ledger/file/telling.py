"""What a ledger tells an export of the names of its rows, and takes in of such a one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.carrying import taken_in
from farmer.ledger.sqlite.sync.comparing import Comparison
from farmer.ledger.sqlite.sync.exported import exported_names, people_in, received_of
from farmer.ledger.sqlite.sync.telling import people_of, united_of, written
from farmer.ledger.united import United

if TYPE_CHECKING:
    from farmer.ledger.ledger import RowsByTable, Writer
    from farmer.ledger.reader import Reader
    from farmer.ledger.sqlite.read.reader import SqliteReader
    from farmer.ledger.sqlite.write import SqliteWriter


def row_names(reader: Reader, *, children: bool) -> Iterator[dict[str, Any]]:
    """What the rows that a reader sees are called in all copies of the ledger."""
    return exported_names(cast("SqliteReader", reader).connection, children=children)


class ExportMeeting:
    """A ledger, and what an export tells."""

    def __init__(self, path: Path, tables: RowsByTable, names: Sequence[Mapping[str, Any]]) -> None:
        """The ledger at `path`; the rows of an export, and what these are called."""
        self._path = path
        self._tables = tables
        self._names = names

    def compared(self) -> United:
        """What would come; nothing is written.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
            UnreadableFile: where a name does not fit its row.
        """
        with refusing(self._path), closing(open_to_read(self._path)) as db:
            return self._compared(Book(db))[1]

    def unite(self, change: Writer) -> United:
        """Take in what the export tells, as part of a change."""
        writer = cast("SqliteWriter", change)
        writer.session.flush()
        ours = Book(writer.connection)
        found, united = self._compared(ours)
        united = written(ours, found, united)
        writer.session.expire_all()
        return united

    def _compared(self, ours: Book) -> tuple[Comparison, United]:
        people = people_in(self._names)
        is_related = not people.isdisjoint(people_of(ours))
        found = taken_in(ours, received_of(ours.db, self._tables, self._names))
        return found, united_of(ours, found, people, parted=is_related)
