"""Sources that are read again, and what of them was read: no part of the log of changes."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import IDS_NEVER_REUSED, LedgerTable, words


class RememberedRow(LedgerTable, table=True):
    """A file, a folder or a pattern that is read again, and what came of it last, as JSON."""

    __tablename__ = "remembered"
    __table_args__ = (UniqueConstraint("path"), IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    path: str
    kind: str
    wish: str = Field(default="{}", sa_column_kwargs={"server_default": text("'{}'")})
    read_at: str | None = None
    came: str = Field(default="{}", sa_column_kwargs={"server_default": text("'{}'")})
    change_id: int | None = None


class ReadFileRow(LedgerTable, table=True):
    """A file of a source as it was when it was read, and the change that came of it."""

    __tablename__ = "read_file"
    __table_args__ = (
        UniqueConstraint("remembered_id", "path"),
        Index("ix_read_file_held", "held", sqlite_where=text("held > 0")),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    remembered_id: int = Field(foreign_key="remembered.id", ondelete="CASCADE")
    path: str
    size: int
    modified: int
    altered: int
    digest: str
    held: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    change_id: int | None = None


class AgreedCardRow(LedgerTable, table=True):
    """What a card and the ledger agreed on, in digests; the newest that stands holds."""

    __tablename__ = "agreed_card"
    __table_args__ = (
        Index("ix_agreed_card_remembered_id", "remembered_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    remembered_id: int = Field(foreign_key="remembered.id", ondelete="CASCADE")
    contact_id: int
    uid: str
    agreed: str = words()
    state: str = words()
    change_id: int | None = None


class ReadLineRow(LedgerTable, table=True):
    """A line that tells of a talk: its words while it waits, only their digest once it is done."""

    __tablename__ = "read_line"
    __table_args__ = (
        UniqueConstraint("digest"),
        Index("ix_read_line_text", "text", sqlite_where=text("text > ''")),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    path: str
    number: int
    text: str = words()
    reason: str = words()
    change_id: int | None = None
