"""The ledger's tables, for writing. Each rule of ``farmer.model`` is a named constraint here too.

SQLModel's table classes do not validate: what keeps a wrong value out is the model's constructor
and, should a writer go round it, the CHECK. Every constraint has a name, because a migration that
rebuilds a table keeps only those; ids are AUTOINCREMENT, so that none is ever given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from farmer.facts import FACTS
from farmer.model import (
    BEGINNERS,
    CADENCE,
    DEPTHS,
    GAINS,
    GROUP,
    KINDS,
    MINUTES,
    NAME_LENGTH,
    PROMISE_ENDS,
    TAG_LENGTH,
    VERDICTS,
    WHOSE,
)
from farmer.referrals.life import DIRECTIONS, LEVELS, OUTCOMES, REQUEST_STEPS
from farmer.referrals.life import IDEAS as REQUEST_BEGINNERS

HANDLE_KINDS = ("email", "phone", "url")

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
_IDS_NEVER_REUSED = {"sqlite_autoincrement": True}


def _check(name: str, rule: str) -> CheckConstraint:
    return CheckConstraint(rule, name=name)


def _one_of(column: str, allowed: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in allowed)})"


def _within(column: str, allowed: range) -> str:
    return f"{column} BETWEEN {allowed.start} AND {allowed.stop - 1}"


def _named(column: str) -> str:
    """Not blank and not too long; the four characters are tab, line feed, return and space."""
    blank = f"trim({column}, char(9, 10, 13, 32)) = ''"
    return f"NOT {blank} AND length({column}) <= {NAME_LENGTH}"


def _day(column: str) -> str:
    """An ISO date that exists: moved by no days, 30 February becomes 2 March.

    ``=`` would be NULL, and so pass, for what is no date at all.
    """
    return f"date({column}, '+0 days') IS {column}"


# ``--05-12``, whose year nobody knows, is a day of a leap year.
_WHOLE_BIRTHDAY = "replace(substr(birthday, 1, 2), '--', '2000-') || substr(birthday, 3)"


def _words() -> Any:
    return Field(default="", sa_column_kwargs={"server_default": text("''")})


class LedgerTable(SQLModel):
    """What the tables share: constraint names that follow from table and column."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


class ContactRow(LedgerTable, table=True):
    """A person."""

    __tablename__ = "contact"
    __table_args__ = (
        _check("name", _named("name")),
        _check("met_on", _day("met_on")),
        _check("met_through_id", "met_through_id <> id"),
        _check("cadence_days", _within("cadence_days", CADENCE)),
        _check("archived", "archived IN (0, 1)"),
        _check("added_on", _day("added_on")),
        _check("birthday", f"birthday = '' OR {_day(_WHOLE_BIRTHDAY)}"),
        _check("snoozed_until", _day("snoozed_until")),
        Index(None, "met_through_id"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    nickname: str = _words()
    company: str = _words()
    title: str = _words()
    met_at: str = _words()
    met_on: date | None = None
    met_through_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    cadence_days: int | None = None
    notes: str = _words()
    archived: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    added_on: date
    birthday: str = _words()
    snoozed_until: date | None = None


class HandleRow(LedgerTable, table=True):
    """An address of a person."""

    __tablename__ = "handle"
    __table_args__ = (
        _check("kind", _one_of("kind", HANDLE_KINDS)),
        _check("value", "NOT trim(value) = ''"),
        UniqueConstraint("contact_id", "kind", "value"),
        Index(None, "kind", "value"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    kind: str
    value: str


class EventRow(LedgerTable, table=True):
    """An occasion; ``name`` is NULL for a get-together that has none."""

    __tablename__ = "event"
    __table_args__ = (
        _check("name", _named("name")),
        _check("on", _day('"on"')),
        Index(None, "on"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str | None = None
    place: str = _words()
    on: date


class TouchpointRow(LedgerTable, table=True):
    """One contact with one person."""

    __tablename__ = "touchpoint"
    __table_args__ = (
        _check("kind", _one_of("kind", KINDS)),
        _check("on", _day('"on"')),
        _check("by", _one_of('"by"', BEGINNERS)),
        _check("minutes", _within("minutes", MINUTES)),
        _check("group", _within('"group"', GROUP)),
        _check("depth", _within("depth", DEPTHS)),
        _check("source_id", "source_id IS NULL OR source IS NOT NULL"),
        UniqueConstraint("contact_id", "source", "source_id"),
        # Not `index=True` on the column: a rebuild of the table would leave that out.
        Index(None, "event_id"),
        Index(None, "contact_id", "on"),
        _IDS_NEVER_REUSED,
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
    note: str = _words()
    source: str | None = None
    source_id: str | None = None


class FactRow(LedgerTable, table=True):
    """One dated line of evidence about a person."""

    __tablename__ = "fact"
    __table_args__ = (
        _check("what", _one_of("what", FACTS)),
        _check("on", _day('"on"')),
        Index(None, "contact_id", "on"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    what: str
    on: date
    note: str = _words()


class TagRow(LedgerTable, table=True):
    """A group that a person is in; written with an @, kept without."""

    __tablename__ = "tag"
    __table_args__ = (
        _check("tag", f"NOT trim(tag) = '' AND length(tag) <= {TAG_LENGTH}"),
        UniqueConstraint("contact_id", "tag"),
        Index(None, "tag"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    tag: str


class GainsRow(LedgerTable, table=True):
    """One slot of a GAINS exchange: theirs, as you know it, or yours, as you told them."""

    __tablename__ = "gains"
    __table_args__ = (
        _check("whose", _one_of("whose", WHOSE)),
        _check("slot", _one_of("slot", GAINS)),
        _check("text", "NOT trim(text) = ''"),
        _check("on", _day('"on"')),
        UniqueConstraint("contact_id", "whose", "slot"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    whose: str
    slot: str
    text: str
    on: date


class RequestRow(LedgerTable, table=True):
    """A referral request: who asked whom for what; its life is in its steps."""

    __tablename__ = "request"
    __table_args__ = (
        _check("direction", _one_of("direction", DIRECTIONS)),
        _check("target_id", "target_id <> person_id"),
        _check("began", _one_of("began", REQUEST_BEGINNERS)),
        _check("inside", "inside IN (0, 1)"),
        Index(None, "person_id"),
        Index(None, "target_id"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    direction: str
    person_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    target_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    target: str = _words()
    need: str = _words()
    via: str = _words()
    began: str
    inside: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


class RequestStepRow(LedgerTable, table=True):
    """One step of a request's life, and both verdicts as they were on that day."""

    __tablename__ = "request_step"
    __table_args__ = (
        _check("step", _one_of("step", REQUEST_STEPS)),
        _check("on", _day('"on"')),
        _check("level", _within("level", LEVELS)),
        _check("outcome", _one_of("outcome", OUTCOMES)),
        _check("amount_minor", "amount_minor >= 0"),
        _check("currency", "currency GLOB '[A-Z][A-Z][A-Z]'"),
        _check("amount", "(amount_minor IS NULL) = (currency IS NULL)"),
        _check("verdict", _one_of("verdict", VERDICTS)),
        _check("person_then", "person_then IS NULL OR json_valid(person_then)"),
        _check("target_then", "target_then IS NULL OR json_valid(target_then)"),
        Index(None, "request_id"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", ondelete="CASCADE")
    step: str
    on: date
    note: str = _words()
    level: int | None = None
    outcome: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    verdict: str | None = None
    person_then: str | None = None
    target_then: str | None = None


class PromiseRow(LedgerTable, table=True):
    """Something promised, and how it ended."""

    __tablename__ = "promise"
    __table_args__ = (
        _check("text", "NOT trim(text) = ''"),
        _check("mine", "mine IN (0, 1)"),
        _check("made_on", _day("made_on")),
        _check("due_on", _day("due_on")),
        _check("ended", _one_of("ended", PROMISE_ENDS)),
        _check("ended_on", _day("ended_on")),
        _check("end", "(ended IS NULL) = (ended_on IS NULL)"),
        Index(None, "contact_id"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    text: str
    mine: bool
    made_on: date
    due_on: date | None = None
    ended: str | None = None
    ended_on: date | None = None


class NotSameRow(LedgerTable, table=True):
    """Two people who were said not to be the same, the one recorded first first."""

    __tablename__ = "not_same"
    __table_args__ = (
        _check("other_id", "contact_id < other_id"),
        UniqueConstraint("contact_id", "other_id"),
        Index(None, "other_id"),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")
    other_id: int = Field(foreign_key="contact.id", ondelete="CASCADE")


class ChangeRow(LedgerTable, table=True):
    """What one command did; ``recording`` while it is being done, and then by one at most."""

    __tablename__ = "change"
    __table_args__ = (
        _check("recording", "recording IN (0, 1)"),
        _check("at", 'datetime("at") IS NOT NULL'),
        _check("undone_at", "undone_at IS NULL OR datetime(undone_at) IS NOT NULL"),
        Index("ix_change_recording", "recording", unique=True, sqlite_where=text("recording = 1")),
        _IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    words: str
    at: str
    recording: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    undone_at: str | None = None


class ChangedRow(LedgerTable, table=True):
    """A row as it was before a change, as JSON; NULL where the change brought it in."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "change_id"), _IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", ondelete="CASCADE")
    table_name: str
    row_id: int
    before: str | None = None
