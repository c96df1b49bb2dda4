"""The six components of a score, each 0 to 1 (method C2)."""

from __future__ import annotations

from farmer.model import REQUESTER, Role
from farmer.scoring import constants as c
from farmer.scoring.standing import FactTally, Standing, TouchTally


def cultivation(touches: TouchTally) -> float:
    """How well fed the tie is; groups and text can fill at most half of it."""
    fed = min(c.FULL_CULTIVATION, touches.fed, touches.fed_close + c.SIDE_CULTIVATION)
    return fed / c.FULL_CULTIVATION


def tenure(touches: TouchTally) -> float:
    """How long the tie has been alive, and in how many separate months."""
    span = min(1.0, touches.span_days / c.FULL_SPAN_DAYS)
    return span * min(1.0, len(touches.months) / c.FULL_MONTHS)


def work(facts: FactTally) -> float:
    """How well you know what they do."""
    return facts.work


def reliability(facts: FactTally) -> float:
    """How far their word has proved good."""
    return _clamp(facts.net_kept / c.FULL_RELIABILITY)


def mutual_starts(touches: TouchTally) -> float:
    """Reciprocity's first half: whether each of you seeks the other."""
    return min(1.0, min(touches.begun_by_me, touches.begun_by_them) / c.FULL_STARTS)


def favours(facts: FactTally, role: Role) -> float:
    """Reciprocity's second half: both ways for a requester, what is in the bank for a target."""
    if role == REQUESTER:
        given = min(1.0, facts.gave / c.FULL_FAVOURS_REQUESTER)
        taken = min(1.0, facts.got / c.FULL_FAVOURS_REQUESTER)
        return (given + taken) / 2
    return _clamp(facts.bank / c.FULL_FAVOURS_TARGET)


def freshness(touches: TouchTally) -> float:
    """Whether the last contact is recent enough to build on."""
    if touches.elapsed_days is None:
        return 0.0
    return _clamp(2 - touches.elapsed_days / c.FRESH_DAYS)


def values(standing: Standing, role: Role) -> dict[str, float]:
    """Every component by name, in the order they are shown."""
    touches, facts = standing.touches, standing.facts
    return {
        "cultivation": cultivation(touches),
        "tenure": tenure(touches),
        "work": work(facts),
        "reliability": reliability(facts),
        "reciprocity": (mutual_starts(touches) + favours(facts, role)) / 2,
        "freshness": freshness(touches),
    }


def at_best(facts: FactTally, role: Role) -> dict[str, float]:
    """The same as `values` of that evidence with all the contact there could be."""
    return {
        "cultivation": 1.0,
        "tenure": 1.0,
        "work": work(facts),
        "reliability": reliability(facts),
        "reciprocity": (1.0 + favours(facts, role)) / 2,
        "freshness": 1.0,
    }


def _clamp(value: float) -> float:
    return max(0.0, min(1.0, value))
