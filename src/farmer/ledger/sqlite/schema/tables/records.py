"""What happened with them: occasions and touchpoints."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    clock,
    day,
    instant,
    named,
    one_of,
    recorded,
    within,
    words,
)
from farmer.ledger.sqlite.schema.tables.contact import CONTACT_ID
from farmer.model import BEGINNERS, DEPTHS, GROUP, KINDS, MINUTES

# As others refer to it.
TOUCHPOINT_ID = "touchpoint.id"


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
    recorded_at: int = instant()


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
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
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
    recorded_at: int = instant()
