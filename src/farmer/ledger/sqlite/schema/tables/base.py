"""What the tables share. Each rule of ``farmer.model`` is a named constraint here too.

SQLModel's table classes do not validate: what keeps a wrong value out is the model's constructor
and, should a writer go round it, the CHECK. Every constraint has a name, because a migration that
rebuilds a table keeps only those; ids are AUTOINCREMENT, so that none is ever given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData, text
from sqlmodel import Field, SQLModel

from farmer.text import NAME_LENGTH

_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
IDS_NEVER_REUSED = {"sqlite_autoincrement": True}


def check(name: str, rule: str) -> CheckConstraint:
    """A constraint with a name of its own."""
    return CheckConstraint(rule, name=name)


def one_of(column: str, allowed: Iterable[str]) -> str:
    """A value of a list."""
    return f"{column} IN ({', '.join(repr(value) for value in allowed)})"


def within(column: str, allowed: range) -> str:
    """A whole number of a range."""
    return f"{column} BETWEEN {allowed.start} AND {allowed.stop - 1}"


def named(column: str) -> str:
    """Not blank and not too long; the four characters are tab, line feed, return and space."""
    blank = f"trim({column}, char(9, 10, 13, 32)) = ''"
    return f"NOT {blank} AND length({column}) <= {NAME_LENGTH}"


def day(column: str) -> str:
    """An ISO date that exists: moved by no days, 30 February becomes 2 March.

    ``=`` would be NULL, and so pass, for what is no date at all.
    """
    return f"date({column}, '+0 days') IS {column}"


def clock(column: str) -> str:
    """A time of day on a 24-hour clock, ``09:30``."""
    return f"\"{column}\" GLOB '[0-2][0-9]:[0-5][0-9]' AND \"{column}\" < '24:00'"


def words() -> Any:
    """A column of text that is empty where nothing was said."""
    return Field(default="", sa_column_kwargs={"server_default": text("''")})


def instant() -> Any:
    """A column of an instant, in seconds since 1970; 0 where nobody knows it any more."""
    return Field(default=0, sa_column_kwargs={"server_default": text("0")})


class LedgerTable(SQLModel):
    """What the tables share: constraint names that follow from table and column."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)


def recorded() -> CheckConstraint:
    """The rule of ``recorded_on``."""
    return check("recorded_on", day("recorded_on"))


def sourced() -> CheckConstraint:
    """The rule of ``source``: words, or nothing where nobody knows any more."""
    return check("source", "NOT trim(source) = ''")
