"""Whether day or month stands first in dates in numbers: by country, or by a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

# Countries that write the month before the day; the second lot only where no year follows, because
# they write it first; in the third both orders are usual. All others write the day first.
_MONTH_FIRST = frozenset(["US", "UM", "PR", "GU", "VI", "AS", "MP", "PH", "FM", "MH", "PW"])
_YEAR_FIRST = frozenset(["CN", "TW", "JP", "KR", "KP", "HU", "MN", "LT"])
_EITHER = frozenset(("CA", "ZA"))
_NUMBERS = re.compile(r"\W*([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})(?![0-9])")


def is_month_first_in(region: str | None, *, with_year: bool) -> bool | None:
    """How a country writes dates between slashes; None for one of both ways, or for none."""
    if region in _MONTH_FIRST or (region in _YEAR_FIRST and not with_year):
        return True
    return False if region and region not in _YEAR_FIRST | _EITHER else None


def is_month_first(column: Iterable[str], today: date) -> bool | None:
    """How a column of past dates, read as one, has them; None where it does not say.

    It says so by a number that is no month; else by an order in which its days, as files have
    them, follow each other and none is yet to come, where the other order has them in disarray.

    Args:
        column: texts that begin with dates in numbers; others are passed over.
        today: the last day that any of them can be.
    """
    found = [tuple(map(int, match.groups())) for text in column if (match := _NUMBERS.match(text))]
    by_day, by_month = (any(date_[at] > 12 for date_ in found) for at in (0, 1))
    if by_day != by_month:
        return by_month
    if by_day:  # both: lines of two files, perhaps
        return None
    month_first, day_first = (_is_in_order(found, at, today) for at in (0, 1))
    return month_first if month_first != day_first else None


def settled(column: Iterable[str], today: date, region: str | None, *, otherwise: bool) -> bool:
    """Whether the month stands first in a column: as it says itself, else the country, else so."""
    told = is_month_first(column, today)
    if told is None:
        told = is_month_first_in(region, with_year=True)
    return otherwise if told is None else told


def _is_in_order(found: Iterable[tuple[int, ...]], month_at: int, today: date) -> bool:
    try:
        days = [date(_full(year), (a, b)[month_at], (b, a)[month_at]) for a, b, year in found]
    except ValueError:
        return False
    rising = all(one <= other for one, other in pairwise(days))
    falling = all(one >= other for one, other in pairwise(days))
    return (rising or falling) and all(day <= today for day in days)


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year
