"""Whether what one asks for is specific, and easy to do: two of the six questions of A12.

Whether they can and will is for the person who asks to say; whether the relationship bears it, and
what was done for them, the judgement says.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from farmer.text import words

# Who could be anybody comes to nobody's mind.
_VAGUE = frozenset(
    ("anybody", "anyone", "everybody", "everyone", "somebody", "someone", "whoever", "whomever")
)
_UNCOUNTED = frozenset(("any", "all", "more", "new", "some"))
_CROWD = frozenset(
    ("business", "clients", "companies", "contacts", "customers", "firms", "leads", "people")
)
_FEWEST_WORDS = 3
_MOST_WORDS = 30
# Of the words of two needs, and of their letters in order, how much they share where they are one.
_ALIKE = 0.6
_NEAR = 0.85


def doubts(need: str, target: str = "") -> list[str]:
    """What is not specific or easy yet in the `need` as it is told; `target` is whom to meet."""
    said = words(need)
    found = []
    vague = [word for word in said if word in _VAGUE]
    if vague and not target:
        found.append(f"“{vague[0]}” comes to nobody's mind: name a person, or one kind of firm.")
    elif _is_crowd(said) and not target:
        found.append("That could be a thousand people: name one, or one kind of firm.")
    if len(said) < _FEWEST_WORDS:
        found.append("It is too short to act on: say in a sentence what you need, and why.")
    if len(said) > _MOST_WORDS:
        found.append("It is too long to pass on: one thing, in one sentence.")
    return found


def _is_crowd(said: list[str]) -> bool:
    """Whether it speaks of people without saying which: ``new clients``, ``more business``."""
    pairs = pairwise(said)
    return any(which in _UNCOUNTED and whom in _CROWD for which, whom in pairs)


def are_alike(need: str, other: str) -> bool:
    """Whether two needs are the same but for the wording, or a slip of the fingers."""
    one, two = words(need), words(other)
    shared = len({*one} & {*two}) / max(1, len({*one, *two}))
    return shared >= _ALIKE or SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= _NEAR
