"""What the log keeps: rows as they were, whom it forgot, and what other ledgers know of rows."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
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


class SharedRow(LedgerTable, table=True):
    """What another ledger knows too: what a row is called there, and its record as it came.

    ``row_id`` is NULL for what never was a row here, ``body`` where only the name is known;
    ``as_of`` is the last of the log's rows that the record is of.
    """

    __tablename__ = "shared_row"
    __table_args__ = (
        check("uid", "length(uid) = 32"),
        check("body", "body IS NULL OR json_valid(body)"),
        UniqueConstraint("uid"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    table_name: str
    row_id: int | None = None
    body: str | None = None
    as_of: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})


class SharedRun(LedgerTable, table=True):
    """The same of rows with ids one behind the other that came alike, and are as they came.

    ``uids`` has 32 characters a row, from the row ``first_id``; spaces for one that was forgotten.
    Where a row of the other table has the same uid, that is what is known.
    """

    __tablename__ = "shared_run"
    __table_args__ = (
        check("body", "json_valid(body)"),
        check("uids", "length(uids) % 32 = 0"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    table_name: str
    first_id: int
    body: str
    as_of: int
    uids: str
