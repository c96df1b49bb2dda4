"""What a change of a ledger may do, row by row, through SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from farmer.ledger.sqlite.merge import merge_contact
from farmer.ledger.sqlite.read import SqliteReader
from farmer.ledger.sqlite.schema.engine import driver_of
from farmer.ledger.sqlite.schema.tables import (
    ContactRow,
    EventRow,
    FactRow,
    GainsRow,
    HandleRow,
    LedgerTable,
    NotSameRow,
    PromiseRow,
    RequestRow,
    RequestStepRow,
    TagRow,
    TouchpointRow,
)
from farmer.ledger.sqlite.schema.tables.values import contact_values, promise_values, touch_values
from farmer.model import Contact, Event, Fact, Gain, Handle, Promise, Touch
from farmer.referrals.states import Request
from farmer.sources import HAND

if TYPE_CHECKING:
    from farmer.ledger.ledger import RowsByTable
    from farmer.ledger.newcomers import Newcomer
    from farmer.ledger.recorded import RecordedStep

REMOVE_TAG = "DELETE FROM tag WHERE contact_id = :contact_id AND tag = :tag"
REMOVE_HANDLE = """
DELETE FROM handle WHERE contact_id = :contact_id AND kind = :kind AND value = :value
"""
REMOVE_GAIN = """
DELETE FROM gains WHERE contact_id = :contact_id AND whose = :whose AND slot = :slot
"""
_Numbered = (
    ContactRow | EventRow | TouchpointRow | FactRow | RequestRow | RequestStepRow | PromiseRow
)


class SqliteWriter:
    """What a change may do; see `farmer.ledger.ledger.Writer`."""

    def __init__(self, session: Session, edition: str, on: date) -> None:
        """Write in `session`; what is added is told to be recorded `on` that day."""
        self.session = session
        self._on = on
        self._typed: dict[str, Any] = {"source": HAND, "recorded_on": on}
        # The ledger's edition before this change: whether anything was written since one looked.
        self.edition = edition

    @property
    def now(self) -> SqliteReader:
        """The ledger as it stands in the midst of the change."""
        return SqliteReader(self.connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection underneath, with all that was added so far."""
        self.session.flush()
        return driver_of(self.session.connection())

    def add_contact(self, contact: Contact, handles: Iterable[Handle] = ()) -> int:
        """Add a person with their addresses.

        Raises:
            ValueError: where nobody says on which day they were added.
        """
        if contact.added_on is None:
            raise ValueError("a contact is added on a day")
        row = ContactRow(**contact_values(contact), source=HAND)
        contact_id = self._added(row)
        self.add_handles(contact_id, handles)
        return contact_id

    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None:
        """Add the addresses that a person does not have yet."""
        known = self.now.handles(contact_id)
        for handle in dict.fromkeys(handles):
            if handle not in known:
                self.session.add(
                    HandleRow(
                        contact_id=contact_id, kind=handle.kind, value=handle.value, **self._typed
                    )
                )

    def fill_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None:
        """Fill those of a person's `fields` that are empty; nothing is overwritten."""
        row = self.session.get_one(ContactRow, contact_id)
        for name, value in fields.items():
            if not getattr(row, name):
                setattr(row, name, value)

    def add_event(self, event: Event) -> int:
        """Add an occasion."""
        return self._added(
            EventRow(name=event.name or None, place=event.place, on=event.on, recorded_on=self._on)
        )

    def add_touch(
        self,
        contact_id: int,
        touch: Touch,
        event_id: int | None = None,
        source: str = HAND,
        source_id: str | None = None,
    ) -> int:
        """Add a touchpoint; `source` and `source_id` where an import found it in a file."""
        return self._added(
            TouchpointRow(
                **touch_values(touch),
                contact_id=contact_id,
                event_id=event_id,
                source=source,
                source_id=source_id,
                recorded_on=self._on,
            )
        )

    def edit_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a person's `fields`."""
        self._edit(ContactRow, contact_id, fields)

    def edit_touch(self, touch_id: int, fields: Mapping[str, Any]) -> None:
        """Change a touchpoint's `fields`."""
        self._edit(TouchpointRow, touch_id, fields)

    def edit_fact(self, fact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a line of evidence's `fields`."""
        self._edit(FactRow, fact_id, fields)

    def edit_event(self, event_id: int, fields: Mapping[str, Any]) -> None:
        """Change an occasion's `fields`."""
        self._edit(EventRow, event_id, fields)

    def remove_touch(self, touch_id: int) -> None:
        """Take a touchpoint out."""
        self._remove(TouchpointRow, touch_id)

    def remove_fact(self, fact_id: int) -> None:
        """Take a line of evidence out."""
        self._remove(FactRow, fact_id)

    def remove_event(self, event_id: int) -> None:
        """Take an occasion out; what happened there stays."""
        self._remove(EventRow, event_id)

    def add_fact(self, contact_id: int, fact: Fact, source: str = HAND) -> int:
        """Add a line of evidence; `source` where it was not typed on the day."""
        return self._added(
            FactRow(
                contact_id=contact_id,
                what=fact.what,
                on=fact.on,
                note=fact.note,
                source=source,
                recorded_on=self._on,
            )
        )

    def add_tag(self, contact_id: int, tag: str) -> None:
        """Put a person into a group that they are not in yet."""
        self.session.add(TagRow(contact_id=contact_id, tag=tag, **self._typed))

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
                GainsRow(
                    contact_id=contact_id,
                    whose=gain.whose,
                    slot=gain.slot,
                    text=gain.text,
                    on=gain.on,
                    recorded_on=self._on,
                )
            )

    def add_promise(self, contact_id: int, promise: Promise) -> int:
        """Add a promise between you and a person."""
        return self._added(
            PromiseRow(
                contact_id=contact_id,
                **promise_values(promise),
                recorded_on=self._on,
            )
        )

    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None:
        """Change a promise's `fields`."""
        self._edit(PromiseRow, promise_id, fields)

    def add_not_same(self, one_id: int, other_id: int) -> None:
        """Remember that two people are not the same."""
        first, second = sorted((one_id, other_id))
        self.session.add(NotSameRow(contact_id=first, other_id=second, recorded_on=self._on))

    def merge(self, kept_id: int, other_id: int) -> None:
        """Give everything of one person to another, and take the one out.

        What both have counts once: an address, a tag, a touch of the same source.
        """
        merge_contact(self.connection, kept_id, other_id)
        self.session.expire_all()

    def add_request(self, request: Request, need: str, via: str, *, inside: bool) -> int:
        """Add a request; its steps are added one by one."""
        return self._added(
            RequestRow(
                direction=request.direction,
                person_id=request.person_id,
                target_id=request.target_id,
                target=request.target,
                need=need,
                via=via,
                began=request.began,
                inside=inside,
                recorded_on=self._on,
            )
        )

    def edit_request(self, request_id: int, fields: Mapping[str, Any]) -> None:
        """Change a request's `fields`."""
        self._edit(RequestRow, request_id, fields)

    def add_step(self, request_id: int, step: RecordedStep) -> int:
        """Add the next step of a request."""
        taken = step.taken
        return self._added(
            RequestStepRow(
                request_id=request_id,
                step=taken.step,
                on=taken.on,
                note=taken.note,
                level=taken.level,
                outcome=taken.outcome,
                amount_minor=taken.amount_minor,
                currency=taken.currency,
                verdict=step.verdict,
                person_then=step.person_then,
                target_then=step.target_then,
                recorded_on=self._on,
            )
        )

    def add_newcomers(self, newcomers: Sequence[Newcomer], added_on: date) -> list[int]:
        """Add people with all that is known about them, as added on that day; ids in order."""
        from farmer.ledger.sqlite.bulk import add_many

        return add_many(self.session, newcomers, added_on, self._on)

    def add_to_people(self, gained: Iterable[tuple[int, Newcomer]]) -> None:
        """Add addresses, touches, facts and tags to people who are in the ledger, by id."""
        from farmer.ledger.sqlite.bulk import add_to_many

        add_to_many(self.session, gained, self._on)

    def add_tables(self, tables: RowsByTable) -> None:
        """Fill a ledger that holds nothing with every row of another, ids and all."""
        from farmer.ledger.sqlite.bulk import add_whole
        from farmer.ledger.sqlite.read.whole import rows_of

        add_whole(self.session, rows_of(tables))

    def _edit(self, table: type[LedgerTable], row_id: int, fields: Mapping[str, Any]) -> None:
        row = self.session.get_one(table, row_id)
        for name, value in fields.items():
            setattr(row, name, value)

    def _remove(self, table: type[LedgerTable], row_id: int) -> None:
        self.session.delete(self.session.get_one(table, row_id))

    def _added(self, row: _Numbered) -> int:
        self.session.add(row)
        self.session.flush()
        assert row.id is not None  # the flush gave it one
        return row.id
