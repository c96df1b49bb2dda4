"""What one person needs against what another has: which words meet, and how much they tell.

A need and an holding meet where words of the same stem are in both. What few have tells more than
what many have, so a stem is worth the logarithm of how rare it is, as in Robertson and Spärck Jones
(1976).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
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


# Who has something about a stem: by their ids, in what.
HeldBy = Callable[[str], Mapping[int, Sequence[Holding]]]


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


def meetings(
    wanted: Mapping[str, str], held: HeldBy, asker_id: int, whose: Collection[int], of: int
) -> list[NeedMet]:
    """Who has what meets a need, the best first.

    Args:
        wanted: what the need is about, as `stems` has it.
        held: who has something about a stem, and what.
        asker_id: whose need it is; what they have themselves is nothing to them.
        whose: of whom it is asked; the others count all the same where it is said how rare it is.
        of: how many people there are.
    """
    having = {each: held(each) for each in wanted}
    rare = {
        each: log(1 + of / (len(holders) - (asker_id in holders)))
        for each, holders in having.items()
        if holders.keys() - {asker_id}
    }
    found = []
    for contact_id in {one for each in rare for one in having[each]} & {*whose} - {asker_id}:
        shared = [each for each in rare if contact_id in having[each]]
        times = Counter(holding for each in shared for holding in {*having[each][contact_id]})
        best = max(times, key=lambda holding: (times[holding], holding))
        words = tuple(wanted[each] for each in shared)
        found.append(NeedMet(best, words, sum(rare[each] for each in shared)))
    return sorted(found, key=lambda met: (-met.worth, met.holding))
