"""Dates as people type them, and only the forms that are documented.

Exact wins: an ISO date is read without any library. The other forms are recognised here, so that
a bare ``5`` or ``march`` is refused instead of guessed at, and reckoned by python-dateutil, which
is imported only then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from farmer.day_order import is_month_first_in
from farmer.errors import InvalidValue
from farmer.model import EARLIEST, LATEST
from farmer.wording import say_date

DATE_FORMS = (
    "2026-05-04, today, yesterday, tomorrow, 3 days ago, 2d, 3w ago, in 2 weeks, last week, "
    "next month, end of month, friday, last friday, next friday, 12 May, 12 May 2025, the 12th, "
    "9.3.2026, 9/3/2026"
)
# A day without a year is the nearest one, if that is no farther away.
YEARLESS_MONTHS = 9
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WEEKDAY = (
    "(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?"
    "|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = f"(?P<month>{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_NTH = r"(?P<day>[0-9]{1,2})(?P<nth>st|nd|rd|th)"
_DAY = f"{_NTH}?"
_YEAR = r"(?P<year>[0-9]{4})"
_UNIT = "(?P<unit>day|week|month|year)s?"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>[0-9]{{1,4}}|an?|{'|'.join(_NUMBERS)})"
_SPAN = rf"(?:{_COUNT} {_UNIT}|(?P<few>[0-9]{{1,4}}) ?(?P<letter>d|w|mo|y))"
_LETTERS = {"d": "day", "w": "week", "mo": "month", "y": "year"}


class MayBeTwoDays(InvalidValue):
    """A day in numbers, in an order that is not known."""


def parse_date(text: str, today: date, *, ahead: bool = False, region: str | None = None) -> date:
    """The day that `text` means, seen from `today`.

    Args:
        text: one of the documented forms (``DATE_FORMS``), in any letter case.
        today: the day that relative forms are reckoned from: of a day inside a record, the
            record's own.
        ahead: whether a day without a year or week lies in the future, as due dates do, instead
            of in the past, as things that happened do.
        region: two letters of ISO 3166, the country whose order ``9/3`` is in; None where it is
            not known.

    Raises:
        InvalidValue: for any other form, a day that does not exist, one without a year that is
            far away, or one that may be two.
    """
    day = read_date(text, today, ahead=ahead, region=region)
    if day is None:
        raise InvalidValue(
            f"“{text}” is not a date that farmer knows.", f"Write one of: {DATE_FORMS}."
        )
    return day


def read_date(
    text: str, today: date, *, ahead: bool = False, region: str | None = None
) -> date | None:
    """As `parse_date`, but None for any other form: it may be no date at all."""
    said = " ".join(text.casefold().replace(",", " ").split())
    seen = _Seen(text, today, ahead, region)
    for pattern, reckon in _FORMS:
        match = re.fullmatch(pattern, said)
        if match:
            return _checked(seen, reckon, match.groupdict())
    return None


def parse_past_date(text: str, today: date, *, region: str | None = None) -> date:
    """As `parse_date`, for what has happened.

    Raises:
        InvalidValue: for a day after `today` too.
    """
    day = parse_date(text, today, region=region)
    if day > today:
        raise InvalidValue(
            f"{say_date(day)} is in the future; only what has happened is recorded.",
            "Give a day up to today, or leave --on out.",
        )
    return day


class _Seen(NamedTuple):
    """What was typed, and where it is seen from; see `parse_date`."""

    text: str
    today: date
    ahead: bool
    region: str | None

    def offset(self, unit: str, count: int) -> date:
        """So many days, weeks, months or years from today."""
        from dateutil.relativedelta import relativedelta

        step: dict[str, int] = {unit + "s": count}
        moved: date = self.today + relativedelta(**step)  # type: ignore[arg-type]
        return moved


_Reckon = Callable[[_Seen, dict[str, str]], date]


def _checked(seen: _Seen, reckon: _Reckon, parts: dict[str, str]) -> date:
    try:
        _check_nth(parts)
        day = reckon(seen, parts)
    except InvalidValue:
        raise
    except (ValueError, OverflowError):
        raise InvalidValue(
            f"There is no day “{seen.text}”.", f"Write one of: {DATE_FORMS}."
        ) from None
    if not EARLIEST <= day <= LATEST:
        years = f"{EARLIEST.year} to {LATEST.year}"
        raise InvalidValue(f"“{seen.text}” is not in the years {years}.", "Check the year.")
    return day


def _check_nth(parts: dict[str, str]) -> None:
    """Refuse 12nd: it may be the 12th or the 2nd."""
    nth, number = parts.get("nth"), int(parts.get("day") or 0)
    endings = {} if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}
    if nth and nth != endings.get(number % 10, "th"):
        raise ValueError(nth)


def _near(seen: _Seen, parts: dict[str, str]) -> date:
    days = {"today": 0, "yesterday": -1, "tomorrow": 1}
    return seen.today + timedelta(days=days[parts["near"]])


def _span(sign: int) -> _Reckon:
    """So long from today: forward, back, or for 0 in the direction that is asked about."""

    def reckon(seen: _Seen, parts: dict[str, str]) -> date:
        said = parts["count"] or parts["few"]
        unit = parts["unit"] or _LETTERS[parts["letter"]]
        count = _NUMBERS.index(said) + 1 if said in _NUMBERS else 1 if said in "an" else int(said)
        return seen.offset(unit, (sign or (1 if seen.ahead else -1)) * count)

    return reckon


def _whole_unit(seen: _Seen, parts: dict[str, str]) -> date:
    """The same day of the last or next week, month or year."""
    return seen.offset(parts["unit"], 1 if parts["which"] == "next" else -1)


def _end_of(seen: _Seen, parts: dict[str, str]) -> date:
    """The last day of a month or year, the running one unless another is named."""
    month = seen.offset(parts["unit"], {"last": -1, "next": 1}.get(parts["which"], 0))
    first = month.replace(day=1) if parts["unit"] == "month" else date(month.year, 12, 1)
    return first.replace(day=_days_in(first))


def _weekday(seen: _Seen, parts: dict[str, str]) -> date:
    from dateutil.relativedelta import relativedelta, weekday

    which = parts["which"]
    direction = 1 if which == "next" or (which is None and seen.ahead) else -1
    # "last friday" on a Friday is a week ago, a bare "friday" is today.
    start = seen.today + timedelta(days=direction if which else 0)
    number = _WEEKDAYS.index(parts["weekday"][:3])
    day: date = start + relativedelta(weekday=weekday(number, direction))
    return day


def _day_of_month(seen: _Seen, parts: dict[str, str]) -> date:
    """The nearest month's day of that number; tomorrow's is no day of last month."""
    number, step = int(parts["day"]), 1 if seen.ahead else -1
    months = [seen.offset("month", step * count).replace(day=1) for count in range(3)]
    days = [month.replace(day=number) for month in months if number <= _days_in(month)]
    near = [day for day in days if (day >= seen.today if seen.ahead else day <= seen.today)]
    if not near:
        raise ValueError(number)
    if not seen.ahead and number == (seen.today + timedelta(days=1)).day:
        raise InvalidValue(f"“{seen.text}” is tomorrow.", f"Write the month: {say_date(near[0])}.")
    return near[0]


def _days_in(month: date) -> int:
    return ((month + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day


def _dated(seen: _Seen, parts: dict[str, str]) -> date:
    """The day of that number in a month that has a name or a number too."""
    number, month = int(parts["day"]), _month_number(parts["month"])
    year = parts.get("year")
    return date(int(year), month, number) if year else _in_nearest_year(seen, month, number)


def _slashes(seen: _Seen, parts: dict[str, str]) -> date:
    """Numbers between slashes: in the order of the country, unless only one order is a day."""
    one, two = int(parts["one"]), int(parts["two"])
    year = parts.get("year")
    # 2000 has every day that any year has.
    month_first, day_first = (_exists(2000, m, n) for m, n in ((one, two), (two, one)))
    if month_first and day_first and one != two:
        month_first = _is_month_first(seen, one, two, year)
    month, number = (one, two) if month_first else (two, one)
    return date(int(year), month, number) if year else _in_nearest_year(seen, month, number)


def _is_month_first(seen: _Seen, one: int, two: int, year: str | None) -> bool:
    known = is_month_first_in(seen.region, with_year=year is not None)
    if known is not None:
        return known
    readings = [date(int(year or 2000), month, day) for month, day in ((two, one), (one, two))]
    said = [say_date(day) if year else say_date(day)[: -len(" 2000")] for day in readings]
    instead = "" if seen.region else " Or say where you live: farmer config set region GB"
    raise MayBeTwoDays(
        f"“{seen.text}” may be {said[0]} or {said[1]}.", f"Write {said[0]} or {said[1]}.{instead}"
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _in_nearest_year(seen: _Seen, month: int, number: int) -> date:
    """The nearest such day before or ahead, if it is within nine months.

    Any other is a slip: tomorrow is no day of last year, and yesterday none of the next.
    """
    if not _exists(2000, month, number):
        raise ValueError(month, number)
    step = 1 if seen.ahead else -1
    # Eight years hold a 29 February wherever they begin.
    years = range(seen.today.year, seen.today.year + 9 * step, step)
    days = [date(year, month, number) for year in years if _exists(year, month, number)]
    near = [day for day in days if day == seen.today or (day > seen.today) == seen.ahead]
    if not near:  # at the end of the calendar
        raise ValueError(month, number)
    day = near[0]
    last = seen.offset("month", step * YEARLESS_MONTHS)
    if (day > last) if seen.ahead else (day < last):
        raise InvalidValue(
            _say_too_far(seen, day, month, number), f"Write the year: {say_date(day)}."
        )
    return day


def _say_too_far(seen: _Seen, day: date, month: int, number: int) -> str:
    tomorrow = seen.today + timedelta(days=1)
    if not seen.ahead and (tomorrow.month, tomorrow.day) == (month, number):
        return f"“{seen.text}” is tomorrow."
    where = "next" if seen.ahead else "last"
    return f"“{seen.text}” has no year, and the {where} one is more than nine months away."


def _month_number(name: str) -> int:
    if name.isdecimal():
        return int(name)
    return [month[:3] for month in _MONTHS.split("|")].index(name[:3]) + 1


_FORMS: tuple[tuple[str, _Reckon], ...] = (
    (rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _dated),
    ("(?P<near>today|yesterday|tomorrow)", _near),
    (f"{_SPAN} ago", _span(-1)),
    (f"in {_SPAN}", _span(1)),
    (_SPAN, _span(0)),
    ("(?P<which>last|next) (?P<unit>week|month|year)", _whole_unit),
    ("(?:the )?end of (?:(?P<which>the|this|last|next) )?(?P<unit>month|year)", _end_of),
    (f"(?:(?P<which>last|next) )?{_WEEKDAY}", _weekday),
    (f"(?:the )?{_NTH}", _day_of_month),
    (rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?: {_YEAR})?", _dated),
    (rf"{_MONTH} (?:the )?{_DAY}(?: {_YEAR})?", _dated),
    (rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})", _dated),
    # Between points the day stands first: nobody writes it otherwise.
    (rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.?(?:(?<=\.) ?{_YEAR})?", _dated),
    (rf"(?P<one>[0-9]{{1,2}})/(?P<two>[0-9]{{1,2}})(?:/{_YEAR})?", _slashes),
)
