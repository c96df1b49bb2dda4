"""How long people are kept of whom nothing is recorded any more: as it is typed, and until when."""

from __future__ import annotations

import re
from datetime import date, timedelta

from farmer.errors import InvalidValue
from farmer.model import EARLIEST
from farmer.wording import say_count

KEEP_FOR_FORMS = "3 years, 18 months, 90 days, off"
OFF = "off"
USUAL = "3 years"
_LONGEST_DAYS = 36_500
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# Whoever is kept too long is looked for in the first week of each quarter of the calendar.
_FIRST_MONTHS = (1, 4, 7, 10)
_WEEK_DAYS = 7


def parse_keep_for(text: str) -> str:
    """The duration that `text` means, as it is kept: ``3 years``, or ``off`` for no end.

    Raises:
        InvalidValue: for anything but one of ``KEEP_FOR_FORMS``, or more than a hundred years.
    """
    said = " ".join(text.casefold().split())
    if said in (OFF, "none"):
        return OFF
    found = re.fullmatch(r"(\d{1,5}) ?(day|week|month|year)s?", said)
    if found is None or not 0 < int(found[1]) * _DAYS[found[2]] <= _LONGEST_DAYS:
        raise InvalidValue(
            f"“{text}” is not how long somebody is kept.", f"Write one such as: {KEEP_FOR_FORMS}."
        )
    return say_count(int(found[1]), found[2])


def kept_since(keep_for: str | None, on: date) -> date | None:
    """Of whom nothing was recorded on that day or later is kept too long on the day `on`.

    None where nobody set a time, or nobody can be kept so long yet.
    """
    if keep_for in (None, OFF):
        return None
    count, unit = keep_for.removesuffix("s").split()
    if unit in ("day", "week"):
        return on - timedelta(days=int(count) * _DAYS[unit])
    from calendar import monthrange  # every command reads the settings, few ask this

    months = on.year * 12 + on.month - 1 - int(count) * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year < EARLIEST.year:
        return None
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def is_time_to_look(on: date) -> bool:
    """Whether it is the first week of January, April, July or October."""
    return on.month in _FIRST_MONTHS and on.day <= _WEEK_DAYS
