"""Rules that say how alive a tie is: farmer's own, and those that other tools use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from statistics import median

from benchmarks.traces import Question
from farmer.scoring.cold import warmth

Rule = Callable[[Question], float]
_EPOCH = date(1970, 1, 1).toordinal()


def farmers(asked: Question) -> float:
    """The very function by which ``farmer stale`` divides."""
    found = warmth([_day(day) for day in asked.days], _day(asked.on))
    assert found is not None  # there are days
    return found


def decayed(half_life: float) -> Rule:
    """The days of contact, each halved every `half_life` days."""
    return lambda asked: sum(2 ** (-(asked.on - day) / half_life) for day in asked.days)


def recency(asked: Question) -> float:
    """Days since the last contact."""
    return -float(asked.elapsed)


def own_gap(asked: Question) -> float:
    """The silence over the pair's own median gap."""
    return -asked.elapsed / _gap(asked)


def drift_band(asked: Question) -> float:
    """Three bands of silence by the pair's own median gap."""
    gap = _gap(asked)
    if asked.elapsed > max(12 * gap, gap + 90):
        return -2.0
    return -1.0 if asked.elapsed > max(2 * gap, gap + 14) else 0.0


def cut_off(days: int) -> Rule:
    """Silent for longer than so many days, or not."""
    return lambda asked: -float(asked.elapsed > days)


RULES: dict[str, Rule] = {
    "warmth (farmer)": farmers,
    "decayed count, half-life 14 d": decayed(14),
    "days since last contact": recency,
    "decayed count, half-life 180 d": decayed(180),
    "elapsed over own median gap": own_gap,
    "drift band of own rhythm": drift_band,
    "one cut-off of 30 days": cut_off(30),
}


def _gap(asked: Question) -> float:
    return max(1.0, median(after - before for before, after in pairwise(asked.days)))


def _day(number: int) -> date:
    return date.fromordinal(_EPOCH + number)
