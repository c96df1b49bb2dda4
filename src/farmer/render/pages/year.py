"""The year month by month: bars with a scale, the month that is not over drawn as a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from farmer.tasks.tend.report_year import MonthCounts
from farmer.wording import say_day

CHART_WIDTH, CHART_LEFT, CHART_HIGH = 760, 44, 130
# As many lines as a scale needs to be read, and the steps that it may have.
_LINES = 4
_STEPS = (1, 2, 5)


class Bar(NamedTuple):
    """A month: where its bar stands and how high; `part` where the month is not over."""

    month: MonthCounts
    x: float
    width: float
    height: float
    label: str
    part: bool


class Chart(NamedTuple):
    """The bars, and the lines of the scale: how high each is, and what it says."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    until: str


def chart_of(months: Sequence[MonthCounts], on: date) -> Chart:
    """The months side by side, under a scale from nothing to at least the busiest."""
    step = _step(max((month.contacts for month in months), default=0))
    top = step * max(1, -(-max((month.contacts for month in months), default=0) // step))
    wide = (CHART_WIDTH - CHART_LEFT) / max(1, len(months))
    part = (on + timedelta(days=1)).day != 1
    bars = tuple(
        Bar(
            month,
            round(CHART_LEFT + wide * at + wide * 0.15, 1),
            round(wide * 0.7, 1),
            round(CHART_HIGH * month.contacts / top, 1),
            f"{month.first:%b}",
            part and month.first == on.replace(day=1),
        )
        for at, month in enumerate(months)
    )
    lines = tuple((round(CHART_HIGH * at / top, 1), at) for at in range(0, top + 1, step))
    return Chart(bars, lines, say_day(on, on))


def _step(most: int) -> int:
    """The smallest round number that `most` has at most so many of as the scale has lines."""
    power = 1
    while True:
        for each in _STEPS:
            if each * power * _LINES >= most:
                return each * power
        power *= 10
