"""The parts of a name, guessed from how it is written.

The guess goes by words that stand around names (`titles`), by the comma of ``Ruiz, Ana``, and by
the script (`unspaced`). A firm has no parts. Nothing guessed is stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from farmer.model import Contact
from farmer.people import titles
from farmer.people.families import IBERIAN
from farmer.people.family_first import family_first
from farmer.people.firms import is_firm, is_firm_alone
from farmer.people.titles import plain_word
from farmer.people.unspaced import is_unspaced, unspaced

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


_PARTS = attrgetter(*NameParts._fields)


class NameReading(NamedTuple):
    """What a name was read as.

    Attributes:
        parts: the parts.
        reversed: whether the family's stood first, before a comma.
        family_first: whether it is said in that order.
    """

    parts: NameParts
    reversed: bool = False
    family_first: bool = False


def parts_of(name: str) -> NameParts:
    """The parts of `name`, guessed; all empty for a firm, and for what has no letters."""
    return read_name(name).parts


@lru_cache(maxsize=4096)
def read_name(name: str) -> NameReading:
    """The parts of `name`, guessed, and whether it was written the other way round."""
    plain = _GLUED.sub(r"\1 ", _ASIDE.sub(" ", name)).strip(" ,，、")
    segments = [segment for segment in _COMMA.split(plain) if segment]
    if not any(map(str.isalpha, plain)) or is_firm_alone(segments):
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
        turned = _reversed(segments[0], segments[-1], [*between, *behind])
        if turned is not None:
            return turned
    read = _straight(segments[0])
    suffix = _listed([read.parts.suffix, *behind])
    return read._replace(parts=read.parts._replace(suffix=suffix))


def parts_told(contact: Contact) -> NameParts:
    """The parts of a name that somebody told; all empty where nobody did."""
    return NameParts._make(_PARTS(contact))


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


def _reversed(family: str, given: str, suffixes: Sequence[str]) -> NameReading | None:
    """What ``Ruiz`` and ``Dr. Ana`` are read as; None where the two are no name."""
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
    two = len(family_words) == 1 < len(given_words)
    eastern = family_first([*family_words, *given_words]) if two else None
    first, middle = _given_and_middle(_with_given_joined(given_words))
    parts = NameParts(
        prefix=" ".join([*before, *prefix]),
        given=eastern.given if eastern else first,
        middle=eastern.middle if eastern else middle,
        family=" ".join(family_words),
        suffix=_listed([*generation, *more, *suffixes]),
    )
    return NameReading(parts, reversed=True, family_first=eastern is not None)


def _straight(name: str) -> NameReading:
    """What a name without a comma is read as."""
    prefix, core, suffixes = _bare(name.split())
    around = NameParts(prefix=" ".join(prefix), suffix=_listed(suffixes))
    if core and is_unspaced(" ".join(core)):
        family, given, honorific = unspaced(core)
        suffix = _listed([honorific, *suffixes])
        return NameReading(around._replace(given=given, family=family, suffix=suffix))
    eastern = family_first(core)
    if eastern:
        return NameReading(around._replace(**eastern._asdict()), family_first=True)
    core = _with_given_joined(core)
    if len(core) < _PAIR:
        only = "".join(core)
        titled = prefix and not {plain_word(word) for word in prefix} & titles.OF_GIVEN
        said = around._replace(family=only) if titled else around._replace(given=only)
        return NameReading(said)
    begins = _family_begins(core)
    given, middle = _given_and_middle(core[:begins])
    said = around._replace(given=given, middle=middle, family=" ".join(core[begins:]))
    return NameReading(said)


def _with_given_joined(core: Sequence[str]) -> list[str]:
    """The words of a name, a given one of several as one: ``Abu Bakr``, ``Abd El Fattah``."""
    ends = 1
    if len(core) >= _PAIR and plain_word(core[0]) in titles.BEGIN_GIVEN:
        particles = takewhile(_is_particle, core[1:-1])
        ends = _PAIR + len(list(particles))
    return [" ".join(core[:ends]), *core[ends:]] if core else []


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
    joined = begins > 1 and (
        core[begins].casefold() in titles.BETWEEN_FAMILIES or _are_two_families(core[begins - 1 :])
    )
    return begins - 1 if joined else begins


def _are_two_families(said: Sequence[str]) -> bool:
    """Whether a father's and a mother's name stand there: ``Ruiz Gómez``, ``Ruiz de la Cruz``."""
    other = plain_word(said[-1]) in IBERIAN or _is_particle(said[1])
    return plain_word(said[0]) in IBERIAN and other


def _is_particle(token: str) -> bool:
    plain = plain_word(token)
    return plain in titles.PARTICLES or (token.islower() and plain in titles.SMALL_PARTICLES)


def _given_and_middle(given: Sequence[str]) -> tuple[str, str]:
    if len(given) > _PAIR and given[1].casefold() in titles.JOINING:
        return " ".join(given), ""
    return " ".join(given[:1]), " ".join(given[1:])


def _listed(suffixes: Sequence[str]) -> str:
    return ", ".join(filter(None, suffixes))
