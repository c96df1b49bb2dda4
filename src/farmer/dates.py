"""Dates as people type them, and only the forms that are documented.

Exact wins: an ISO date is read without any library. The other forms are recognised here, so that
a bare ``5`` or ``march`` is refused instead of guessed at, and reckoned by python-dateutil, which
is imported only then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from farmer.errors import InvalidValue
from farmer.model import EARLIEST, LATEST
from farmer.wording import say_date

DATE_FORMS = (
    "2026-05-04, today, yesterday, tomorrow, 3 days ago, in 2 weeks, friday, last friday, "
    "next friday, 12 May, 12 May 2025"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WEEKDAY = (
    "(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?"
    "|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = f"(?P<month>{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_UNIT = "(?P<unit>day|week|month|year)s?"
_COUNT = r"(?P<count>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def parse_date(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that `text` means, seen from `today`.

    Args:
        text: one of the documented forms (``DATE_FORMS``), in any letter case.
        today: the day that relative forms are reckoned from.
        ahead: whether a day without a year or week lies in the future, as due dates do, instead
            of in the past, as things that happened do.

    Raises:
        InvalidValue: for any other form, or a day that does not exist.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
        return _checked(text, partial(date.fromisoformat, said))
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if said in near:
        return _checked(text, lambda: today + timedelta(days=near[said]))
    for pattern, reckon in _SPOKEN:
        match = re.fullmatch(pattern, said)
        if match:
            return _checked(text, partial(reckon, match.groupdict(), today, ahead))
    raise InvalidValue(f"“{text}” is not a date that farmer knows.", f"Write one of: {DATE_FORMS}.")


def parse_past_date(text: str, today: date) -> date:
    """As `parse_date`, for what has happened.

    Raises:
        InvalidValue: for a day after `today` too.
    """
    day = parse_date(text, today)
    if day > today:
        raise InvalidValue(
            f"{say_date(day)} is in the future; only what has happened is recorded.",
            "Give a day up to today, or leave --on out.",
        )
    return day


def _checked(text: str, reckon: Callable[[], date]) -> date:
    try:
        day = reckon()
    except (ValueError, OverflowError):
        raise InvalidValue(f"There is no day “{text}”.", f"Write one of: {DATE_FORMS}.") from None
    if not EARLIEST <= day <= LATEST:
        years = f"{EARLIEST.year} to {LATEST.year}"
        raise InvalidValue(f"“{text}” is not in the years {years}.", "Check the year.")
    return day


def _offset(parts: dict[str, str], today: date, sign: int) -> date:
    from dateutil.relativedelta import relativedelta

    said = parts["count"]
    count = _NUMBERS.index(said) + 1 if said in _NUMBERS else 1 if said in "an" else int(said)
    step: dict[str, int] = {parts["unit"] + "s": sign * count}
    moved: date = today + relativedelta(**step)  # type: ignore[arg-type]
    return moved


def _ago(parts: dict[str, str], today: date, _ahead: bool) -> date:
    return _offset(parts, today, -1)


def _hence(parts: dict[str, str], today: date, _ahead: bool) -> date:
    return _offset(parts, today, 1)


def _weekday(parts: dict[str, str], today: date, ahead: bool) -> date:
    from dateutil.relativedelta import relativedelta, weekday

    which = parts["which"]
    direction = 1 if which == "next" or (which is None and ahead) else -1
    # "last friday" on a Friday is a week ago, a bare "friday" is today.
    start = today + timedelta(days=direction if which else 0)
    number = _WEEKDAYS.index(parts["weekday"][:3])
    day: date = start + relativedelta(weekday=weekday(number, direction))
    return day


def _calendar_day(parts: dict[str, str], today: date, ahead: bool) -> date:
    number, month = int(parts["day"]), _month_number(parts["month"])
    if parts.get("year"):
        return date(int(parts["year"]), month, number)
    step = 1 if ahead else -1
    # Eight years hold a 29 February wherever they begin.
    for year in range(today.year, today.year + 9 * step, step):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day == today or (day > today) == ahead:
            return day
    raise ValueError(parts)


def _month_number(name: str) -> int:
    return [month[:3] for month in _MONTHS.split("|")].index(name[:3]) + 1


_Reckon = Callable[[dict[str, str], date, bool], date]
_SPOKEN: tuple[tuple[str, _Reckon], ...] = (
    (f"{_COUNT} {_UNIT} ago", _ago),
    (f"in {_COUNT} {_UNIT}", _hence),
    (f"(?:(?P<which>last|next) )?{_WEEKDAY}", _weekday),
    (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?: (?P<year>\d{{4}}))?", _calendar_day),
    (rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<year>\d{{4}}))?", _calendar_day),
)
