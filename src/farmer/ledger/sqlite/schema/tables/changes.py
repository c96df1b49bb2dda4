"""The log: what each command did."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import IDS_NEVER_REUSED, LedgerTable, check

# As others refer to it.
CHANGE_ID = "change.id"


class ChangeRow(LedgerTable, table=True):
    """What one command did; ``recording`` while it is being done, and then by one at most.

    By its ``nonce`` it is known in every copy of the ledger; earlier farmers gave none. One that
    was taken back keeps its rows, as they were before that; once it is ``final``, for nothing but
    to tell other copies. ``last_at`` is when one was taken back that stands again.
    """

    __tablename__ = "change"
    __table_args__ = (
        check("recording", "recording IN (0, 1)"),
        check("at", 'datetime("at") IS NOT NULL'),
        check("undone_at", "undone_at IS NULL OR datetime(undone_at) IS NOT NULL"),
        check("last_at", "last_at IS NULL OR datetime(last_at) IS NOT NULL"),
        check("final", "final IN (0, 1)"),
        Index("ix_change_recording", "recording", unique=True, sqlite_where=text("recording = 1")),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    words: str
    at: str
    recording: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    undone_at: str | None = None
    nonce: str | None = None
    last_at: str | None = None
    final: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
