"""What a ledger tells an export of the names of its rows, and takes in of such a one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from farmer.ledger.file.meeting import LedgerBeside
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.carrying import taken_in
from farmer.ledger.sqlite.sync.exported import exported_names, people_in, received_of
from farmer.ledger.sqlite.sync.telling import FoundBeside, people_of, united_of

if TYPE_CHECKING:
    from farmer.ledger.ledger import RowsByTable
    from farmer.ledger.reader import Reader
    from farmer.ledger.sqlite.read.reader import SqliteReader


def row_names(reader: Reader, *, children: bool) -> Iterator[dict[str, Any]]:
    """What the rows that a reader sees are called in all copies of the ledger."""
    return exported_names(cast("SqliteReader", reader).connection, children=children)


class ExportMeeting(LedgerBeside):
    """A ledger, and what an export tells."""

    def __init__(self, path: Path, tables: RowsByTable, names: Sequence[Mapping[str, Any]]) -> None:
        """The ledger at `path`; the rows of an export, and what these are called."""
        super().__init__(path)
        self._tables = tables
        self._names = names

    def _find(self, ours: Book) -> FoundBeside:
        people = people_in(self._names)
        is_related = not people.isdisjoint(people_of(ours))
        found = taken_in(ours, received_of(ours.db, self._tables, self._names))
        return FoundBeside(ours, found, united_of(ours, found, people, parted=is_related))
