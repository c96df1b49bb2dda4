"""Which entries of files touchpoints are known as."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    sourced,
    words,
)
from farmer.ledger.sqlite.schema.tables.records import TOUCHPOINT_ID


class OriginRow(LedgerTable, table=True):
    """As which entry of which source a touchpoint is known, and what was last told of it there."""

    __tablename__ = "origin"
    __table_args__ = (
        sourced(),
        UniqueConstraint("touchpoint_id", "source", "source_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key=TOUCHPOINT_ID, ondelete="CASCADE")
    source: str
    source_id: str
    told: str = words()
