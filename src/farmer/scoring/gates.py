"""The gates (method C3): what no number of points makes up for.

A hard gate caps the score below ``almost``, a soft one below ``farmed``. Every gate is evaluated
and listed; one that does not fire is a thing that has been earned.
"""

from __future__ import annotations

from farmer.model import ROLES, Role
from farmer.scoring.gate import Gate, Rule
from farmer.scoring.rules import RULES
from farmer.scoring.standing import Standing

_RULES_OF = {role: tuple(rule for rule in RULES if role in rule.roles) for role in ROLES}


def judge_gates(standing: Standing, role: Role) -> tuple[Gate, ...]:
    """Every gate that applies to `role`, in the method's order."""
    return tuple(rule.judge(standing, role) for rule in _RULES_OF[role])


def fired_rules(standing: Standing, role: Role) -> list[Rule]:
    """The rules of the gates that fail, without the words for it."""
    return [rule for rule in _RULES_OF[role] if rule.fires(standing, role)]


def failing(standing: Standing, role: Role, ids: frozenset[str]) -> bool:
    """Whether any of the gates named in `ids` fails: only those are looked at."""
    return any(rule.fires(standing, role) for rule in _RULES_OF[role] if rule.id in ids)
