"""The number and what it stands for (method C2), without the words.

One place for the verdict, for the search for a plan and for lists of many people.
"""

from __future__ import annotations

from collections.abc import Iterable

from farmer.model import Role, Verdict
from farmer.scoring import components
from farmer.scoring import constants as c
from farmer.scoring.gate import Gate, Rule
from farmer.scoring.gates import fired_rules
from farmer.scoring.standing import Standing


def score_standing(state: Standing, role: Role, cadence: int) -> float:
    """The score alone: what lists of many people are ranked by."""
    weights = c.WEIGHTS[role]
    values = components.values(state, role, cadence)
    raw = sum(value * weights[name] for name, value in values.items())
    return capped(raw, fired_rules(state, role, cadence))


def capped(raw: float, failing: Iterable[Gate | Rule]) -> float:
    """`raw` points held to 39 where a failing gate is hard, to 69 where all are soft."""
    hard = [gate.hard for gate in failing]
    if not hard:
        return raw
    return min(raw, c.HARD_CAP if any(hard) else c.SOFT_CAP)


def verdict_of(score: float) -> Verdict:
    """The verdict that `score` stands for."""
    if is_farmed(score):
        return "farmed"
    return "almost" if score >= c.ALMOST - c.TOLERANCE else "not yet"


def is_farmed(score: float) -> bool:
    """Whether `score` reaches the threshold."""
    return score >= c.FARMED - c.TOLERANCE
