"""Referral requests as the ledger holds them, and the facts that follow from them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger import queries
from farmer.ledger.records import Evidence

# Most people have a part in no request: the life of one is loaded where there is one to read.
if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedRequest, RecordedStep


def request(db: sqlite3.Connection, request_id: int) -> RecordedRequest | None:
    """The request of that id, or None."""
    asked = {"request_id": request_id}
    row = db.execute(queries.REQUEST, asked).fetchone()
    return _request(row, db.execute(queries.STEPS_OF, asked)) if row else None


def requests(db: sqlite3.Connection) -> list[RecordedRequest]:
    """Every request, in the order they were recorded."""
    steps: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in db.execute(queries.ALL_STEPS):
        steps[row["request_id"]].append(row)
    return [_request(row, steps[row["id"]]) for row in db.execute(queries.REQUESTS)]


def requests_of(db: sqlite3.Connection, contact_id: int) -> list[RecordedRequest]:
    """The requests in which a contact has a part."""
    return [
        _request(row, db.execute(queries.STEPS_OF, {"request_id": row["id"]}))
        for row in db.execute(queries.REQUESTS_OF, {"contact_id": contact_id}).fetchall()
    ]


def derived(
    found: Iterable[RecordedRequest], as_of: date, without: int | None = None
) -> list[Evidence]:
    """The facts that follow from requests up to a day, leaving one request out."""
    requests_then = list(found)
    if not requests_then:
        return []
    from farmer.referrals.consequences import consequences

    return [
        Evidence(recorded.id, implied.contact_id, implied.fact, letter="r")
        for recorded in requests_then
        if recorded.id != without and (then := recorded.request.up_to(as_of)) is not None
        for implied in consequences(then)
    ]


def _request(row: sqlite3.Row, steps: Iterable[sqlite3.Row]) -> RecordedRequest:
    from farmer.ledger.recorded import RecordedRequest
    from farmer.referrals.life import GIVEN, RECEIVED, Request

    recorded = tuple(_step(step) for step in steps)
    life = Request(
        GIVEN if row["direction"] == GIVEN else RECEIVED,
        row["person_id"],
        row["target_id"],
        row["target"],
        row["began"],
        tuple(step.taken for step in recorded),
    )
    return RecordedRequest(row["id"], life, row["need"], row["via"], bool(row["inside"]), recorded)


def _step(row: sqlite3.Row) -> RecordedStep:
    from farmer.ledger.recorded import RecordedStep
    from farmer.referrals.life import StepTaken

    taken = StepTaken(
        row["step"],
        date.fromisoformat(row["on"]),
        row["note"],
        row["level"],
        row["outcome"],
        row["amount_minor"],
        row["currency"],
    )
    return RecordedStep(taken, row["verdict"], row["person_then"], row["target_then"])
