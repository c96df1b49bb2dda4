"""The year of the page: its days and months, and what they were made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from farmer.scoring.weights import is_counted
from farmer.tasks.tend.report_plants import CALENDAR_DAYS
from farmer.tasks.tend.ties import RollTie

MONTHS = 12


class MonthCounts(NamedTuple):
    """What one month was made of; `first` is its first day."""

    first: date
    contacts: int
    facts: int
    requests: int


class Year(NamedTuple):
    """A year up to a day.

    Attributes:
        months: twelve, the last of them as far as it has come.
        contacts: how many contacts the days of a calendar had that had any.
    """

    months: tuple[MonthCounts, ...]
    contacts: Mapping[date, int]


def year_of(everybody: Sequence[RollTie], steps: Sequence[date], on: date) -> Year:
    """The year up to the day `on`; `steps` are the days on which requests took one."""
    last = on.year * 12 + on.month - 1
    months = [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
    begins = on - timedelta(days=CALENDAR_DAYS - 1)
    since = min(months[0], begins)
    recent = (touch for tie in everybody for touch in tie.touches if touch.on >= since)
    days = Counter(touch.on for touch in recent if is_counted(touch))
    facts = Counter(f.on for tie in everybody for f in tie.facts if f.on >= since)
    return Year(
        months=tuple(_months(months, days, facts, Counter(steps))),
        contacts={day: number for day, number in sorted(days.items()) if day >= begins},
    )


def _months(months: Sequence[date], *counted: Mapping[date, int]) -> Iterator[MonthCounts]:
    by_month = []
    for days in counted:
        found: Counter[date] = Counter()
        for day, number in days.items():
            found[day.replace(day=1)] += number
        by_month.append(found)
    for first in months:
        yield MonthCounts(first, *(found[first] for found in by_month))
