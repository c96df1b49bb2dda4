"""What is known of people."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from farmer.details import DETAILS, FORMER, GAINS, WHOSE
from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    day,
    one_of,
    recorded,
    sourced,
    words,
)
from farmer.ledger.sqlite.schema.tables.contact import CONTACT_ID
from farmer.links import STRENGTHS
from farmer.text import TAG_LENGTH

HANDLE_KINDS = ("email", "phone", "url")


class HandleRow(LedgerTable, table=True):
    """An address of a person."""

    __tablename__ = "handle"
    __table_args__ = (
        check("kind", one_of("kind", HANDLE_KINDS)),
        check("value", "NOT trim(value) = ''"),
        check("preferred", "preferred IN (0, 1)"),
        check("until", day("until")),
        recorded(),
        sourced(),
        UniqueConstraint("contact_id", "kind", "value"),
        Index(None, "kind", "value"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    kind: str
    value: str
    recorded_on: date | None = None
    source: str | None = None
    preferred: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    until: date | None = None


class FormerRow(LedgerTable, table=True):
    """What else is, or was until a day, true of a person."""

    __tablename__ = "former"
    __table_args__ = (
        check("what", one_of("what", FORMER)),
        check("value", "NOT trim(value) = ''"),
        check("until", day("until")),
        recorded(),
        sourced(),
        UniqueConstraint("contact_id", "what", "value"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    what: str
    value: str
    until: date | None = None
    recorded_on: date | None = None
    source: str | None = None


class IdentifierRow(LedgerTable, table=True):
    """By which id of its own a source knows a person."""

    __tablename__ = "identifier"
    __table_args__ = (
        check("source", "NOT trim(source) = ''"),
        check("value", "NOT trim(value) = ''"),
        recorded(),
        UniqueConstraint("contact_id", "source", "value"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    source: str
    value: str
    recorded_on: date | None = None


class DetailRow(LedgerTable, table=True):
    """What is noted of a person under a label: own fields, postal addresses, relations, dates."""

    __tablename__ = "detail"
    __table_args__ = (
        check("what", one_of("what", DETAILS)),
        check("label", "what = 'address' OR NOT trim(label) = ''"),
        check("value", "NOT trim(value) = ''"),
        recorded(),
        sourced(),
        UniqueConstraint("contact_id", "what", "label", "value"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    what: str
    label: str = words()
    value: str
    recorded_on: date | None = None
    source: str | None = None


class TagRow(LedgerTable, table=True):
    """A group that a person is in; written with an @, kept without."""

    __tablename__ = "tag"
    __table_args__ = (
        check("tag", f"NOT trim(tag) = '' AND length(tag) <= {TAG_LENGTH}"),
        recorded(),
        sourced(),
        UniqueConstraint("contact_id", "tag"),
        Index(None, "tag"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    tag: str
    recorded_on: date | None = None
    source: str | None = None


class GainsRow(LedgerTable, table=True):
    """One slot of a GAINS exchange: theirs, as you know it, or yours, as you told them."""

    __tablename__ = "gains"
    __table_args__ = (
        check("whose", one_of("whose", WHOSE)),
        check("slot", one_of("slot", GAINS)),
        check("text", "NOT trim(text) = ''"),
        check("on", day('"on"')),
        recorded(),
        UniqueConstraint("contact_id", "whose", "slot"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    whose: str
    slot: str
    text: str
    on: date
    recorded_on: date | None = None


class NotSameRow(LedgerTable, table=True):
    """Two people who were said not to be the same, the one recorded first first."""

    __tablename__ = "not_same"
    __table_args__ = (
        check("other_id", "contact_id < other_id"),
        recorded(),
        UniqueConstraint("contact_id", "other_id"),
        Index(None, "other_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    other_id: int = Field(foreign_key=CONTACT_ID, ondelete="CASCADE")
    recorded_on: date | None = None


class LinkRow(LedgerTable, table=True):
    """What two people have with each other, as it was told; the one recorded first first."""

    __tablename__ = "link"
    __table_args__ = (
        check("other_id", "contact_id < other_id"),
        check("strength", one_of("strength", STRENGTHS)),
        check("denied", "denied IN (0, 1)"),
        check("on", day('"on"')),
        recorded(),
        sourced(),
        UniqueConstraint("contact_id", "other_id"),
        Index(None, "other_id"),
        Index(None, "told_by_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    other_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    how: str = words()
    strength: str | None = None
    denied: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    told_by_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    on: date
    recorded_on: date | None = None
    source: str | None = None
