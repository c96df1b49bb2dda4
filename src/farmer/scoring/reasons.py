"""Why each component counts: its formula in words, and the source of the idea.

Only statements whose passage or abstract was read are quoted as reasons.
"""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """A component in words: `formula` is how it is counted, `because` why, with its source."""

    formula: str
    because: str


REASONS: dict[str, Reason] = {
    "cultivation": Reason(
        "the weights of touches at least a week apart, each halved every 180 days, out of 6; "
        "groups and text fill at most half",
        "BNI chapters that met fortnightly passed 52 % fewer referrals than weekly ones.",
    ),
    "tenure": Reason(
        "the span from the first to the last contact, out of a year, "
        "times contacts a month or more apart, out of 6",
        "“A good relationship can easily take a year” — Misner, BNI podcast 57.",
    ),
    "work": Reason(
        "the best of told .20, vouched .45, seen .60, used .85, used again 1; "
        "none while you are unhappy with it",
        "Misner would not refer “a product or service that I don't know anything about "
        "and haven't used myself”.",
    ),
    "reliability": Reason(
        "weeks with a promise kept (9 at most), less 3 for each broken one, out of 3",
        "Credibility: appointments kept, promises acted upon — Misner on VCP.",
    ),
    "reciprocity": Reason(
        "half: who begins, the lesser side out of 3 weeks; half: favours — both ways for a "
        "requester, given less asked for a target",
        "Reciprocity is the strongest predictor that a tie lasts — "
        "Hidalgo & Rodriguez-Sickert 2008.",
    ),
    "freshness": Reason(
        "full until 90 days have passed since the last contact, none after 180",
        "“Benign neglect”: relationships deteriorate without anyone intending it — BNI.",
    ),
}

GATE_SOURCES: dict[str, str] = {
    "H1": "To be connected to one another's profiles is not a relationship — Misner.",
    "H2": "“It is not about one-shot meetings” — Misner.",
    "S7": "Silence over eight times a pair's usual gap most likely ends it — Navarro et al. 2017.",
}

DORMANT = "Dormant ties keep trust and bring news — Levin, Walter & Murnighan 2011."
CONSENT = "Ask each of them to opt in before making it — Fred Wilson 2009."
