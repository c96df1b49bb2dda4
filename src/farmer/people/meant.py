"""Who is meant: from what somebody typed to the one person of the ledger it names.

An exact name, address or id wins over everything, then a label as it is printed. Otherwise whole
words and nicknames decide together; parts of words may find somebody only for commands that read;
and last the same name written in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from farmer.handles import any_handle, in_region
from farmer.ids import is_id, parse_id
from farmer.model import Handle
from farmer.text import fold, nicknames, words
from farmer.wording import say_label

# How alike two names are (0-1, optimal string alignment) when one may be a slip for the other.
SLIP = 0.84
# How alike before one is worth suggesting for the other (rapidfuzz's weighted ratio, 0-100).
NEAR = 72.0
SUGGESTIONS = 5
# Fewer letters than these are in many a word.
_TELLING = 4

_LABEL = r"(?:(?P<id>c\d+)\s+)?(?P<name>[^()]*[^()\s])(?:\s*\((?P<told>(?:[^()]|\([^()]*\))+)\))?"
# What stands before or behind a name, or turns it round, has one of these signs mostly.
_SIGNS = re.compile(r"[.,，、()]|^\s*c\d+\s+\S")


class Person(NamedTuple):
    """What is needed of a contact to recognise them; several nicknames have commas between them.

    `also` are names that they had, or that are written otherwise: they find, and greet nobody.
    Whoever is `known_of` was only told of, by a link, and counts as archived: in no list.
    """

    id: int
    name: str
    nickname: str = ""
    company: str = ""
    handles: tuple[Handle, ...] = ()
    archived: bool = False
    also: tuple[str, ...] = ()
    known_of: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every whole name they are known by, the one they have first."""
        return (self.name, *self.also)

    @property
    def label(self) -> str:
        """How a person is named where several could be meant: ``c7 Ana Ruiz (Voss & Co)``."""
        return say_label(self.id, self.name, self.company)


class Label(NamedTuple):
    """What a printed label says: ``c7 Ana Ruiz (Voss & Co)``, ``Ana Ruiz (c7)``."""

    name: str
    id: str = ""
    company: str = ""


def find_people(
    who: str, people: Sequence[Person], *, parts: bool = False, region: str | None = None
) -> list[Person]:
    """Everybody whom `who` may mean: one is a match, several are candidates, none is unknown.

    `parts` lets the beginning or middle of a word match where nothing whole did. A phone number
    written nationally, typed or recorded, is one of `region`.
    """
    if is_bare(who):
        return find_bare(who, people, parts=parts, region=region) or find_same_name(who, people)
    if found := _exact(who, people, region):
        return found
    label = parse_label(who)
    if label is not None:
        return _by_label(label, people)
    return find_same_name(who, people) or find_bare(who, people, parts=parts, region=region)


def find_bare(
    who: str, people: Sequence[Person], *, parts: bool = False, region: str | None = None
) -> list[Person]:
    """As `find_people` where `who` is bare, but for the same name written in another way.

    Whoever it finds has the longest word of `who` in a name, or the id or address that it is.
    """
    if is_id(who):
        wanted = parse_id(who, "c")
        return [person for person in people if wanted and wanted.number == person.id]
    return (
        _exact(who, people, region)
        or _by_whole_words(words(who), people)
        or (_by_parts(fold(who), people) if parts else [])
    )


def find_same_name(who: str, people: Iterable[Person]) -> list[Person]:
    """Everybody whose name `who` is, written in another way."""
    from farmer.people.naming import compared

    wanted = compared(who)
    names = ((person, name) for person in people for name in person.names)
    same = {person.id: person for person, name in names if wanted.names(compared(name))}
    return list(same.values())


def is_bare(who: str) -> bool:
    """Whether it is a name without anything around it, which titles and labels have signs of."""
    return not _SIGNS.search(who)


def parse_label(text: str) -> Label | None:
    """What `text` says as a label; None for a bare name, or anything else."""
    found = re.fullmatch(_LABEL, text.strip())
    if found is None or not (found["id"] or found["told"]):
        return None
    told = [part.strip() for part in (found["told"] or "").split(",", 1)]
    printed_id = found["id"] or ""
    if not printed_id and is_id(told[0]):
        printed_id = told.pop(0)
    return Label(found["name"], printed_id, ", ".join(told))


def handles_like(wanted: Handle, person: Person, region: str | None) -> list[Handle]:
    """Those addresses of `person` that are `wanted`, which was read in `region` as they are."""
    return [
        handle
        for handle in person.handles
        if handle.kind == wanted.kind and in_region(handle, region) == wanted
    ]


def near_people(who: str, people: Iterable[Person]) -> list[Person]:
    """People whose name or nickname resembles `who`, likeliest first; at most five.

    Those of whom a name begins so are the first: Kon, of Konstantinos.
    Whoever is plainly somebody else, such as the father of a Jr., is none of them.
    """
    from rapidfuzz import fuzz, process

    from farmer.people.naming import compared

    wanted = compared(who)
    names: list[tuple[Person, str]] = []
    for person in people:
        if compared(person.name).is_apart(wanted):
            continue
        names += [(person, compared(name).core) for name in person.names]
        if person.nickname:
            names += [(person, fold(nickname)) for nickname in nicknames(person.nickname)]
    found = process.extract(
        wanted.core, [name for _, name in names], scorer=fuzz.WRatio, score_cutoff=NEAR, limit=20
    )
    few = wanted.core
    begun = [p for p, name in names if len(few) > 1 and f" {few}" in f" {name}"]
    alike = [names[index][0] for name, _, index in found if not _is_buried(few, name)]
    ordered = dict.fromkeys([*begun, *alike])
    return list(ordered)[:SUGGESTIONS]


def _is_buried(one: str, other: str) -> bool:
    """Whether the shorter is a few letters somewhere in a word of the other, as Bo in nobody."""
    few, longer = sorted((one, other), key=len)
    begins = any(word.startswith(few) for word in longer.split())
    return len(few) < _TELLING and few in longer and not begins


def slip_for(name: str, others: Iterable[str]) -> str | None:
    """The one of `others` that `name` is probably a slip of the fingers for, or None.

    Titles, suffixes and spaces are no difference; Jr. and Sr. are one that is no slip.
    """
    from rapidfuzz.distance import OSA

    from farmer.people.naming import compared

    wanted = compared(name)
    closest, likeness = None, SLIP
    for other in others:
        known = compared(other)
        if known.is_apart(wanted):
            continue
        same = bool(wanted.letters) and known.letters == wanted.letters
        alike = 1.0 if same else OSA.normalized_similarity(wanted.core, known.core)
        if alike >= likeness and (closest is None or alike > likeness):
            closest, likeness = other, alike
    return closest


def _exact(who: str, people: Sequence[Person], region: str | None) -> list[Person]:
    wanted = fold(who)
    by_name = [person for person in people if fold(person.name) == wanted]
    by_name = by_name or [p for p in people if p.also and wanted in map(fold, p.also)]
    if by_name:
        return by_name
    handle = any_handle(who)
    return _by_handle(in_region(handle, region), people, region) if handle else []


def _by_handle(wanted: Handle, people: Sequence[Person], region: str | None) -> list[Person]:
    return [person for person in people if handles_like(wanted, person, region)]


def _by_label(label: Label, people: Sequence[Person]) -> list[Person]:
    """Whoever has the id, or works for the company, that a label tells beside the name."""
    named = find_people(label.name, people)
    if label.id:
        wanted = parse_id(label.id, "c")
        return [person for person in named if wanted and wanted.number == person.id]
    company = fold(label.company)
    return [person for person in named if fold(person.company) == company]


def _by_whole_words(wanted: list[str], people: Sequence[Person]) -> list[Person]:
    if not wanted:
        return []
    # To look whether the letters are there takes a tenth of taking a name apart.
    longest, each = max(wanted, key=len), set(wanted)
    return [
        person
        for person in people
        if any(longest in fold(name) and each <= set(words(name)) for name in person.names)
        or (person.nickname and wanted in map(words, nicknames(person.nickname)))
    ]


def _by_parts(wanted: str, people: Sequence[Person]) -> list[Person]:
    if not wanted:
        return []
    return [p for p in people if any(wanted in fold(text) for text in (*p.names, p.nickname))]
