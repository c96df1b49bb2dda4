"""The life of a relationship, month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from farmer.facts import BAD_FACTS, GOOD_FACTS
from farmer.model import REQUESTER, AnyTouch, Fact
from farmer.scoring.ahead import Turn, later, phase_then, turns
from farmer.scoring.score import Phase
from farmer.scoring.standing import standing
from farmer.scoring.weights import weight

# Ten years: more than a screen shows.
MONTHS_KEPT = 120


class Month(NamedTuple):
    """What one month was made of.

    Attributes:
        month: its first day.
        contact: the weight of all touches; 1 is an hour's talk between two people.
        good, bad: how many facts speak for them, and against.
        requests: how many steps requests with them took.
        phase: that was reached at its end.
    """

    month: date
    contact: float
    good: int
    bad: int
    requests: int
    phase: Phase


class Life(NamedTuple):
    """A relationship so far, and what becomes of it within a year if nothing happens.

    Attributes:
        months: every month since it began, the last ten years at most; empty where it has not.
        ahead: what it loses, soonest first.
        phases_ahead: the phase at the end of each of the twelve months to come.
    """

    months: tuple[Month, ...]
    ahead: tuple[Turn, ...]
    phases_ahead: tuple[Phase, ...]


def life(
    touches: Iterable[AnyTouch],
    facts: Iterable[Fact],
    requests: Iterable[date],
    as_of: date,
    cadence: int,
) -> Life:
    """The life of a relationship up to the day `as_of`, and from there on.

    Args:
        touches, facts: its history; whatever is dated later is ignored.
        requests: the days of the steps that requests took.
        as_of: the day.
        cadence: how often to be in touch, in days.
    """
    met = [touch for touch in touches if touch.on <= as_of]
    known = [fact for fact in facts if fact.on <= as_of]
    asked = [on for on in requests if on <= as_of]
    if not (met or known or asked):
        return Life((), (), ())
    now = standing(met, known, as_of)
    coming = _months(as_of, as_of + timedelta(days=366))[1:13]
    return Life(
        months=tuple(_past(met, known, asked, as_of))[-MONTHS_KEPT:],
        ahead=turns(now, REQUESTER, cadence),
        phases_ahead=tuple(phase_then(later(now, _end(month)), REQUESTER) for month in coming),
    )


def _past(
    touches: Sequence[AnyTouch],
    facts: Sequence[Fact],
    asked: Sequence[date],
    as_of: date,
) -> Iterator[Month]:
    contact = contact_by_month(touches)
    good = Counter(_first(fact.on) for fact in facts if fact.what in GOOD_FACTS)
    bad = Counter(_first(fact.on) for fact in facts if fact.what in BAD_FACTS)
    steps = Counter(map(_first, asked))
    eventful = set(contact) | {_first(fact.on) for fact in facts}
    state = standing((), (), date.min)
    for month in _months(min({*eventful, *steps}), as_of):
        end = min(_end(month), as_of)
        # Months in which nothing happened are not tallied anew: they differ in silence alone.
        state = standing(touches, facts, end) if month in eventful else later(state, end)
        phase = phase_then(state, REQUESTER)
        yield Month(month, contact.get(month, 0.0), good[month], bad[month], steps[month], phase)


def contact_by_month(touches: Iterable[AnyTouch]) -> dict[date, float]:
    """The weight of all touches of a month, by its first day."""
    found: defaultdict[date, float] = defaultdict(float)
    for touch in touches:
        found[_first(touch.on)] += weight(touch)
    return dict(found)


def last_months(touches: Iterable[AnyTouch], as_of: date, count: int) -> tuple[float, ...]:
    """The contact of the last `count` months, from the first of them that had any."""
    first = _months(as_of - timedelta(days=31 * count), as_of)[-count]
    found: defaultdict[int, list[float]] = defaultdict(list)
    for touch in [touch for touch in touches if touch.on >= first]:
        if heavy := weight(touch):
            ago = (as_of.year - touch.on.year) * 12 + as_of.month - touch.on.month
            found[ago].append(heavy)
    # The touches come in no order, and an exact sum does not depend on it.
    return tuple(fsum(found.get(ago, ())) for ago in range(max(found, default=-1), -1, -1))


def _months(first: date, last: date) -> list[date]:
    """The first days of the months from that of `first` to that of `last`."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _first(on: date) -> date:
    return on.replace(day=1)


def _end(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
