"""Why a request is declined: the one true reason that comes first, in a word for the template.

It speaks of the two who write to each other, and of time; never of the target, and never of worth.
"""

from __future__ import annotations

from typing import Literal

from farmer.scoring.assessment import Assessment

DeclineReason = Literal[
    "stranger", "written", "unhappy", "unsettled", "burst", "work", "cold", "young", "mine"
]


def why_not(asker: Assessment) -> DeclineReason:
    """What is missing between the user and the asker; ``mine`` where nothing is.

    The gates are asked in the order in which a person would say it: who was never met is told
    that, and not that their work is unknown as well.
    """
    failing = {gate.id for gate in asker.failing}
    facts = asker.standing.facts
    if "S5" in failing and facts.broken:
        failing.add(_AMISS)
    for reason, gates in _GATES.items():
        if failing & gates:
            return reason
    return "mine" if asker.verdict == "farmed" else "young"


# The gate of promises fails where one was broken, and where none has been seen kept yet.
_AMISS = "S5, something broken"
_GATES: dict[DeclineReason, set[str]] = {
    "stranger": {"H0"},
    "written": {"H1"},
    "unhappy": {"H4"},
    "unsettled": {"H5", _AMISS},
    "burst": {"H2"},
    "work": {"H3", "S4"},
    "cold": {"S7", "S7b"},
    "young": {"S1", "S2", "S3", "S5", "S6"},
}
