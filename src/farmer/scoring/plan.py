"""The shortest honest plan: what would make a relationship farmed, and by when (method C5).

A plan is a small multiset of actions laid out over whole weeks. Trying every one of them is
needless, because the judgement falls into three parts that hardly touch each other:

- *talks* decide cultivation, tenure, freshness and the gates about contact — by their number and
  the end day alone, whoever begins them;
- *deeds* (looking at the work, using it, promises) decide work and reliability;
- *favours* decide what was given and received.

Actions lie at least a week after today and from each other, so each adds exactly one to the week
clocks, and nothing that happened has to be counted again. The parts meet in two places: their
points must reach the threshold together, and either talks or favours must go both ways (gate S6).
So each week needs ten looks at the contact, and then sums of a few prepared numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from math import ceil, inf
from typing import NamedTuple

from farmer.model import Role
from farmer.scoring import constants as c
from farmer.scoring.plan_parts import (
    TALKS,
    Option,
    Parts,
    Sizes,
    by_size,
    talk_days,
)
from farmer.scoring.score import is_farmed, score_standing
from farmer.scoring.standing import Standing

# Sorts after every plan.
_NONE: tuple[str, ...] = ("~",)


class Step(NamedTuple):
    """One action of a plan and the day it is laid on."""

    action: str
    on: date


class Plan(NamedTuple):
    """The shortest honest plan.

    Attributes:
        actions: sorted names, one for each time it is to be done; empty if already farmed.
        days: days from today to its end; 0 if already farmed.
        steps: the actions laid out in time, on one day giving before taking.
    """

    actions: tuple[str, ...]
    days: int
    steps: tuple[Step, ...]


def find_plan(standing: Standing, role: Role) -> Plan | None:
    """The plan for a relationship as tallied today; None where nothing within reach would do.

    The soonest end in whole weeks (1 to 56), then the fewest actions (at most 9), then the least
    by sorted names. Empty, at day 0, where the relationship is farmed already.

    Source: method C5.
    """
    if standing.facts.breach:
        return None
    if is_farmed(score_standing(standing, role)):
        return Plan((), 0, ())
    search = _Search(standing, role)
    for week in range(search.first_week, c.PLAN_WEEKS + 1):
        actions = search.least_actions(week)
        if actions is not None:
            return _laid_out(actions, week * c.WEEK_DAYS, standing.touches.as_of)
    return None


def _laid_out(actions: tuple[str, ...], end: int, today: date) -> Plan:
    talks = [action for action in actions if action in TALKS]
    steps = [
        Step(action, today + timedelta(days=day))
        for action, day in zip(talks, talk_days(len(talks), end), strict=True)
    ]
    for action in set(actions) - set(TALKS):
        steps += [
            Step(action, today + timedelta(days=end - c.WEEK_DAYS * back))
            for back in range(actions.count(action))
        ]
    # Alphabetical order puts giving before receiving, and what you do before what they do.
    return Plan(actions, end, tuple(sorted(steps, key=lambda step: (step.on, step.action))))


class _Fitting(dict[int, tuple[Sizes, Sizes]]):
    """Worked out for the weeks that are asked for: the soonest plan seldom asks for many."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __missing__(self, weeks: int) -> tuple[Sizes, Sizes]:
        deeds, favours = (
            by_size(option for option in options if option.weeks_needed <= weeks)
            for options in (self._parts.deeds, self._parts.favours)
        )
        self[weeks] = deeds, favours
        return self[weeks]


class _Search(Parts):
    """Week by week, the best combination of the parts."""

    def least_actions(self, week: int) -> tuple[str, ...] | None:
        """The fewest, then least, actions that end farmed in `week`; None where none do."""
        talks = by_size(self.talks(week))
        # Nothing is laid out more often than there are actions: later weeks all fit as much.
        deeds, favours = self.fitting[min(week, c.PLAN_ACTIONS)]
        if not is_farmed(_most(talks) + _most(deeds) + _most(favours)):
            return None
        for size in range(1, c.PLAN_ACTIONS + 1):
            combinations = (
                _farmed(talks[talk], deeds[deed], favours[size - talk - deed])
                for talk, deed in product(talks, deeds)
                if size - talk - deed in favours
            )
            least = min((min(found, default=_NONE) for found in combinations), default=_NONE)
            if least is not _NONE:
                return least
        return None

    @cached_property
    def first_week(self) -> int:
        """The first week by whose end the tie can be old enough."""
        first = self.standing.touches.first
        known = (self.standing.touches.as_of - first).days if first else -c.WEEK_DAYS
        return max(1, ceil((c.SPAN_NEEDED_DAYS - known) / c.WEEK_DAYS))

    @cached_property
    def fitting(self) -> _Fitting:
        """By number of weeks, the deeds and favours that can be laid out in so many."""
        return _Fitting(self)


def _most(sizes: Sizes) -> float:
    return max((o.points for options in sizes.values() for o in options), default=-inf)


def _farmed(
    talks: list[Option], deeds: list[Option], favours: list[Option]
) -> Iterator[tuple[str, ...]]:
    """The sorted actions of every combination that is farmed."""
    most_deeds = max(option.points for option in deeds)
    most_favours = max(option.points for option in favours)
    for talk in talks:
        if not is_farmed(talk.points + most_deeds + most_favours):
            continue
        for deed, favour in product(deeds, favours):
            if is_farmed(talk.points + deed.points + favour.points) and (
                talk.both_ways or favour.both_ways
            ):
                yield tuple(sorted(talk.actions + deed.actions + favour.actions))
