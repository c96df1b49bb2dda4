"""What happened with them: occasions, touchpoints, facts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from farmer.facts import FACTS
from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    clock,
    day,
    named,
    one_of,
    recorded,
    sourced,
    within,
    words,
)
from farmer.model import BEGINNERS, DEPTHS, GROUP, KINDS, MINUTES


class EventRow(LedgerTable, table=True):
    """An occasion; ``name`` is NULL for a get-together that has none."""

    __tablename__ = "event"
    __table_args__ = (
        check("name", named("name")),
        check("on", day('"on"')),
        recorded(),
        Index(None, "on"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str | None = None
    place: str = words()
    on: date
    recorded_on: date | None = None


class TouchpointRow(LedgerTable, table=True):
    """One contact with one person."""

    __tablename__ = "touchpoint"
    __table_args__ = (
        check("kind", one_of("kind", KINDS)),
        check("on", day('"on"')),
        check("by", one_of('"by"', BEGINNERS)),
        check("minutes", within("minutes", MINUTES)),
        check("group", within('"group"', GROUP)),
        check("depth", within("depth", DEPTHS)),
        recorded(),
        check("time", clock("time")),
        # Not `index=True` on the column: a rebuild of the table would leave that out.
        Index(None, "event_id"),
        Index(None, "contact_id", "on"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    kind: str
    on: date
    by: str | None = None
    minutes: int | None = None
    group: int | None = None
    depth: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    event_id: int | None = Field(default=None, foreign_key="event.id", ondelete="SET NULL")
    note: str = words()
    source: str | None = None
    recorded_on: date | None = None
    time: str | None = None


class OriginRow(LedgerTable, table=True):
    """As which entry of which source a touchpoint is known, and what was last told of it there."""

    __tablename__ = "origin"
    __table_args__ = (
        sourced(),
        UniqueConstraint("touchpoint_id", "source", "source_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id", ondelete="CASCADE")
    source: str
    source_id: str
    told: str = words()


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
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    what: str
    on: date
    note: str = words()
    recorded_on: date | None = None
    source: str | None = None
