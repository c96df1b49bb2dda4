"""What of a ledger is given out: the rows that are meant, and what there is of each person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from farmer.details import CHILD
from farmer.formats.dossiers import OF, Dossier, Knows, dossier
from farmer.formats.whole_shape import LedgerRow
from farmer.sources import LINK

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.selection import Selection


class Extract:
    """What is meant of a ledger, read while it is written: nothing of it is held.

    Of others whom its rows name, only what is in words is told.
    """

    def __init__(self, reader: Reader, selection: Selection, *, children: bool) -> None:
        """What is meant by `selection`; of people's `children` nothing, unless they are wanted."""
        self._reader = reader
        self.selection = selection
        self.children = children

    def rows(self, name: str, *, by: str = "id") -> Iterator[LedgerRow]:
        """The rows of a list, as `farmer.formats.whole_shape.Rows`."""
        return self._told(name, self.selection, by)

    def dossiers(self, of: Collection[str] = OF) -> Iterator[Dossier]:
        """Everybody's, in the order in which they were recorded, with what those lists tell.

        Ten questions a person take longer than the writing, so a list is left out that is not told.
        """

        for contact in self.rows("contacts"):
            if contact["source"] == LINK:  # whom you have not met is in nobody's hands
                continue
            about = self.selection._replace(ids=frozenset((contact["id"],)))
            theirs = {name: list(self._told(name, about)) if name in of else [] for name in OF}
            yield dossier(contact, theirs, self._name_of, list(self._knows(contact["id"])))

    def _knows(self, contact_id: int) -> Iterator[Knows]:
        """Whom of those that are meant somebody knows, as far as that is told since the day."""
        since = self.selection.since or date.min
        for each in self._reader.links_of([contact_id], date.max):
            other = self._reader.person(each.beyond(contact_id))
            is_told = not each.link.denied and each.link.on >= since
            if is_told and other and not other.known_of and self._if_inside(other.id):
                yield Knows(other.name, each.link.how, each.link.strength)

    def _told(self, name: str, selection: Selection, by: str = "id") -> Iterator[LedgerRow]:
        rows = self._reader.table(name, selection, by)
        if name == "contacts.details" and not self.children:
            return (row for row in rows if row["what"] != CHILD)
        if self.selection.ids is None:
            return rows
        tell = {
            "contacts": self._contact_told,
            "requests": self._request_told,
            "links": self._link_told,
        }.get(name)
        return map(tell, rows) if tell else rows

    def _contact_told(self, row: LedgerRow) -> LedgerRow:
        return {**row, "met_through_id": self._if_inside(row["met_through_id"])}

    def _link_told(self, row: LedgerRow) -> LedgerRow:
        return {**row, "told_by_id": self._if_inside(row["told_by_id"])}

    def _request_told(self, row: LedgerRow) -> LedgerRow:
        inside = {side: self._if_inside(row[side]) for side in ("person_id", "target_id")}
        target = row["target"] if inside["target_id"] else self._name_of(row["target_id"])
        return {**row, **inside, "target": target or row["target"]}

    def _if_inside(self, contact_id: int | None) -> int | None:
        ids = self.selection.ids
        return contact_id if ids is None or contact_id in ids else None

    def _name_of(self, contact_id: int | None) -> str:
        person = self._reader.person(contact_id) if contact_id is not None else None
        return person.name if person else ""
