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

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from farmer.model import Fact, Touch
    from farmer.scoring.assessment import Assessment, Component, assess
    from farmer.scoring.cold import STATUSES, Silence, Status, silence, warmth
    from farmer.scoring.gate import Gate
    from farmer.scoring.pairing import Pair, pair
    from farmer.scoring.plan import Plan, Step
    from farmer.scoring.score import Phase

# Where each name is. Loaded when asked for: a list of ties needs no plan, a plan no warmth.
_HOME = {
    "farmer.model": ("Fact", "Touch"),
    "farmer.scoring.assessment": ("Assessment", "Component", "assess"),
    "farmer.scoring.cold": ("STATUSES", "Silence", "Status", "silence", "warmth"),
    "farmer.scoring.gate": ("Gate",),
    "farmer.scoring.pairing": ("Pair", "pair"),
    "farmer.scoring.plan": ("Plan", "Step"),
    "farmer.scoring.score": ("Phase",),
}

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


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
