"""Everybody who is not drawn, by name, as in a telephone book: found with the browser's search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from farmer.render.phrases import say_status
from farmer.scoring.cold import STATUSES, Status
from farmer.tasks.tend.report_plants import Undrawn
from farmer.text import fold

# More people than these are in one alphabet, which takes a fifth less room than one a status.
MANY = 5_000


class IndexEntry(NamedTuple):
    """One line of it: a person, or all of those of a family name who are in no group.

    Attributes:
        words: the name, or the family name and behind it the others.
        tags: the groups of somebody who is in one.
    """

    words: str
    tags: tuple[str, ...]


class Chapter(NamedTuple):
    """Everybody of a status, or whoever there is contact with at all, by family name."""

    status: Status | None
    said: str
    people: int
    entries: tuple[IndexEntry, ...]


def index_of(undrawn: Sequence[Undrawn], tags: Sequence[str]) -> tuple[Chapter, ...]:
    """A chapter a status, or one of all; of people's groups only those of `tags` are told."""
    if len(undrawn) > MANY:
        entries = _entries(undrawn, frozenset(tags))
        return (Chapter(None, "everybody else", len(undrawn), entries),)
    by_status: defaultdict[Status, list[Undrawn]] = defaultdict(list)
    for each in undrawn:
        by_status[each.status].append(each)
    return tuple(
        Chapter(status, say_status(status), len(those), _entries(those, frozenset(tags)))
        for status in STATUSES
        if (those := by_status[status])
    )


def _entries(those: Iterable[Undrawn], offered: frozenset[str]) -> tuple[IndexEntry, ...]:
    families: defaultdict[str, list[str]] = defaultdict(list)
    alone = []
    for each in those:
        tags = tuple(tag for tag in each.tags if tag in offered)
        given, _, family = each.person.name.rpartition(" ")
        if tags:
            alone.append((fold(family), IndexEntry(each.person.name, tags)))
        elif family:
            families[family].append(given)
    for family, names in families.items():
        words = f"{names[0]} {family}".strip() if len(names) == 1 else _together(family, names)
        alone.append((fold(family), IndexEntry(words, ())))
    return tuple(entry for _, entry in sorted(alone))


def _together(family: str, given: Sequence[str]) -> str:
    return f"{family}: {', '.join(name or family for name in given)}"
