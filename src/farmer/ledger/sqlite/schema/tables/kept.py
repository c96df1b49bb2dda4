"""What the log keeps: rows as they were, and digests of whom it forgot."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
)
from farmer.ledger.sqlite.schema.tables.changes import CHANGE_ID


class ChangedRow(LedgerTable, table=True):
    """A row as it was before a change, as JSON; NULL where the change brought it in."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "change_id"), IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key=CHANGE_ID, ondelete="CASCADE")
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
