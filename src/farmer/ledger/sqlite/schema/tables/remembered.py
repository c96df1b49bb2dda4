"""What is noted beside the log of changes: sources that are read again, what an assistant read."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    day,
    words,
)


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


class AssistantReadRow(LedgerTable, table=True):
    """That an assistant was told of somebody on a day, by which tool, and whether with words.

    Nobody is referred to: whoever is taken out again was told of all the same.
    """

    __tablename__ = "assistant_read"
    __table_args__ = (
        check("on", day('"on"')),
        check("tool", "NOT trim(tool) = ''"),
        check("with_words", "with_words IN (0, 1)"),
        UniqueConstraint("contact_id", "on", "tool", name="uq_assistant_read_contact_id_on_tool"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int
    on: date
    tool: str
    with_words: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


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
