"""Birthdays, with or without the year: as people type them, and when the next one is.

They are kept as vCard writes them: ``1984-05-12``, or ``--05-12`` where the year is not known.
"""

from __future__ import annotations

import re
from datetime import date

from farmer.dates import MayBeTwoDays, parse_past_date
from farmer.errors import InvalidValue
from farmer.model import birthday_of
from farmer.wording import say_date

BIRTHDAY_FORMS = "1984-05-12, 12 May 1984, 12 May, --05-12"
# 29 February is the only day that some year may lack; this one has it.
_LEAP_YEAR = 2000


def parse_birthday(text: str, today: date, *, region: str | None = None) -> str:
    """The birthday that `text` means, as it is kept; a day without a year has none.

    `region` is the country whose order ``5/12`` is in, where it is known.

    Raises:
        InvalidValue: for any other form, a day that does not exist or may be two, or one that is
            still to come.
    """
    said = " ".join(text.replace(",", " ").split())
    try:
        if said.startswith("--"):
            birthday_of(said)
            return said
        if re.search(r"\d{4}", said):
            return parse_past_date(said, today, region=region).isoformat()
        if not re.fullmatch(r"\d{1,2} [A-Za-z]+|[A-Za-z]+ \d{1,2}|\d{1,2}\.\d{1,2}\.", said):
            raise InvalidValue("", "")
        return f"--{parse_past_date(f'{said} {_LEAP_YEAR}', today):%m-%d}"
    except MayBeTwoDays:
        raise
    except InvalidValue:
        raise InvalidValue(
            f"“{text}” is not a birthday.", f"Write one of: {BIRTHDAY_FORMS}."
        ) from None


def next_birthday(written: str, on: date) -> date:
    """The first birthday on the day `on` or later; who was born on 29 February has 1 March too."""
    _, month, day = _kept(written)
    this_year = _in_year(on.year, month, day)
    return this_year if this_year >= on else _in_year(on.year + 1, month, day)


def is_leap_day(written: str) -> bool:
    """Whether somebody was born on 29 February."""
    return _kept(written)[1:] == (2, 29)


def say_birthday(written: str) -> str:
    """A kept birthday in words: ``12 May 1984``, or ``12 May``."""
    year, month, day = _kept(written)
    said = say_date(date(year or _LEAP_YEAR, month, day))
    return said if year else said.removesuffix(f" {_LEAP_YEAR}")


def _kept(written: str) -> tuple[int | None, int, int]:
    """As `birthday_of`; nobody typed what cannot be."""
    try:
        return birthday_of(written)
    except InvalidValue:
        raise ValueError("a birthday is kept that is none") from None


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)
