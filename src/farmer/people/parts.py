"""The parts of a name, guessed from how it is written.

The guess goes by words that stand around names (`titles`), by the comma of ``Ruiz, Ana``, and by
the script (`unspaced`). A firm has no parts. Nothing guessed is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from farmer.model import Contact
from farmer.people import titles
from farmer.people.unspaced import is_unspaced, unspaced
from farmer.text import fold

# A nickname among the others: Robert "Bob" Smith.
QUOTED = re.compile(r'["“„«]\s*([^"“”„«»]+?)\s*["”“»]')

_SUFFIXES = titles.CREDENTIALS | titles.SHORT_GENERATIONS.keys()
_ASIDE = re.compile(r'["“„«][^"“”„«»]*["”“»]|[(（\[][^)）\]]*[)）\]]')
_COMMA = re.compile(r"\s*[,，、]\s*")
# Dr.Ana, as many write it.
_GLUED = re.compile(r"\b((?:[Dd]r|[Pp]rof|[Mm]rs?|[Mm]s|[Ii]ng|[Mm]ag)\.)(?=\w)")
_MOST_WORDS_REVERSED = 4
_LONGEST_CREDENTIAL = 6
_PAIR = 2  # a given and a family name, or what stands on both sides of a comma


class NameParts(NamedTuple):
    """The parts of a name, as written, each empty where there is none.

    Attributes:
        prefix: titles, such as ``Prof. Dr.``.
        given: what stands first, in most of the world; two people's who share a family name.
        middle: further given names and initials.
        family: with its particles: ``van der Berg``.
        suffix: ``Jr.``, ``PhD``, ``さん``; several with a comma and a space between them.
    """

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""


class NameReading(NamedTuple):
    """What a name was read as; `reversed` where the family's stood first, before a comma."""

    parts: NameParts
    reversed: bool = False


def parts_of(name: str) -> NameParts:
    """The parts of `name`, guessed; all empty for a firm, and for what has no letters."""
    return read_name(name).parts


@lru_cache(maxsize=4096)
def read_name(name: str) -> NameReading:
    """The parts of `name`, guessed, and whether it was written the other way round."""
    plain = _GLUED.sub(r"\1 ", _ASIDE.sub(" ", name)).strip(" ,，、")
    segments = [segment for segment in _COMMA.split(plain) if segment]
    if not any(map(str.isalpha, plain)) or _is_firm_alone(segments):
        return NameReading(NameParts())
    segments = [each for each in segments[:1] + segments[1:] if not is_firm(each)] or segments
    titled = [each for each in segments[1:] if is_title(each)]  # Ana Ruiz, Dr.
    if titled:
        rest = ", ".join(each for each in segments if each not in titled)
        return NameReading(parts_of(f"{' '.join(titled)} {rest}"), reversed=True)
    behind = _credentials_behind(segments, shouted=plain.isupper())
    segments = segments[: len(segments) - len(behind)]
    between = [each for each in segments[1:-1] if _is_suffix(each)]  # Stone, Jr., Walt
    if len(segments) - len(between) == _PAIR:
        parts = _reversed(segments[0], segments[-1], [*between, *behind])
        if parts is not None:
            return NameReading(parts, reversed=True)
    parts = _straight(segments[0])
    return NameReading(parts._replace(suffix=_listed([parts.suffix, *behind])))


def parts_told(contact: Contact) -> NameParts:
    """The parts of a name that somebody told; all empty where nobody did."""
    return NameParts(*(getattr(contact, part) for part in NameParts._fields))


def retold(name: str, told: NameParts, typed: Mapping[str, str]) -> NameParts:
    """The parts of `name` with those that are `typed`, the others as they were told or are guessed.

    A word that is typed in one part is in no other: with ``Mary Ann`` for the given name, ``Ann``
    is no longer the middle one.
    """
    base = told if any(told) else parts_of(name)
    taken = {fold(word) for text in typed.values() for word in text.split()}
    left = {
        part: " ".join(word for word in text.split() if fold(word.strip(",")) not in taken)
        for part, text in base._asdict().items()
    }
    return NameParts(**{**left, **typed})


def put_right(told: NameParts) -> NameParts:
    """The parts of a name as a file tells them, titles and suffixes where they belong.

    All empty, so that they are guessed, where one of them holds the whole name, or a firm's.
    """
    prefix, given, middle, family, suffix = (" ".join(text.split()).strip(" ,") for text in told)
    only = (given or family).split()
    whole = not (given and family) and len(only) > 1 and not _is_particle(only[0])
    if whole or not only or is_firm(f"{given} {family}") or (family and _is_suffix(family)):
        return NameParts()
    family, *more = _COMMA.split(family)
    titled, given_words, behind = _bare(given.split())
    before, family_words, last = _bare(family.split())
    return NameParts(
        prefix=" ".join(filter(None, (prefix, *titled, *before))),
        given=" ".join(given_words).strip(","),
        middle=middle,
        family=" ".join(family_words),
        suffix=_listed([*behind, *last, *more, suffix]),
    )


def is_title(text: str) -> bool:
    """Whether `text` is what stands before a name: ``Prof. Dr.``, and not what somebody does."""
    tokens = text.split()
    return bool(tokens) and len(_bare([*tokens, "Name"])[0]) == len(tokens)


def is_family(said: Sequence[str]) -> bool:
    """Whether two or more words are surely a family's name, by the particles it begins with."""
    first = said[0]
    sure = first.islower() or plain_word(first) not in titles.PARTICLES_AS_GIVEN
    return _is_particle(first) and (sure or _is_particle(said[1]))


def is_firm(name: str) -> bool:
    """Whether `name` is plainly a firm's."""
    if any(sign in name for sign in titles.FIRM_SIGNS):
        return True
    tokens = name.split()
    if len(tokens) < _PAIR:
        return False
    last, plain = tokens[-1].replace(".", ""), plain_word(tokens[-1])
    in_capitals = last in titles.CAPITAL_FIRMS and not name.isupper()
    joined = bool({"&", "+"} & set(tokens[:-1])) or "und" in tokens
    partners = joined and (plain in titles.PARTNERS or tokens[-2] in ("&", "+"))
    return plain in titles.FIRMS or in_capitals or partners


def plain_word(word: str) -> str:
    """A word as it stands in `titles`."""
    return fold(word).replace(".", "").strip(",;:'")


def _is_firm_alone(segments: Sequence[str]) -> bool:
    """Whether the name is a firm's: ``Acme GmbH``, ``Acme, Inc.``."""
    form = len(segments) > 1 and plain_word(segments[-1]) in titles.FIRMS
    return form or all(map(is_firm, segments))


def _credentials_behind(segments: Sequence[str], *, shouted: bool) -> list[str]:
    """The last of the `segments` that are suffixes: of ``Ruiz, Ana, PhD, MBA`` two."""
    found: list[str] = []
    named = len(segments[0].split()) >= _PAIR and not shouted
    for segment in reversed(segments[1:]):
        spelt = plain_word(segment) in titles.LONG_GENERATIONS or _is_in_capitals(segment)
        if not (_is_suffix(segment) or (named and spelt)):
            break
        found.insert(0, segment)
    return found


def _is_suffix(segment: str) -> bool:
    return all(plain_word(word) in _SUFFIXES for word in segment.split())


def _is_in_capitals(segment: str) -> bool:
    """Whether it is written as credentials are."""
    words = segment.split()
    return all(
        w.isupper() and 1 < len(w) <= _LONGEST_CREDENTIAL and not is_unspaced(w) for w in words
    )


def _reversed(family: str, given: str, suffixes: Sequence[str]) -> NameParts | None:
    """The parts of ``Ruiz`` and ``Dr. Ana``; None where the two are no name."""
    both = [*family.split(), *given.split()]
    longest = max(len(family.split()), len(given.split()))
    aside = given[0].islower() and not family[0].islower()  # Ana Ruiz, accountant
    if aside or longest > _MOST_WORDS_REVERSED or any(c.isdigit() for word in both for c in word):
        return None
    before, family_words, generation = _bare(family.split())
    prefix, given_words, more = _bare(given.split())
    if not family_words or not given_words:
        return None
    while len(given_words) > 1 and _is_particle(given_words[-1]):  # Cruz, Ana de la
        family_words.insert(0, given_words.pop())
    first, middle = _given_and_middle(given_words)
    return NameParts(
        prefix=" ".join([*before, *prefix]),
        given=first,
        middle=middle,
        family=" ".join(family_words),
        suffix=_listed([*generation, *more, *suffixes]),
    )


def _straight(name: str) -> NameParts:
    """The parts of a name without a comma."""
    prefix, core, suffixes = _bare(name.split())
    around = NameParts(prefix=" ".join(prefix), suffix=_listed(suffixes))
    if core and is_unspaced(" ".join(core)):
        family, given, honorific = unspaced(core)
        suffix = _listed([honorific, *suffixes])
        return around._replace(given=given, family=family, suffix=suffix)
    if len(core) < _PAIR:
        only = "".join(core)
        titled = prefix and not {plain_word(word) for word in prefix} & titles.OF_GIVEN
        return around._replace(family=only) if titled else around._replace(given=only)
    begins = _family_begins(core)
    given, middle = _given_and_middle(core[:begins])
    return around._replace(given=given, middle=middle, family=" ".join(core[begins:]))


def _bare(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Titles, the name itself and suffixes; at least one word is the name."""
    kept = [token for token in tokens if token == "&" or any(map(str.isalpha, token))]
    begins = 0
    while begins < len(kept) - 1 and _is_title(kept[begins:], after_title=begins > 0):
        begins += 1
    rest = kept[begins:]
    suffixes: list[str] = []
    while len(rest) > 1 and _ends_name(rest, titled=begins > 0):
        suffixes.insert(0, rest.pop())
    return kept[:begins], rest, suffixes


def _is_title(tokens: Sequence[str], *, after_title: bool) -> bool:
    """Whether the first of two or more words is a title."""
    token, plain = tokens[0], plain_word(tokens[0])
    if plain in titles.TITLES:
        return True
    if after_title and plain in titles.AFTER_TITLES:
        return token.endswith(".") or token.islower()
    if after_title and plain in titles.JOINING:  # Mr & Mrs
        return plain_word(tokens[1]) in titles.TITLES
    if plain in titles.DOTTED:
        return "." in token
    return plain in titles.RANKS and len(tokens) > _PAIR


def _ends_name(core: Sequence[str], *, titled: bool) -> bool:
    """Whether the last word is a suffix of those before it."""
    token, plain = core[-1], plain_word(core[-1])
    if plain in _SUFFIXES:
        return True
    if len(core) == _PAIR and not titled:  # Jack Ma, Ana Junior
        return False
    if plain in titles.LONG_GENERATIONS or plain in titles.TITLES:
        return "." in token or plain in titles.GENERATIONS_SPELT or token.islower()
    if plain not in titles.CAPITAL_CREDENTIALS or " ".join(core).isupper():
        return False
    return token.isupper() or "." in token[:-1]


def _family_begins(core: Sequence[str]) -> int:
    """The place of the first word of the family name, among two or more."""
    if core[0].islower() and _is_particle(core[0]):
        return 0
    if len(core) > 3 and core[1].casefold() in titles.JOINING:  # Ana & Bo Ruiz
        return 3
    last = len(core) - 1
    begins = next((at for at in range(1, last) if _is_particle(core[at])), last)
    joined = begins > 1 and core[begins].casefold() in titles.BETWEEN_FAMILIES
    return begins - 1 if joined else begins


def _is_particle(token: str) -> bool:
    plain = plain_word(token)
    return plain in titles.PARTICLES or (token.islower() and plain in titles.SMALL_PARTICLES)


def _given_and_middle(given: Sequence[str]) -> tuple[str, str]:
    if len(given) > _PAIR and given[1].casefold() in titles.JOINING:
        return " ".join(given), ""
    return " ".join(given[:1]), " ".join(given[1:])


def _listed(suffixes: Sequence[str]) -> str:
    return ", ".join(filter(None, suffixes))
