"""A link between two others: that they have something with each other, as somebody told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from farmer.choices import Choices

Strength = Literal["close", "works", "met"]
STRENGTHS: Choices[Strength] = Choices(
    "strength",
    {
        "close": "friends, family, partners",
        "works": "they work, or worked, together",
        "met": "they have met; so it counts where nothing is said",
    },
)
# As what address books name the one of the two in the card of the other (RFC 6350, 6.6.6).
RELATIONS: Mapping[Strength | None, str] = {
    "close": "friend",
    "works": "co-worker",
    "met": "met",
    None: "acquaintance",
}
# So long somebody stays known of, from the day on which a link to them was told last; and in so
# long what was told of a link halves.
KNOWN_DAYS = 730


class Link(NamedTuple):
    """That two people know each other, or that they do not, as it was told.

    Attributes:
        on: the day on which it was told.
        how: from where, in words: ``on the board together``.
        strength: one of ``STRENGTHS``; None where nothing was said.
        denied: whether it was said that they do not know each other.
        told_by_id: who told it; None where nobody in particular did.
    """

    on: date
    how: str = ""
    strength: Strength | None = None
    denied: bool = False
    told_by_id: int | None = None
