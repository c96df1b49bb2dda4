"""Everybody who is not drawn, by name, as in a telephone book: found with the browser's search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from farmer.render.phrases import say_status
from farmer.scoring.cold import STATUSES, Status
from farmer.tasks.tend.report_plants import Undrawn
from farmer.text import fold
from farmer.wording import say_list

# Of more people than these, several statuses share an alphabet: one for each would make the page a
# quarter larger.
MANY = 10_000
_IN_TOUCH: tuple[tuple[Status, ...], ...] = (("warm",), ("due", "cooling"))
_SILENT = tuple(status for status in STATUSES if status not in ("warm", "due", "cooling"))


class IndexEntry(NamedTuple):
    """One line of it: a person, or all of those of a family name who are in no group.

    Attributes:
        words: the name, or the family name and behind it the others.
        tags: the groups of somebody who is in one.
    """

    words: str
    tags: tuple[str, ...]


class Chapter(NamedTuple):
    """Everybody of a status, or of several, by family name."""

    statuses: tuple[Status, ...]
    said: str
    people: int
    entries: tuple[IndexEntry, ...]


def index_of(undrawn: Sequence[Undrawn], tags: Sequence[str]) -> tuple[Chapter, ...]:
    """A chapter a status, if there are not too many; of people's groups only `tags` are told."""
    by_status: defaultdict[Status, list[Undrawn]] = defaultdict(list)
    for each in undrawn:
        by_status[each.status].append(each)
    alone: list[tuple[Status, ...]] = [(status,) for status in STATUSES]
    shared = [*_IN_TOUCH, _SILENT] if len(undrawn) > MANY else alone
    there = (tuple(status for status in some if by_status[status]) for some in shared)
    return tuple(_chapter(some, by_status, frozenset(tags)) for some in there if some)


def _chapter(
    statuses: tuple[Status, ...],
    by_status: Mapping[Status, Sequence[Undrawn]],
    offered: frozenset[str],
) -> Chapter:
    those = [each for status in statuses for each in by_status[status]]
    said = say_list([say_status(status) for status in statuses], "or")
    return Chapter(statuses, said, len(those), _entries(those, offered))


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
