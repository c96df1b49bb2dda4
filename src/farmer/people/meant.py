"""Who is meant: from what somebody typed to the one person of the ledger it names.

An exact name, address or id wins over everything. Otherwise whole words and nicknames decide
together, and parts of words may find somebody only for commands that read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from farmer.handles import any_handle, in_region
from farmer.ids import Id, is_id, parse_id
from farmer.model import Handle
from farmer.text import fold, nicknames, words

# How alike two names are (0-1, optimal string alignment) when one may be a slip for the other.
SLIP = 0.84
# How alike before one is worth suggesting for the other (rapidfuzz's weighted ratio, 0-100).
NEAR = 72.0
SUGGESTIONS = 5


class Person(NamedTuple):
    """What is needed of a contact to recognise them; several nicknames have commas between them."""

    id: int
    name: str
    nickname: str = ""
    company: str = ""
    handles: tuple[Handle, ...] = ()
    archived: bool = False

    @property
    def label(self) -> str:
        """How a person is named where several could be meant: ``c7 Ana Ruiz (Voss & Co)``."""
        return f"{Id('c', self.id)} {self.name}" + (f" ({self.company})" if self.company else "")


def find_people(
    who: str, people: Sequence[Person], *, parts: bool = False, region: str | None = None
) -> list[Person]:
    """Everybody whom `who` may mean: one is a match, several are candidates, none is unknown.

    `parts` lets the beginning or middle of a word match where nothing whole did. A phone number
    written nationally, typed or recorded, is one of `region`.
    """
    if is_id(who):
        wanted = parse_id(who, "c")
        return [person for person in people if wanted and wanted.number == person.id]
    return (
        _exact(who, people, region)
        or _by_whole_words(words(who), people)
        or (_by_parts(fold(who), people) if parts else [])
    )


def handles_like(wanted: Handle, person: Person, region: str | None) -> list[Handle]:
    """Those addresses of `person` that are `wanted`, which was read in `region` as they are."""
    return [
        handle
        for handle in person.handles
        if handle.kind == wanted.kind and in_region(handle, region) == wanted
    ]


def near_people(who: str, people: Iterable[Person]) -> list[Person]:
    """People whose name or nickname resembles `who`, likeliest first; at most five."""
    from rapidfuzz import fuzz, process

    names: list[tuple[Person, str]] = []
    for person in people:
        names.append((person, fold(person.name)))
        names += [(person, fold(nickname)) for nickname in nicknames(person.nickname)]
    found = process.extract(
        fold(who), [name for _, name in names], scorer=fuzz.WRatio, score_cutoff=NEAR, limit=20
    )
    ordered = dict.fromkeys(names[index][0] for _, _, index in found)
    return list(ordered)[:SUGGESTIONS]


def slip_for(name: str, others: Iterable[str]) -> str | None:
    """The one of `others` that `name` is probably a slip of the fingers for, or None."""
    from rapidfuzz.distance import OSA

    wanted = fold(name)
    scored = ((OSA.normalized_similarity(wanted, fold(other)), other) for other in others)
    likeness, closest = max(scored, default=(0.0, None))
    return closest if likeness >= SLIP else None


def _exact(who: str, people: Sequence[Person], region: str | None) -> list[Person]:
    wanted = fold(who)
    by_name = [person for person in people if fold(person.name) == wanted]
    if by_name:
        return by_name
    handle = any_handle(who)
    return _by_handle(in_region(handle, region), people, region) if handle else []


def _by_handle(wanted: Handle, people: Sequence[Person], region: str | None) -> list[Person]:
    return [person for person in people if handles_like(wanted, person, region)]


def _by_whole_words(wanted: list[str], people: Sequence[Person]) -> list[Person]:
    if not wanted:
        return []
    return [
        person
        for person in people
        if set(wanted) <= set(words(person.name))
        or any(wanted == words(nickname) for nickname in nicknames(person.nickname))
    ]


def _by_parts(wanted: str, people: Sequence[Person]) -> list[Person]:
    if not wanted:
        return []
    return [p for p in people if wanted in fold(p.name) or wanted in fold(p.nickname)]
