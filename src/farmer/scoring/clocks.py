"""Nothing can be rushed: counting only what lies far enough apart (method C2, "two clocks")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta

from farmer.scoring.constants import MONTH_DAYS, WEEK_DAYS

_WEEK = timedelta(days=WEEK_DAYS)


def spaced(days: Iterable[date], apart: int) -> tuple[date, ...]:
    """As many of `days` as lie pairwise at least `apart` days from each other, in order.

    Taking the earliest that fits is optimal, and it makes the choice the same whatever the order
    of the input.
    """
    ordered, gap = sorted(days), timedelta(days=apart)
    if not ordered or ordered[-1] - ordered[0] < gap:
        return tuple(ordered[:1])
    picked, place, last = [ordered[0]], 0, ordered[-1]
    while last - picked[-1] >= gap:
        place = bisect_left(ordered, picked[-1] + gap, place + 1)
        picked.append(ordered[place])
    return tuple(picked)


def weeks(days: Iterable[date]) -> tuple[date, ...]:
    """The most of `days` that lie a week apart."""
    return spaced(days, WEEK_DAYS)


def months(days: Iterable[date]) -> tuple[date, ...]:
    """The most of `days` that lie a month (30 days) apart."""
    return spaced(days, MONTH_DAYS)


def spaced_sum(items: Iterable[tuple[date, float]]) -> float:
    """The greatest sum of values over dated items that lie pairwise at least a week apart.

    Weighted interval scheduling in O(n log n). Unlike factors for short gaps it never falls when
    an item is added, and unlike calendar weeks it does not change when every date moves.
    """
    best_of_day: dict[date, float] = {}
    for day, value in items:
        if value > best_of_day.get(day, 0.0):
            best_of_day[day] = value
    ordered = sorted(best_of_day)
    best, earlier = [0.0], 0
    for day in ordered:
        # `earlier` days are far enough before this one to go with it.
        latest = day - _WEEK
        while ordered[earlier] <= latest:
            earlier += 1
        best.append(max(best[-1], best[earlier] + best_of_day[day]))
    return best[-1]
