"""The verdict on one relationship, with everything it rests on (method C2-C4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from farmer.model import REQUESTER, ROLES, Fact, Role, Touch, Verdict
from farmer.scoring import constants as c
from farmer.scoring.components import values
from farmer.scoring.evidence import describe
from farmer.scoring.gate import Gate
from farmer.scoring.gates import judge_gates
from farmer.scoring.reasons import REASONS
from farmer.scoring.score import Phase, capped, phase_of, verdict_of
from farmer.scoring.standing import Standing, standing

if TYPE_CHECKING:
    from farmer.scoring.plan import Plan


class Component(NamedTuple):
    """One part of a score.

    Attributes:
        name: cultivation, tenure, work, reliability, reciprocity or freshness.
        value: 0 to 1.
        weight: the points a full component is worth in this role.
        points: value times weight.
        evidence: what it rests on here, with dates and counts.
        formula: how it is counted, in words.
        because: why it counts, with the source.
    """

    name: str
    value: float
    weight: int
    points: float
    evidence: str
    formula: str
    because: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whether a relationship is farmed enough, and why.

    Attributes:
        as_of: the day of the judgement.
        role: ``requester`` (whose work you would vouch for) or ``target`` (whose attention you
            would spend).
        verdict: ``farmed``, ``almost`` or ``not yet``.
        score: 0 to 100, capped by failing gates.
        raw: 0 to 100, the sum of the components' points.
        phase: ``none``, ``V`` isibility, ``C`` redibility or ``P`` rofitability.
        level: the highest honest level of a referral (BNI's 1 to 5), or None.
        components: the six parts of the score.
        gates: every gate that applies to the role, failing or not.
        standing: the tallies that all of it rests on.
    """

    as_of: date
    role: Role
    verdict: Verdict
    score: float
    raw: float
    phase: Phase
    level: int | None
    components: tuple[Component, ...]
    gates: tuple[Gate, ...]
    standing: Standing

    # What programs are told of it; the tallies stay in here.
    PUBLISHED: ClassVar = (
        "as_of", "role", "verdict", "score", "raw", "phase", "level", "components", "gates",
    )  # fmt: skip

    @property
    def failing(self) -> tuple[Gate, ...]:
        """The gates that stand in the way, in the method's order."""
        return tuple(gate for gate in self.gates if gate.fired)

    @property
    def plan(self) -> Plan | None:
        """The shortest honest plan from here, found when asked for; None for a long road."""
        from farmer.scoring.plan import find_plan

        return find_plan(self.standing, self.role)


def assess(
    touches: Iterable[Touch],
    facts: Iterable[Fact],
    as_of: date,
    role: Role = REQUESTER,
) -> Assessment:
    """Judge one relationship on the day `as_of`; whatever is dated later is ignored.

    Args:
        touches: contacts with the person, in any order.
        facts: evidence about the person, in any order.
        as_of: the day of the judgement; there is no clock in here.
        role: ``requester`` or ``target``.

    Raises:
        InvalidValue: for an unknown role.

    Source: method C2 to C4.
    """
    return assess_standing(standing(touches, facts, as_of), role)


def assess_standing(state: Standing, role: Role) -> Assessment:
    """Judge a relationship from its tallies."""
    ROLES.check(role)
    components = _components(state, role)
    gates = judge_gates(state, role)
    raw = sum(component.points for component in components)
    score = capped(raw, [gate for gate in gates if gate.fired])
    verdict = verdict_of(score)
    return Assessment(
        as_of=state.touches.as_of,
        role=role,
        verdict=verdict,
        score=score,
        raw=raw,
        phase=phase_of(state, [gate for gate in gates if gate.fired]),
        level=_level(state) if verdict == "farmed" and role == REQUESTER else None,
        components=components,
        gates=gates,
        standing=state,
    )


def _components(state: Standing, role: Role) -> tuple[Component, ...]:
    weights = c.WEIGHTS[role]
    return tuple(
        Component(
            name=name,
            value=value,
            weight=weights[name],
            points=value * weights[name],
            evidence=describe(name, state, role),
            formula=REASONS[name].formula,
            because=REASONS[name].because,
        )
        for name, value in values(state, role).items()
    )


def _level(state: Standing) -> int:
    if state.facts.work >= c.USED:
        return c.LEVEL_USED
    return c.LEVEL_SEEN if state.facts.work >= c.SEEN else c.LEVEL_VOUCHED
