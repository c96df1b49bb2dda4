"""Promises as the ledger holds them, and the facts that follow from theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger import queries
from farmer.ledger.records import Evidence
from farmer.model import Fact, Promise

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedPromise


def promise(db: sqlite3.Connection, promise_id: int) -> RecordedPromise | None:
    """The promise of that id, or None."""
    row = db.execute(queries.PROMISE, {"promise_id": promise_id}).fetchone()
    return _promise(row) if row else None


def promises(db: sqlite3.Connection) -> list[RecordedPromise]:
    """Every promise, in the order they were recorded."""
    return [_promise(row) for row in db.execute(queries.PROMISES)]


def promises_of(db: sqlite3.Connection, contact_id: int) -> list[RecordedPromise]:
    """The promises between you and a contact."""
    return [_promise(row) for row in db.execute(queries.PROMISES_OF, {"contact_id": contact_id})]


def implied(found: Iterable[RecordedPromise], as_of: date) -> list[Evidence]:
    """What promises of theirs that ended by a day say of them; yours say nothing of them."""
    facts = []
    for recorded in found:
        given = recorded.promise
        if given.mine or given.ended not in ("kept", "broken") or given.ended_on is None:
            continue
        if given.ended_on <= as_of:
            fact = Fact(given.ended_on, given.ended, given.text)
            facts.append(Evidence(recorded.id, recorded.contact_id, fact, letter="p"))
    return facts


def _promise(row: sqlite3.Row) -> RecordedPromise:
    from farmer.ledger.recorded import RecordedPromise

    promise_id, contact_id, text, mine, made_on, due_on, ended, ended_on = row
    given = Promise(
        text,
        bool(mine),
        date.fromisoformat(made_on),
        date.fromisoformat(due_on) if due_on else None,
        ended,
        date.fromisoformat(ended_on) if ended_on else None,
    )
    return RecordedPromise(promise_id, contact_id, given)
