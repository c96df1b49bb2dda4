"""The gates (method C3): what no number of points makes up for.

A hard gate caps the score below ``almost``, a soft one below ``farmed``. Every gate is evaluated
and listed; one that does not fire is a thing that has been earned.
"""

from __future__ import annotations

from farmer.model import Role
from farmer.scoring import constants as c
from farmer.scoring.gate import Gate
from farmer.scoring.rules import RULES
from farmer.scoring.standing import Standing


def judge_gates(standing: Standing, role: Role, cadence: int) -> tuple[Gate, ...]:
    """Every gate that applies to `role`, in the method's order."""
    return tuple(rule.judge(standing, role, cadence) for rule in RULES if role in rule.roles)


def failing(standing: Standing, role: Role, cadence: int, ids: frozenset[str]) -> bool:
    """Whether any of the gates named in `ids` fires, without the words for it."""
    return any(
        rule.fires(standing, role, cadence)
        for rule in RULES
        if rule.id in ids and role in rule.roles
    )


def cap(standing: Standing, role: Role, cadence: int) -> float:
    """The most a score can be with the gates as they stand: 39, 69 or 100."""
    fired = [
        rule.hard for rule in RULES if role in rule.roles and rule.fires(standing, role, cadence)
    ]
    if not fired:
        return 100.0
    return float(c.HARD_CAP if any(fired) else c.SOFT_CAP)
