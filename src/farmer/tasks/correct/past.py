"""What somebody's firm and title were before: kept, unless it was a slip that is put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from farmer.dates import parse_past_date
from farmer.details import CHANGING, Former
from farmer.model import Contact
from farmer.tasks.correct.correction import Correction
from farmer.text import fold


def since(told: Correction, today: date) -> date:
    """The day on which what is told became true.

    Raises:
        InvalidValue: for a day that cannot be read, or lies ahead.
    """
    return parse_past_date(told.texts["on"], today) if "on" in told.texts else today


def past_of(contact: Contact, fields: Mapping[str, object], until: date) -> list[Former]:
    """What of `contact` the new `fields` change, true until that day."""
    return [
        Former(field, getattr(contact, field), until)
        for field in CHANGING
        if field in fields
        and getattr(contact, field)
        and fold(getattr(contact, field)) != fold(str(fields[field]))
    ]


def past_said(name: str, past: list[Former]) -> str:
    """What was kept, and what to type where it was a slip."""
    kept = " and ".join(f"{each.value} as the former {each.what}" for each in past)
    return f"{name}: kept {kept}. A slip? farmer undo, then edit with --correction."
