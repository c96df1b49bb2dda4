"""Who is in the ledger."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import (
    IDS_NEVER_REUSED,
    LedgerTable,
    check,
    day,
    named,
    sourced,
    within,
    words,
)
from farmer.model import CADENCE

# As others refer to it: SQLAlchemy has to know a table by then, so that they take it from here.
CONTACT_ID = "contact.id"
# ``--05-12``, whose year nobody knows, is a day of a leap year.
_WHOLE_BIRTHDAY = "replace(substr(birthday, 1, 2), '--', '2000-') || substr(birthday, 3)"


class ContactRow(LedgerTable, table=True):
    """A person."""

    __tablename__ = "contact"
    __table_args__ = (
        check("name", named("name")),
        check("met_on", day("met_on")),
        check("met_through_id", "met_through_id <> id"),
        check("cadence_days", within("cadence_days", CADENCE)),
        check("archived", "archived IN (0, 1)"),
        check("added_on", day("added_on")),
        check("birthday", f"birthday = '' OR {day(_WHOLE_BIRTHDAY)}"),
        check("snoozed_until", day("snoozed_until")),
        sourced(),
        Index(None, "met_through_id"),
        IDS_NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    nickname: str = words()
    company: str = words()
    title: str = words()
    met_at: str = words()
    met_on: date | None = None
    met_through_id: int | None = Field(default=None, foreign_key=CONTACT_ID, ondelete="SET NULL")
    cadence_days: int | None = None
    notes: str = words()
    archived: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    added_on: date
    birthday: str = words()
    snoozed_until: date | None = None
    source: str | None = None
    prefix: str = words()
    given: str = words()
    middle: str = words()
    family: str = words()
    suffix: str = words()
