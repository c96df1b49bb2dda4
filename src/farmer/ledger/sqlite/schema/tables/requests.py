"""What runs over time: referral requests with their steps, promises."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    day,
    instant,
    one_of,
    recorded,
    within,
    words,
)
from farmer.ledger.sqlite.schema.tables.contact import CONTACT_ID
from farmer.model import PROMISE_ENDS, VERDICTS
from farmer.referrals.states import (
    DIRECTIONS,
    LEVELS,
    OUTCOMES,
    REQUEST_STEPS,
    TARGET_LATER,
)
from farmer.referrals.states import IDEAS as REQUEST_BEGINNERS


class RequestRow(LedgerTable, table=True):
    """A referral request: who asked whom for what; its life is in its steps."""

    __tablename__ = "request"
    __table_args__ = (
        check("direction", one_of("direction", DIRECTIONS)),
        check("target_id", "target_id <> person_id"),
        check("began", one_of("began", REQUEST_BEGINNERS)),
        check("inside", "inside IN (0, 1)"),
        recorded(),
        Index(None, "person_id"),
        Index(None, "target_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    direction: str
    person_id: int | None = Field(default=None, foreign_key=CONTACT_ID, ondelete="SET NULL")
    target_id: int | None = Field(default=None, foreign_key=CONTACT_ID, ondelete="SET NULL")
    target: str = words()
    need: str = words()
    via: str = words()
    began: str
    inside: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    recorded_on: date | None = None
    recorded_at: int = instant()


class RequestStepRow(LedgerTable, table=True):
    """One step of a request's life, and both verdicts as they were on that day."""

    __tablename__ = "request_step"
    __table_args__ = (
        check("step", one_of("step", REQUEST_STEPS)),
        check("on", day('"on"')),
        check("level", within("level", LEVELS)),
        check("outcome", one_of("outcome", OUTCOMES)),
        check("amount_minor", "amount_minor >= 0"),
        check("currency", "currency GLOB '[A-Z][A-Z][A-Z]'"),
        check("amount", "(amount_minor IS NULL) = (currency IS NULL)"),
        check("verdict", one_of("verdict", VERDICTS)),
        check("person_then", "person_then IS NULL OR json_valid(person_then)"),
        check("target_then", "target_then IS NULL OR json_valid(target_then)"),
        recorded(),
        check("until", day("until")),
        check("later", f"(step = '{TARGET_LATER}') = (until IS NOT NULL)"),
        Index(None, "request_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", ondelete="CASCADE")
    step: str
    on: date
    note: str = words()
    level: int | None = None
    outcome: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    verdict: str | None = None
    person_then: str | None = None
    target_then: str | None = None
    recorded_on: date | None = None
    until: date | None = None
    recorded_at: int = instant()


class PromiseRow(LedgerTable, table=True):
    """Something promised, and how it ended."""

    __tablename__ = "promise"
    __table_args__ = (
        check("text", "NOT trim(text) = ''"),
        check("mine", "mine IN (0, 1)"),
        check("made_on", day("made_on")),
        check("due_on", day("due_on")),
        check("ended", one_of("ended", PROMISE_ENDS)),
        check("ended_on", day("ended_on")),
        check("end", "(ended IS NULL) = (ended_on IS NULL)"),
        recorded(),
        Index(None, "contact_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    text: str
    mine: bool
    made_on: date
    due_on: date | None = None
    ended: str | None = None
    ended_on: date | None = None
    recorded_on: date | None = None
    recorded_at: int = instant()
