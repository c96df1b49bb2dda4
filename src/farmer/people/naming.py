"""What a name is good for: greeting somebody, turning it round, comparing it with another.

A name is kept as it is written. Its parts are those that were told, else guessed (`parts`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from farmer.people import titles
from farmer.people.parts import (
    QUOTED,
    NameParts,
    is_family,
    is_title,
    parts_of,
    read_name,
)
from farmer.people.titles import plain_word
from farmer.people.unspaced import is_unspaced, without_titles
from farmer.text import fold, nicknames, words


class Compared(NamedTuple):
    """A name as others are compared with it.

    Attributes:
        core: the folded name without titles and suffixes, in the order in which it is said.
        letters: the same without anything between the letters, where there are any.
        generation: ``jr``, ``sr``, ``ii`` …, empty where the name does not say it.
        sex: ``m`` or ``f`` where a title says it.
    """

    core: str
    letters: str
    generation: str = ""
    sex: str = ""

    def is_apart(self, other: Compared) -> bool:
        """Whether the two are plainly two people, however alike: father and son, Mr and Mrs."""
        return _differ(self.generation, other.generation) or _differ(self.sex, other.sex)

    def names(self, other: Compared) -> bool:
        """Whether it is the name of `other`, written in whatever way; no Jr. is assumed."""
        if self.letters != other.letters or not self.letters:
            return False
        return self.generation in ("", other.generation) and not self.is_apart(other)


@lru_cache(maxsize=65536)
def compared(name: str) -> Compared:
    """`name` as others are compared with it."""
    folded = fold(name)
    if not _may_hold_more(folded):
        return Compared(folded, _letters(folded))
    read = read_name(name)
    prefix, given, middle, family, suffix = read.parts
    turned_round = read.family_first or is_unspaced(given + family)
    in_order = [family, middle, given] if turned_round else [given, middle, family]
    if " " not in f"{given} {family}".strip():  # Frau Weber is no other Weber: they stay together
        in_order.insert(0, prefix)
    said = " ".join(words(" ".join(in_order))) or folded
    generations = (
        titles.GENERATIONS.get(plain_word(word), "") for word in re.split(r"[\s,]+", suffix)
    )
    generation = next(filter(None, generations), "")
    return Compared(said, _letters(said), generation, _sex(prefix))


def turned(name: str) -> str | None:
    """``Ana Ruiz`` for ``Ruiz, Ana``: the name as it is said; None where that is how it stands."""
    read = read_name(name)
    if not read.reversed:
        return None
    prefix, given, middle, family, suffix = read.parts
    if is_unspaced(family + given):
        return f"{prefix} {family}{given}{suffix}".strip()
    in_order = (family, middle, given) if read.family_first else (given, middle, family)
    suffixes = suffix.split(", ") if suffix else []
    generation = [each for each in suffixes[:1] if plain_word(each) in titles.GENERATIONS]
    said = " ".join(filter(None, (prefix, *in_order, *generation)))
    return ", ".join([said, *suffixes[len(generation) :]])


def surely_turned(name: str) -> str | None:
    """As `turned`, but None where a whole name may stand before the comma: ``Ana Ruiz, Berlin``.

    One word is no whole name, nor a family's with its particles; nor what ``Dr. Ana`` follows.
    """
    before, *behind = re.split(r"\s*[,，、]\s*", name.strip())
    said = before.split()
    title = bool(behind) and is_title(" ".join(behind[-1].split()[:1]))
    sure = len(said) == 1 or title or (bool(said) and is_family(said))
    return turned(name) if sure else None


def called(name: str, nickname: str = "", told: NameParts = NameParts()) -> str:  # noqa: B008
    """How somebody is greeted: by what they are called, else by the given name, told or guessed.

    All of the name but titles is said where it is written without spaces or has nothing but
    initials; a family name alone keeps its title (``Frau Weber``), and a firm's stays as it is.
    """
    parts = told if any(told) else parts_of(name)
    known = [each for each in nicknames(nickname) if not _is_whole(each, parts)]
    quoted = None if any(told) else QUOTED.search(name)
    if known or quoted:
        return known[0] if known else quoted[1] if quoted else ""
    if is_unspaced(parts.given + parts.family):
        return without_titles(turned(name) or name) or name
    if not parts.given:
        return turned(name) or name
    if any(told):
        return parts.given
    spoken = [part for part in (parts.given, *parts.middle.split()) if not _is_short(part)]
    return spoken[0] if spoken else " ".join(filter(None, parts[1:4]))


# What a name's first or last word has to be for it to be more than a name.
_AROUND = (
    titles.TITLES
    | titles.DOTTED
    | titles.RANKS
    | titles.CREDENTIALS
    | titles.CAPITAL_CREDENTIALS
    | titles.GENERATIONS.keys()
)
_SIGNS = frozenset(',.("[')


def _may_hold_more(folded: str) -> bool:
    """Whether a folded name may be more than a name: most are not, and need no reading."""
    if not folded.isascii() or not _SIGNS.isdisjoint(folded):
        return True
    said = folded.split()
    return bool(said) and (said[0] in _AROUND or said[-1] in _AROUND)


def _sex(prefix: str) -> str:
    said = {plain_word(word) for word in prefix.split()}
    man, woman = bool(said & titles.MEN), bool(said & titles.WOMEN)
    return {(True, False): "m", (False, True): "f"}.get((man, woman), "")


def _is_short(word: str) -> bool:
    """Whether it is an initial, or cut short: ``J.``, ``J.R.``, ``Wm.``."""
    return len(word) == 1 or word.endswith(".")


def _is_whole(nickname: str, parts: NameParts) -> bool:
    """Whether it is a whole name, as merges once left them there, and nothing to be called by."""
    said = words(nickname)
    return len(said) > 1 and not set(said[1:]).isdisjoint(words(parts.family))


def _letters(folded: str) -> str:
    together = folded.replace(" ", "")
    return together if together.isalnum() else "".join(filter(str.isalnum, folded)) or folded


def _differ(one: str, other: str) -> bool:
    return one != other and bool(one and other)
