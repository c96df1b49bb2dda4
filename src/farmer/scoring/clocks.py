"""Nothing can be rushed: counting only what lies far enough apart (method C2, "two clocks").

Days are numbers here (``date.toordinal``): a ledger has a million, and numbers are compared and
taken from each other in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable

from farmer.scoring.constants import MONTH_DAYS, WEEK_DAYS


def weeks(days: Iterable[int]) -> tuple[int, ...]:
    """The most of `days` that lie a week apart, in order."""
    return _spaced(days, WEEK_DAYS)


def months(days: Iterable[int]) -> tuple[int, ...]:
    """The most of `days` that lie a month (30 days) apart, in order."""
    return _spaced(days, MONTH_DAYS)


def spaced_sum(items: Iterable[tuple[int, float]]) -> float:
    """The greatest sum of values over items of days that lie pairwise at least a week apart.

    Weighted interval scheduling in O(n log n). Unlike factors for short gaps it never falls when
    an item is added, and unlike calendar weeks it does not change when every date moves.
    """
    best_of_day: dict[int, float] = {}
    for day, value in items:
        if value > best_of_day.get(day, 0.0):
            best_of_day[day] = value
    ordered = sorted(best_of_day)
    most, best, earlier = 0.0, [0.0], 0
    for day in ordered:
        # `earlier` days are far enough before this one to go with it.
        latest = day - WEEK_DAYS
        while ordered[earlier] <= latest:
            earlier += 1
        with_it = best[earlier] + best_of_day[day]
        if with_it > most:
            most = with_it
        best.append(most)
    return most


def _spaced(days: Iterable[int], apart: int) -> tuple[int, ...]:
    """As many of `days` as lie pairwise at least `apart` days from each other, in order.

    Taking the earliest that fits is optimal, and it makes the choice the same whatever the order
    of the input.
    """
    ordered = sorted(days)
    if not ordered:  # as most are that are asked about
        return ()
    picked, due = ordered[:1], ordered[0] + apart
    for day in ordered:
        if day >= due:
            picked.append(day)
            due = day + apart
    return tuple(picked)
