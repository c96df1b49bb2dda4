"""The judgement: is a relationship farmed, what would make it so, how warm is it?

Pure functions over plain values; no ledger, clock or file is needed:

    >>> from datetime import date
    >>> from farmer.scoring import Fact, Touch, assess
    >>> met = Touch(on=date(2026, 6, 1), kind="event", by="them", minutes=3, group=2, depth=0)
    >>> assessment = assess([met], [], as_of=date(2026, 6, 1))
    >>> assessment.verdict, int(assessment.score)
    ('not yet', 6)
    >>> assessment.plan.days
    182
"""

from farmer.model import Fact, Touch
from farmer.scoring.assess import Assessment, Component, assess
from farmer.scoring.cold import STATUSES, Silence, Status, silence, warmth
from farmer.scoring.gate import Gate
from farmer.scoring.pair import Pair, pair
from farmer.scoring.plan import Plan, Step
from farmer.scoring.score import Phase

__all__ = [
    "STATUSES",
    "Assessment",
    "Component",
    "Fact",
    "Gate",
    "Pair",
    "Phase",
    "Plan",
    "Silence",
    "Status",
    "Step",
    "Touch",
    "assess",
    "pair",
    "silence",
    "warmth",
]
