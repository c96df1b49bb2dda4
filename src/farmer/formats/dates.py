"""Days as programs and the spreadsheets that re-save their files write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from farmer.formats.months import month_of
from farmer.model import EARLIEST, LATEST

_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_TIME = r"(?:,?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AP]\.?M\.?)?)?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        # 30 May 2024, 30-May-24, 15. Mai 2024, 15 de enero de 2024
        rf"(?P<day>[0-9]{{1,2}})\.?[ -](?:de )?{_NAME}[ -](?:de )?{_YEAR}",
        rf"{_NAME} (?P<day>[0-9]{{1,2}}),? {_YEAR}",  # Jan 15, 2024
        rf"(?P<first>[0-9]{{1,2}})(?P<mark>[/-])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.{_YEAR}",  # 16.09.2021
        # 2024-05-30, 2024/5/30
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
    )
)
# A birthday in words of which nobody says the year: May 4, 4 May, 4. Mai, 4 de mayo.
_YEARLESS = tuple(
    re.compile(form)
    for form in (
        rf"{_NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?",
        rf"(?P<day>[0-9]{{1,2}})(?:\.|er|st|nd|rd|th)?[ -](?:de )?{_NAME}",
    )
)
# A day as spreadsheets count them, from the end of 1899, where they lost its format.
_SERIAL = re.compile(r"[34][0-9]{4}")
_SERIAL_ZERO = date(1899, 12, 30)


# A year has few days, and a file many rows.
@lru_cache(maxsize=4096)
def parse_day(text: str, *, month_first: bool = True) -> date | None:
    """The day `text` names, with or without a time; None where it is none that programs write.

    Between points the day stands first, as it does wherever points are used. Two digits of a year
    are of this century: what is read here is.

    Args:
        text: one cell, or one value.
        month_first: how numbers between slashes or hyphens are read.
    """
    said = text.strip()
    if _SERIAL.fullmatch(said):
        return _SERIAL_ZERO + timedelta(days=int(said))
    for form in _FORMS:
        found = form.fullmatch(said)
        if found:
            return _day(_ordered(found.groupdict(), month_first=month_first))
    return None


def parse_birthday(text: str, *, month_first: bool = True) -> str:
    """The birthday `text` names, as it is kept; empty where it is none.

    Two digits of a year may be of any century, so such a year is left out.
    """
    said = text.strip()
    compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(T.*)?", said)
    if compact:
        return birthday_from(compact[1], compact[2], compact[3])
    yearless = re.fullmatch(r"--?(\d{1,2})-?(\d{1,2})", said)
    if yearless:
        return birthday_from("", yearless[1], yearless[2])
    for form in _YEARLESS:
        if named := form.fullmatch(said):
            return birthday_from("", str(month_of(named["name"])), named["day"])
    for form in _FORMS:
        found = form.fullmatch(re.sub(r"T.*|\s00:00.*", "", said))
        if found:
            parts = _ordered(found.groupdict(), month_first=month_first)
            month = parts.get("month") or str(month_of(parts.get("name") or ""))
            year = parts["year"] or ""
            return birthday_from(year if len(year) == 4 else "", month, parts["day"] or "")
    return ""


def birthday_from(year: str, month: str, day: str) -> str:
    """A birthday from its parts, the year empty where nobody knows it; empty where it is none.

    1604 is how Apple writes that nobody knows it.
    """
    year = "" if year == "1604" else year
    try:
        born = date(int(year or 2000), int(month), int(day))
    except (ValueError, OverflowError):  # the latter of a number that no computer counts with
        return ""
    if not year:
        return f"--{born:%m-%d}"
    return born.isoformat() if born >= EARLIEST else ""


def _ordered(parts: dict[str, str | None], *, month_first: bool) -> dict[str, str | None]:
    """The parts by their names, where numbers stood in an order of which one has to be told."""
    if "first" not in parts:
        return parts
    one, two = parts["first"], parts["second"]
    month, day = (one, two) if month_first else (two, one)
    return {**parts, "month": month, "day": day}


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    month = int(parts.get("month") or month_of(parts.get("name") or ""))
    try:
        day = date(year + 2000 if year < 100 else year, month, int(parts["day"] or 0))
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
