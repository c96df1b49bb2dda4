"""Where a relationship will be if nothing happens: the days on which it loses something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from farmer.model import VERDICTS, Role, Verdict
from farmer.scoring.cold import STATUSES, status_after
from farmer.scoring.gates import fired_rules
from farmer.scoring.score import PHASES, Phase, phase_of, score_standing, verdict_of
from farmer.scoring.standing import Standing, fade

# How far one can honestly look ahead at nothing happening.
AHEAD_DAYS = 365


Loss = Literal["status", "verdict", "phase"]


class Turn(NamedTuple):
    """What a relationship becomes on a day if nothing happens: a new status, verdict or phase."""

    on: date
    what: Loss
    becomes: str


def later(state: Standing, on: date) -> Standing:
    """The same history as it stands on a later day."""
    left = fade((on - state.touches.as_of).days)
    touches = state.touches._replace(
        as_of=on,
        fed=state.touches.fed * left,
        fed_close=state.touches.fed_close * left,
    )
    return state._replace(touches=touches)


def phase_then(state: Standing, role: Role) -> Phase:
    """The phase of a standing, without the words of a whole judgement."""
    return phase_of(state, fired_rules(state, role))


def turns(state: Standing, role: Role, cadence: int) -> tuple[Turn, ...]:
    """What is lost within a year of silence, soonest first; nothing where there is nothing.

    Silence only ever takes away, so each loss is found by halving the year.
    """
    today = state.touches.as_of

    def phase(days: int) -> Phase:
        return phase_then(later(state, today + timedelta(days=days)), role)

    def status(days: int) -> str:
        elapsed = state.touches.elapsed_days
        return STATUSES[0] if elapsed is None else status_after(elapsed + days, cadence)

    sorts: tuple[tuple[Loss, Sequence[tuple[int, str]]], ...] = (
        ("status", _losses(status, STATUSES)),
        ("verdict", verdict_losses(state, role)),
        ("phase", _losses(phase, PHASES[::-1])),
    )
    found = [
        Turn(today + timedelta(days=days), what, word)
        for what, losses in sorts
        for days, word in losses
    ]
    return tuple(sorted(found, key=lambda turn: turn.on))


def verdict_losses(state: Standing, role: Role) -> list[tuple[int, str]]:
    """In how many days of silence the verdict falls, and to which, within a year."""
    today = state.touches.as_of

    def verdict(days: int) -> Verdict:
        then = later(state, today + timedelta(days=days))
        return verdict_of(score_standing(then, role))

    return _losses(verdict, VERDICTS[::-1])


def _losses(then: Callable[[int], str], ranks: Sequence[str]) -> list[tuple[int, str]]:
    """The days from now on which it falls to a lower one of the `ranks`, and to which."""
    found: list[tuple[int, str]] = []
    now = then(0)
    while (lost := _next_loss(then, ranks, now)) is not None:
        now = then(lost)
        found.append((lost, now))
    return found


def _next_loss(then: Callable[[int], str], ranks: Sequence[str], now: str) -> int | None:
    rank = ranks.index(now)
    days = range(AHEAD_DAYS + 1)
    first = bisect_left(days, True, key=lambda n: ranks.index(then(n)) > rank)
    return first if first <= AHEAD_DAYS else None
