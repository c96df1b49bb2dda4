"""Names in Latin letters with the family's name first: Nguyễn Văn An, Kim Min-jun, Tsai Ing-wen.

Where a family's name is told by itself, or by what stands beside it. All others are written the
other way round as often, and are read as most names are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from farmer.people import families
from farmer.text import fold

_LEAST, _MOST = 2, 4
# Letters that nobody else writes: ạ … ỹ, ơ and ư.
_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# A syllable of Korean as it is written in Latin letters: Min, Hyun, Seok, Young.
_SYLLABLE = re.compile(
    "(kk|tt|pp|ss|jj|ch|sh|[bcdghjkmnprst])?[yw]?(ae|eo|eu|oe|ui|ee|oo|ou|[aeiou])(ng|[klmnprtb])?"
)
_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")


class FamilyFirst(NamedTuple):
    """The parts of such a name, as written."""

    family: str
    middle: str
    given: str


def family_first(core: Sequence[str]) -> FamilyFirst | None:
    """The parts of a name of which `core` are the words; None where nothing says the order."""
    if not _LEAST <= len(core) <= _MOST:
        return None
    if _is_vietnamese(core):
        return FamilyFirst(core[0], " ".join(core[1:-1]), core[-1])
    if _is_korean(core) or _is_taiwanese(core):
        return FamilyFirst(core[0], "", " ".join(core[1:]))
    return None


def _is_vietnamese(core: Sequence[str]) -> bool:
    first, last = (unicodedata.normalize("NFC", word).casefold() for word in (core[0], core[-1]))
    if fold(first) in families.VIETNAMESE_ALONE or first in families.VIETNAMESE_WRITTEN:
        return True
    between = any(fold(word) in families.VIETNAMESE_MIDDLE for word in core[1:-1])
    if between and fold(first) in _FOLDED:
        return True
    elsewhere = fold(last) in families.VIETNAMESE_ALONE or last in families.VIETNAMESE_WRITTEN
    marked = first != fold(first) or _VIETNAMESE.search(" ".join(core))
    return first in families.VIETNAMESE_GIVEN and bool(marked) and not elsewhere


def _is_korean(core: Sequence[str]) -> bool:
    """Whether a given name of two syllables stands behind a family's: Min-jun, Min Jun."""
    family, *given = (word.casefold() for word in core)
    syllables = "-".join(given).split("-")
    return (
        family in families.KOREAN
        and len(syllables) == _LEAST
        and given[-1] not in families.KOREAN_ALONE
        and all(map(_SYLLABLE.fullmatch, syllables))
    )


def _is_taiwanese(core: Sequence[str]) -> bool:
    """Whether it is written as in Taiwan: small behind the hyphen."""
    family, *given = core
    return (
        family.casefold() in families.TAIWANESE | families.KOREAN
        and len(given) == 1
        and _HYPHENED.fullmatch(given[0]) is not None
    )


_FOLDED = frozenset(map(fold, families.VIETNAMESE_WRITTEN | families.VIETNAMESE_GIVEN))
