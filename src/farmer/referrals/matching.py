"""What one person needs against what another has: which words meet, and how much they tell.

A need and an holding meet where words of the same stem are in both. What few have tells more than
what many have, so a stem is worth the logarithm of how rare it is, as in Robertson and Spärck Jones
(1976).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]{3,}")
# What stands in every goal, and tells nothing of it.
_COMMON_WORDS = """
about after all and any are been before better both business but can client clients contact
contacts could day each everybody first for from get good great had has have help her him his
how into introduction its just know learn like look looking make many meet month more most much
need needs new next not now one open other our out over own people plan possible quarter real
run see some somebody someone something start than that the their them then there these they
thing things this through time two until use used very want wants was well were what when where
which who will wish with without work works would year years you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
# Endings that a word of English takes without becoming another; the longest first.
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ed", "er", "es", "or", "y", "s", "e")
_LEAST = 4


class Holding(NamedTuple):
    """Something that a person has: a skill, a network, a firm, a trade.

    Attributes:
        contact_id: who.
        what: a slot of GAINS, ``company``, ``title`` or the name of an own field.
        text: in words.
    """

    contact_id: int
    what: str
    text: str


class NeedMet(NamedTuple):
    """What of somebody meets a need, with the words of the need that met, and their worth.

    `holding` is that in which most of it stands.
    """

    holding: Holding
    words: tuple[str, ...]
    worth: float


def stem(word: str) -> str:
    """A word without its ending: ``shipping``, ``ships`` and ``shipper`` are ``ship``."""
    plain = word.casefold()
    for ending in _ENDINGS:
        bare = plain.removesuffix(ending)
        if bare != plain and len(bare) >= _LEAST:
            doubled = len(bare) > _LEAST and bare[-1] == bare[-2] and bare[-1] not in "lsz"
            return bare[:-1] if doubled else bare
    return plain


def stems(text: str) -> dict[str, str]:
    """The stems of what a text is about, each with the word that it first stood in."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word.casefold() not in _COMMON:
            found.setdefault(stem(word), word)
    return found


def meetings(need: str, holdings: Iterable[Holding], of: int) -> list[NeedMet]:
    """Who has what meets a need, the best first; `of` is how many people there are."""
    wanted, known = stems(need), [(holding, stems(holding.text)) for holding in holdings]
    holders = {
        each: len({holding.contact_id for holding, about in known if each in about})
        for each in wanted
    }
    found = []
    for contact_id in dict.fromkeys(holding.contact_id for holding, _ in known):
        theirs = [(holding, about) for holding, about in known if holding.contact_id == contact_id]
        shared = [each for each in wanted if any(each in about for _, about in theirs)]
        if shared:
            best, _ = max(theirs, key=lambda one: (len(wanted.keys() & one[1].keys()), one[0]))
            worth = sum(log(1 + of / holders[each]) for each in shared)
            found.append(NeedMet(best, tuple(wanted[each] for each in shared), worth))
    return sorted(found, key=lambda met: (-met.worth, met.holding))
