"""Phrases that several commands share."""

from __future__ import annotations

from math import floor

from farmer.scoring.constants import TOLERANCE
from farmer.wording import say_count


def whole(score: float) -> int:
    """A score as it is shown: truncated, never rounded, so that 69.6 never reads as 70."""
    return floor(score + TOLERANCE)


def ago(days: int | None) -> str:
    """How long ago `days` is."""
    if days is None:
        return "never"
    return "today" if days == 0 else f"{say_count(days, 'day')} ago"


def rhythm(days: float) -> str:
    """A tie's own rhythm."""
    return f"usually every {days:g} days"


PHASES_SAID = {
    "none": "not yet visible to each other",
    "V": "visibility",
    "C": "credibility",
    "P": "profitability",
}

# Who began a contact, after “by”.
BEGINNERS_SAID = {"me": "me", "them": "them", "both": "both", "none": "nobody"}
