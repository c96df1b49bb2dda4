"""What a change of a ledger may do with its people, row by row, through SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from farmer.ledger.sqlite.read.query import listed
from farmer.ledger.sqlite.read.reader import SqliteReader
from farmer.ledger.sqlite.schema import tables
from farmer.ledger.sqlite.schema.engine import driver_of
from farmer.ledger.sqlite.schema.tables.values import contact_values
from farmer.model import Contact, Handle
from farmer.sources import HAND

if TYPE_CHECKING:
    from farmer.details import Detail, Former, Gain
    from farmer.links import Link

    _Numbered = (
        tables.ContactRow
        | tables.EventRow
        | tables.TouchpointRow
        | tables.FactRow
        | tables.RequestRow
        | tables.RequestStepRow
        | tables.PromiseRow
        | tables.LinkRow
    )

REMOVE_TAG = "DELETE FROM tag WHERE contact_id = :contact_id AND tag = :tag"
REMOVE_HANDLE = """
DELETE FROM handle WHERE contact_id = :contact_id AND kind = :kind AND value = :value
"""
HANDLE_ID = """
SELECT id FROM handle WHERE contact_id = :contact_id AND kind = :kind AND value = :value
"""
BECOME_KNOWN = """
UPDATE contact SET archived = 0, source = 'hand'
WHERE source = 'link' AND id IN (SELECT value FROM json_each(:ids))
"""
_LINK = ("how", "strength", "denied", "told_by_id", "on")
# In this order: what is noted already is not noted again.
WRITE_FORMER = (
    """
UPDATE former SET until = :until
WHERE contact_id = :contact_id AND what = :what AND value = :value AND until IS NOT :until
""",
    """
INSERT INTO former (contact_id, what, value, until, source, recorded_on)
SELECT :contact_id, :what, :value, :until, :source, :recorded_on WHERE NOT EXISTS (
    SELECT 1 FROM former WHERE contact_id = :contact_id AND what = :what AND value = :value)
""",
)
REMOVE_FORMER = """
DELETE FROM former WHERE contact_id = :contact_id AND what = :what AND value = :value
"""
REMOVE_DETAIL = """
DELETE FROM detail
WHERE contact_id = :contact_id AND what = :what AND label = :label AND value = :value
"""
REMOVE_GAIN = """
DELETE FROM gains WHERE contact_id = :contact_id AND whose = :whose AND slot = :slot
"""


class PeopleWriter:
    """A change of who is in the ledger, and of what is known of them."""

    def __init__(self, session: Session, edition: str, on: date, at: datetime) -> None:
        """Write in `session`; what is added is recorded `on` the user's day, `at` that instant."""
        self.session = session
        self._on = on
        # In seconds, as the log of changes has it.
        self._at = int(at.timestamp())
        self._typed: dict[str, Any] = {"source": HAND, "recorded_on": on}
        # The ledger's edition before this change: whether anything was written since one looked.
        self.edition = edition

    @property
    def now(self) -> SqliteReader:
        """The ledger as it stands in the midst of the change."""
        return SqliteReader(self.connection, self._on)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection underneath, with all that was added so far."""
        self.session.flush()
        return driver_of(self.session.connection())

    def add_contact(
        self, contact: Contact, handles: Iterable[Handle] = (), source: str = HAND
    ) -> int:
        """Add a person with their addresses; `source` of ``link`` for one only known of.

        Raises:
            ValueError: where nobody says on which day they were added.
        """
        if contact.added_on is None:
            raise ValueError("a contact is added on a day")
        row = tables.ContactRow(**contact_values(contact), source=source)
        contact_id = self._added(row)
        self.add_handles(contact_id, handles)
        return contact_id

    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None:
        """Add the addresses that a person does not have yet."""
        known = self.now.handles(contact_id)
        for handle in dict.fromkeys(handles):
            if handle not in known:
                self.session.add(
                    tables.HandleRow(
                        contact_id=contact_id, kind=handle.kind, value=handle.value, **self._typed
                    )
                )

    def edit_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a person's `fields`."""
        self._edit(tables.ContactRow, contact_id, fields)
        if fields.get("archived") is False:
            self.meet([contact_id])

    def meet(self, ids: Iterable[int]) -> None:
        """Those of them who were only known of are people you know from now on."""
        if self.connection.execute(BECOME_KNOWN, {"ids": listed(map(str, ids))}).rowcount:
            self.session.expire_all()

    def write_link(self, one_id: int, other_id: int, link: Link) -> int:
        """Note what two people have with each other, instead of what was noted; its id."""
        first, second = sorted((one_id, other_id))
        fields = {name: getattr(link, name) for name in _LINK}
        known = self.now.link_between(first, second)
        if known is not None:
            self._edit(tables.LinkRow, known.id, {**fields, **self._typed})
            return known.id
        return self._added(
            tables.LinkRow(contact_id=first, other_id=second, **fields, **self._typed)
        )

    def remove_link(self, link_id: int) -> None:
        """Take a link out."""
        self._remove(tables.LinkRow, link_id)

    def add_tag(self, contact_id: int, tag: str) -> None:
        """Put a person into a group that they are not in yet."""
        self.session.add(tables.TagRow(contact_id=contact_id, tag=tag, **self._typed))

    def remove_tag(self, contact_id: int, tag: str) -> None:
        """Take a person out of a group."""
        self.connection.execute(REMOVE_TAG, {"contact_id": contact_id, "tag": tag})

    def remove_handle(self, contact_id: int, handle: Handle) -> None:
        """Take an address of a person out."""
        asked = {"contact_id": contact_id, "kind": handle.kind, "value": handle.value}
        self.connection.execute(REMOVE_HANDLE, asked)

    def write_gains(self, contact_id: int, gain: Gain) -> None:
        """Fill one slot of a GAINS exchange anew; an empty text empties it."""
        self.connection.execute(
            REMOVE_GAIN,
            {"contact_id": contact_id, "whose": gain.whose, "slot": gain.slot},
        )
        if gain.text:
            self.session.add(
                tables.GainsRow(
                    contact_id=contact_id,
                    whose=gain.whose,
                    slot=gain.slot,
                    text=gain.text,
                    on=gain.on,
                    recorded_on=self._on,
                )
            )

    def add_not_same(self, one_id: int, other_id: int) -> None:
        """Remember that two people are not the same."""
        first, second = sorted((one_id, other_id))
        self.session.add(tables.NotSameRow(contact_id=first, other_id=second, recorded_on=self._on))

    def edit_handle(self, contact_id: int, handle: Handle, fields: Mapping[str, Any]) -> None:
        """Change the `fields` of an address that a person has.

        Raises:
            KeyError: where they do not have it.
        """
        asked = {"contact_id": contact_id, "kind": handle.kind, "value": handle.value}
        row = self.connection.execute(HANDLE_ID, asked).fetchone()
        if row is None:
            raise KeyError(handle)
        self._edit(tables.HandleRow, row[0], fields)

    def add_former(self, contact_id: int, former: Former, source: str = HAND) -> None:
        """Note what else is or was true of a person; of what is noted already, until when."""
        row = {
            "contact_id": contact_id,
            "what": former.what,
            "value": former.value,
            "until": former.until and former.until.isoformat(),
            "source": source,
            "recorded_on": self._on.isoformat(),
        }
        for step in WRITE_FORMER:
            self.connection.execute(step, row)

    def remove_former(self, contact_id: int, former: Former) -> None:
        """Take out what was noted to be true of a person, until whenever."""
        asked = {"contact_id": contact_id, "what": former.what, "value": former.value}
        self.connection.execute(REMOVE_FORMER, asked)

    def add_detail(self, contact_id: int, detail: Detail) -> None:
        """Note something of a person under a label, which is not noted yet."""
        self.session.add(tables.DetailRow(contact_id=contact_id, **detail._asdict(), **self._typed))

    def remove_detail(self, contact_id: int, detail: Detail) -> None:
        """Take out what was noted of a person under a label."""
        self.connection.execute(REMOVE_DETAIL, {"contact_id": contact_id, **detail._asdict()})

    def _edit(
        self, table: type[tables.LedgerTable], row_id: int, fields: Mapping[str, Any]
    ) -> None:
        row = self.session.get_one(table, row_id)
        for name, value in fields.items():
            setattr(row, name, value)

    def _remove(self, table: type[tables.LedgerTable], row_id: int) -> None:
        self.session.delete(self.session.get_one(table, row_id))

    def _added(self, row: _Numbered) -> int:
        self.session.add(row)
        self.session.flush()
        assert row.id is not None  # the flush gave it one
        return row.id
