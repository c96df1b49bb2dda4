"""The number and what it stands for (method C2), without the words.

One place for the verdict, for the search for a plan and for lists of many people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from farmer.choices import Choices
from farmer.model import Role, Verdict
from farmer.scoring import components
from farmer.scoring import constants as c
from farmer.scoring.gate import Gate, Rule
from farmer.scoring.gates import fired_rules
from farmer.scoring.standing import FactTally, Standing

Phase = Literal["none", "V", "C", "P"]
PHASES: Choices[Phase] = Choices(
    "phase",
    {
        "none": "not yet visible to each other",
        "V": "you know each other",
        "C": "you know that they are good",
        "P": "introductions went well both ways",
    },
    typed={"V": "visibility", "C": "credibility", "P": "profitability"},
)
_CREDIBILITY_GATES = frozenset({"S1", "S2", "S3", "S4", "S5"})


def score_standing(state: Standing, role: Role) -> float:
    """The score alone: what lists of many people are ranked by."""
    raw = _points(components.values(state, role), role)
    if raw <= c.HARD_CAP:
        return raw  # whatever gate fails, it takes nothing from so little
    return capped(raw, fired_rules(state, role))


def evidence_ceiling(facts: FactTally, role: Role) -> float:
    """What no score can exceed with that evidence, however much contact there is."""
    return _points(components.at_best(facts, role), role)


def _points(values: Mapping[str, float], role: Role) -> float:
    weights = c.WEIGHTS[role]
    return sum(value * weights[name] for name, value in values.items())


def ceiling(touches: int, facts: int) -> float:
    """What no score can exceed, by how much there is on record alone.

    Too few touches fail H2 or S1; without a fact the work is unknown (H3), and there is nothing in
    the bank with them (S8).
    """
    if touches < c.WEEKS_NEEDED:
        return c.HARD_CAP
    return c.SOFT_CAP if touches < c.MONTHS_NEEDED or not facts else c.MOST


def may_be_credible(touches: int, facts: int) -> bool:
    """Whether a phase beyond visibility can be, by how much there is on record alone.

    What holds a score below the most fails one of the gates that credibility takes as well.
    """
    return ceiling(touches, facts) >= c.MOST


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


def phase_of(state: Standing, failing: Collection[Gate | Rule]) -> Phase:
    """Misner's phase (method C4): none, V isibility, C redibility or P rofitability."""
    if not state.touches.live:
        return "none"
    if any(gate.hard or gate.id in _CREDIBILITY_GATES for gate in failing):
        return "V"
    mutual = (
        state.facts.referred_in >= c.REFERRALS_IN_NEEDED
        and state.facts.referred_out >= c.REFERRALS_OUT_NEEDED
    )
    return "P" if mutual else "C"
