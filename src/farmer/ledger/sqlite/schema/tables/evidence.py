"""What speaks for people, and against them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from farmer.facts import FACTS
from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    day,
    instant,
    one_of,
    recorded,
    sourced,
    words,
)
from farmer.ledger.sqlite.schema.tables.contact import CONTACT_ID


class FactRow(LedgerTable, table=True):
    """One dated line of evidence about a person."""

    __tablename__ = "fact"
    __table_args__ = (
        check("what", one_of("what", FACTS)),
        check("on", day('"on"')),
        recorded(),
        sourced(),
        Index(None, "contact_id", "on"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    what: str
    on: date
    note: str = words()
    recorded_on: date | None = None
    source: str | None = None
    recorded_at: int = instant()
