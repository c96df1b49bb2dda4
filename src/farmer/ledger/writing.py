"""The one kind of write: a change, told in words, wholly written or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from farmer.ledger import queries
from farmer.ledger.connect import reading
from farmer.ledger.engine import driver_of, engine_on, refusing_engine
from farmer.ledger.files import create_private, create_private_folders
from farmer.ledger.merging import merge_contact
from farmer.ledger.reading import edition
from farmer.ledger.reading import handles as known_handles
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.refusals import refusing
from farmer.ledger.tables import (
    ChangeRow,
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
from farmer.model import Contact, Event, Fact, Gain, Handle, Promise, Touch
from farmer.referrals.life import Request

_Numbered = (
    ContactRow | EventRow | TouchpointRow | FactRow | RequestRow | RequestStepRow | PromiseRow
)


class Writer:
    """What a change may do; every id is the new row's, or of a row that is there."""

    def __init__(self, session: Session, edition: str) -> None:
        self.session = session
        # The ledger's edition before this change: whether anything was written since one looked.
        self.edition = edition

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection underneath, for read queries inside the change."""
        self.session.flush()
        return driver_of(self.session.connection())

    def add_contact(self, contact: Contact, handles: Iterable[Handle] = ()) -> int:
        """Add a person with their addresses.

        Raises:
            ValueError: where nobody says on which day they were added.
        """
        if contact.added_on is None:
            raise ValueError("a contact is added on a day")
        row = ContactRow(**contact_values(contact))
        contact_id = self._added(row)
        self.add_handles(contact_id, handles)
        return contact_id

    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None:
        """Add the addresses that a person does not have yet."""
        known = known_handles(self.connection, contact_id)
        for handle in dict.fromkeys(handles):
            if handle not in known:
                self.session.add(
                    HandleRow(contact_id=contact_id, kind=handle.kind, value=handle.value)
                )

    def fill_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None:
        """Fill those of a person's `fields` that are empty; nothing is overwritten."""
        row = self.session.get_one(ContactRow, contact_id)
        for name, value in fields.items():
            if not getattr(row, name):
                setattr(row, name, value)

    def add_event(self, event: Event) -> int:
        """Add an occasion."""
        return self._added(EventRow(name=event.name or None, place=event.place, on=event.on))

    def add_touch(
        self,
        contact_id: int,
        touch: Touch,
        event_id: int | None = None,
        source: str | None = None,
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

    def add_fact(self, contact_id: int, fact: Fact) -> int:
        """Add a line of evidence."""
        return self._added(
            FactRow(contact_id=contact_id, what=fact.what, on=fact.on, note=fact.note)
        )

    def add_tag(self, contact_id: int, tag: str) -> None:
        """Put a person into a group that they are not in yet."""
        self.session.add(TagRow(contact_id=contact_id, tag=tag))

    def remove_tag(self, contact_id: int, tag: str) -> None:
        """Take a person out of a group."""
        self.connection.execute(queries.REMOVE_TAG, {"contact_id": contact_id, "tag": tag})

    def remove_handle(self, contact_id: int, handle: Handle) -> None:
        """Take an address of a person out."""
        asked = {"contact_id": contact_id, "kind": handle.kind, "value": handle.value}
        self.connection.execute(queries.REMOVE_HANDLE, asked)

    def write_gains(self, contact_id: int, gain: Gain) -> None:
        """Fill one slot of a GAINS exchange anew; an empty text empties it."""
        self.connection.execute(
            queries.REMOVE_GAIN,
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
                )
            )

    def add_promise(self, contact_id: int, promise: Promise) -> int:
        """Add a promise between you and a person."""
        return self._added(
            PromiseRow(
                contact_id=contact_id,
                **{name: getattr(promise, name) for name in _PROMISE_COLUMNS},
            )
        )

    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None:
        """Change a promise's `fields`."""
        self._edit(PromiseRow, promise_id, fields)

    def add_not_same(self, one_id: int, other_id: int) -> None:
        """Remember that two people are not the same."""
        first, second = sorted((one_id, other_id))
        self.session.add(NotSameRow(contact_id=first, other_id=second))

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
            )
        )

    def next_id(self, table: str) -> int:
        """The id that the next row of `table` gets: never one that was given before."""
        row = self.connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [table]
        ).fetchone()
        return (row[0] if row else 0) + 1

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


@contextmanager
def changing(path: Path, words: str, at: datetime) -> Iterator[Writer]:
    """One change of the ledger at `path`, begun if there is none yet.

    Args:
        path: the ledger's file.
        words: what the change is, for whoever reads the history.
        at: the instant (UTC) at which it is made.

    Raises:
        LedgerUnavailable: where the ledger cannot be written.
        Conflict: where a constraint does not allow what was asked.
    """
    with refusing_engine(path), _locked(path) as (session, empty):
        try:
            if empty:
                _lay_out(session)
            db = driver_of(session.connection())
            before = edition(db)
            db.execute(queries.FORGET_UNDONE_ROWS)
            change = _begun(session, words, at)
            yield Writer(session, before)
            if _finished(session, change):
                session.commit()
            else:
                _withdraw(path, empty)
        except BaseException:
            _withdraw(path, empty)
            raise


def contact_values(contact: Contact) -> dict[str, Any]:
    """A contact's columns but for its id."""
    return {name: getattr(contact, name) for name in _CONTACT_COLUMNS}


def touch_values(touch: Touch) -> dict[str, Any]:
    """The columns that a touch fills."""
    return {name: getattr(touch, name) for name in _TOUCH_COLUMNS}


_CONTACT_COLUMNS = tuple(name for name in ContactRow.model_fields if name != "id")
_PROMISE_COLUMNS = ("text", "mine", "made_on", "due_on", "ended", "ended_on")
_TOUCH_COLUMNS = ("on", "kind", "by", "minutes", "group", "depth", "note")


@contextmanager
def _locked(path: Path) -> Iterator[tuple[Session, bool]]:
    """A session that holds the write lock, and whether the file is still empty.

    Whoever began a ledger and failed takes its file away; if that happened while this waited for
    the lock, what is locked is a file that nobody can find any more, so it is tried again.
    """
    while True:
        before = _made_sure(path)
        with engine_on(path) as engine, Session(engine) as session:
            try:
                session.connection()  # takes the lock
            except DBAPIError:  # a file that was taken away meanwhile cannot be locked
                if _is_still(path, before):
                    raise
            if _is_still(path, before):
                # Asked by size: inside a transaction SQLite counts the first page as there.
                yield session, path.stat().st_size == 0
                return


def _made_sure(path: Path) -> os.stat_result:
    """See to it that there is a file, current if it is a ledger, and its owner's alone."""
    with reading(path) as current:  # migrates an older ledger, refuses what is none
        begun = current is not None
    with refusing(path):
        if not begun:
            create_private_folders(path.parent)
            if not create_private(path):
                path.chmod(0o600)  # an empty file that somebody else made
        return path.stat()


def _is_still(path: Path, before: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), before)
    except FileNotFoundError:
        return False


def _lay_out(session: Session) -> None:
    """Begin the ledger in the same transaction as its first change: never half made."""
    from farmer.ledger.migrate import apply_steps

    apply_steps(session.connection())


def _begun(session: Session, words: str, at: datetime) -> ChangeRow:
    change = ChangeRow(words=words, at=at.isoformat(timespec="seconds"), recording=True)
    session.add(change)
    session.flush()
    return change


def _finished(session: Session, change: ChangeRow) -> bool:
    """End the recording; False where nothing was changed, so that there is nothing to keep."""
    session.flush()
    touched = driver_of(session.connection()).execute(
        "SELECT 1 FROM change_row WHERE change_id = ? LIMIT 1", [change.id]
    )
    change.recording = False
    session.flush()
    return touched.fetchone() is not None


def _withdraw(path: Path, empty: bool) -> None:
    """Take away the file of a ledger that is not begun after all, while the lock is held."""
    if empty:
        path.unlink(missing_ok=True)
