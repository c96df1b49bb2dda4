"""Both sides of an introduction (method C4): it is as good as its weaker side."""

from __future__ import annotations

from dataclasses import dataclass

from farmer.model import Role, Verdict
from farmer.scoring.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Pair:
    """An introduction's verdict: the lower of its two sides'.

    Attributes:
        requester, target: the assessment of each side, in its own role.
        verdict, score: the lower of the two.
        weaker: which side that is; the requester's where they are equal.
    """

    requester: Assessment
    target: Assessment
    verdict: Verdict
    score: float
    weaker: Role

    @property
    def plan_days(self) -> int | None:
        """Days until both sides are farmed, the longer plan deciding; None for a long road."""
        plans = (self.requester.plan, self.target.plan)
        return None if None in plans else max(plan.days for plan in plans if plan)


def pair(requester: Assessment, target: Assessment) -> Pair:
    """Judge the introduction of a requester to a target from the assessments of both."""
    weaker: Role = "target" if target.score < requester.score else "requester"
    side = target if weaker == "target" else requester
    return Pair(requester, target, side.verdict, side.score, weaker)
