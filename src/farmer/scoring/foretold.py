"""How a tie will stand on every day of a year, if nothing happens: told without what it rests on.

It is made of the same foresight as `Tie.ahead`: the days on which the verdict falls, and the score
on those days and at the first of each month. No touch, fact or day of either is in it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from math import floor
from typing import NamedTuple

from farmer.model import Role, Verdict
from farmer.scoring.ahead import AHEAD_DAYS, later, verdict_losses
from farmer.scoring.constants import TOLERANCE
from farmer.scoring.score import score_standing, verdict_of
from farmer.scoring.standing import Standing

_A_DAY = timedelta(days=1)


class Foreseen(NamedTuple):
    """From a day on: the verdict, and the score as it is shown, a whole number."""

    on: date
    verdict: Verdict
    score: int


class Foretold(NamedTuple):
    """A standing ahead.

    Attributes:
        steps: what holds from each day on, oldest first; the first is the day of telling.
        until: the last day that is foretold.
    """

    steps: tuple[Foreseen, ...]
    until: date

    def on(self, day: date) -> Foreseen | None:
        """What holds on that day; None before the telling, and once the year is over.

        The day before is the same one, further east.
        """
        place = bisect_right(self.steps, day, key=lambda step: step.on)
        if not place and self.steps and self.steps[0].on - day == _A_DAY:
            place = 1
        return self.steps[place - 1] if place and day <= self.until else None

    def still_says(self, other: Foretold, on: date) -> bool:
        """Whether it says of every day from `on` to its end what `other` does, told later.

        Of the score until the first change of either: the last one known.
        """
        now, then = self.on(on), other.on(on)
        if now is None or then is None or now.verdict != then.verdict:
            return False
        return self._from(on) == [step for step in other._from(on) if step.on <= self.until]

    def _from(self, on: date) -> list[Foreseen]:
        return [step for step in self.steps if step.on > on]


def foretell(state: Standing, role: Role) -> Foretold:
    """How that standing goes on for a year, from its day on, in the role.

    Raises:
        InvalidValue: for an unknown role.
    """
    today = state.touches.as_of
    until = today + timedelta(days=AHEAD_DAYS)
    turns = [today + timedelta(days=days) for days, _ in verdict_losses(state, role)]
    days = sorted({today, *turns, *_months(today, until)})
    return Foretold(tuple(_step(state, role, day) for day in days), until)


def _step(state: Standing, role: Role, on: date) -> Foreseen:
    score = score_standing(later(state, on), role)
    return Foreseen(on, verdict_of(score), floor(score + TOLERANCE))


def _months(after: date, until: date) -> list[date]:
    """The first of each month after one day, up to another."""
    found = []
    first = after.replace(day=1)
    while (first := (first + timedelta(days=31)).replace(day=1)) <= until:
        found.append(first)
    return found
