"""The log: what each command did, the rows as they were, and digests of whom it forgot."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import IDS_NEVER_REUSED, LedgerTable, check


class ChangeRow(LedgerTable, table=True):
    """What one command did; ``recording`` while it is being done, and then by one at most."""

    __tablename__ = "change"
    __table_args__ = (
        check("recording", "recording IN (0, 1)"),
        check("at", 'datetime("at") IS NOT NULL'),
        check("undone_at", "undone_at IS NULL OR datetime(undone_at) IS NOT NULL"),
        Index("ix_change_recording", "recording", unique=True, sqlite_where=text("recording = 1")),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    words: str
    at: str
    recording: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    undone_at: str | None = None


class ChangedRow(LedgerTable, table=True):
    """A row as it was before a change, as JSON; NULL where the change brought it in."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "change_id"), IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", ondelete="CASCADE")
    table_name: str
    row_id: int
    before: str | None = None


class ForgottenRow(LedgerTable, table=True):
    """The digest of an address or id of somebody forgotten, and its key, in hexadecimal.

    No part of the log of changes: what was forgotten is not undone.
    """

    __tablename__ = "forgotten"
    __table_args__ = (
        check("key", "length(key) = 64"),
        check("digest", "length(digest) = 64"),
        UniqueConstraint("digest"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    digest: str
