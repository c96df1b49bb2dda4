"""Days as LinkedIn and the spreadsheets that re-save its files write them.

The month names are listed here because ``strptime`` reads them in the locale of whoever runs it,
and LinkedIn writes them in English everywhere.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from farmer.model import EARLIEST

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august"]
_MONTHS += ["september", "october", "november", "december"]
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_TIME = r"(?:,?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AP]\.?M\.?)?)?"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        rf"(?P<day>[0-9]{{1,2}})[ -](?P<name>[a-z]{{3,9}})\.?[ -]{_YEAR}",  # 30 May 2024, 30-May-24
        rf"(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/{_YEAR}",  # 12/22/16, 9:55 AM
        rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.{_YEAR}",  # 16.09.2021
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",  # 2024-05-30
    )
)


# A year has few days, and a file many rows.
@lru_cache(maxsize=4096)
def parse_connected_on(text: str) -> date | None:
    """The day `text` names, or None where it is none that this source writes.

    Slashes are month first, LinkedIn's own order; points are day first, as spreadsheets in the
    countries that use points write them. Two digits of a year are of this century: LinkedIn is.
    """
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if found:
            return _day(found.groupdict())
    return None


def parse_birthday(text: str) -> str:
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
    for form in _FORMS:
        found = form.fullmatch(re.sub(r"T.*|\s00:00.*", "", said))
        if found:
            parts = found.groupdict()
            month = parts.get("month") or str(_month(parts.get("name") or ""))
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
    except ValueError:
        return ""
    if not year:
        return f"--{born:%m-%d}"
    return born.isoformat() if born >= EARLIEST else ""


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    month = int(parts.get("month") or _month(parts.get("name") or ""))
    try:
        day = date(year + 2000 if year < 100 else year, month, int(parts["day"] or 0))
    except ValueError:
        return None
    return day if day >= EARLIEST else None


@lru_cache(maxsize=64)
def _month(name: str) -> int:
    """The month `name` begins, at least three letters of it; 0, which is no month, if none."""
    begun = [at for at, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower())]
    return begun[0] if name and begun else 0
