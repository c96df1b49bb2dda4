"""What a later card of somebody changes beside name and firm: ids, addresses, details.

What a file of the kind brought, it may change; what was typed, or came from elsewhere, stays, and
what differs is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from farmer.details import ADDRESS, CHILD, RELATION, Detail
from farmer.formats.incoming import Incoming
from farmer.handles import all_in
from farmer.model import Handle
from farmer.people.relations import is_one_only
from farmer.text import fold


class Replaced(NamedTuple):
    """An address or detail that a file tells otherwise: what is here, and what it tells.

    `taken` where the file's took its place.
    """

    field: str
    here: str
    told: str
    taken: bool


class CardChange(NamedTuple):
    """What a row changes of somebody.

    Attributes:
        identifiers: the ids by which its source did not know them.
        outdated: addresses that an edited card has no more.
        details, dropped: the details that are new, and those that give way to them.
        replaced: what differs.
    """

    identifiers: tuple[str, ...]
    outdated: tuple[Handle, ...]
    details: tuple[Detail, ...]
    dropped: tuple[Detail, ...]
    replaced: tuple[Replaced, ...]

    @property
    def shows(self) -> bool:
        """Whether anything is changed that somebody would see."""
        return bool(self.outdated or self.details)


class Edits:
    """Ids, addresses and details of everybody known, as earlier files or the user told them."""

    def __init__(
        self,
        identifiers: Mapping[str, Mapping[str, int]],
        brought: Iterable[tuple[int, Handle, str]],
        details: Iterable[tuple[int, Detail, str | None]],
        region: str | None,
        *,
        prefer_file: bool,
    ) -> None:
        """`identifiers` say, by kind of file, whose each of its ids of people is.

        `brought` are addresses in use with whose each is and the kind of file it came from.
        """
        self._remembered = identifiers
        self._new: defaultdict[str, set[str]] = defaultdict(set)
        self._region = region
        self._prefer_file = prefer_file
        self._addresses: defaultdict[str, dict[int, tuple[Handle, ...]]] = defaultdict(dict)
        for whose, handle, kind in brought:
            mine = self._addresses[kind]
            mine[whose] = (*mine.get(whose, ()), handle)
        self._before: defaultdict[int, dict[Detail, str | None]] = defaultdict(dict)
        self._keys: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
        for whose, detail, source in details:
            self._before[whose][detail] = source
            self._keys[whose].add(detail_key(detail))

    def take(self, kind: str, whose: int, told: Incoming, added: Sequence[Handle]) -> CardChange:
        """What a row changes of somebody, who gains the addresses `added`; known from now on."""
        outdated = list(self._outdated(kind, whose, told, added))
        details: list[Detail] = []
        dropped: list[Detail] = []
        replaced = [Replaced(old.kind, old.value, new.value, taken=True) for old, new in outdated]
        keys = {detail_key(each) for each in told.details}
        for detail in told.details:
            if detail_key(detail) in self._keys[whose]:
                continue
            rivals = [each for each in self._rivals(whose, detail) if detail_key(each) not in keys]
            gone = [each for each in rivals if self._gives_way(whose, each, kind)]
            replaced += [
                Replaced(detail.label or detail.what, each.value, detail.value, each in gone)
                for each in rivals
            ]
            if gone == rivals:
                details.append(detail)
                self._keys[whose].add(detail_key(detail))
                dropped += gone
                for each in gone:
                    del self._before[whose][each]
        return CardChange(
            tuple(self._new_ids(kind, told)),
            tuple(old for old, _ in outdated),
            tuple(details),
            tuple(dropped),
            tuple(replaced),
        )

    def _new_ids(self, kind: str, told: Incoming) -> Iterator[str]:
        """The ids that are nobody's yet: one that a file has twice is whose it was first."""
        for each in told.identifiers:
            if each not in self._remembered.get(kind, ()) and each not in self._new[kind]:
                self._new[kind].add(each)
                yield each

    def _outdated(
        self, kind: str, whose: int, told: Incoming, added: Sequence[Handle]
    ) -> Iterator[tuple[Handle, Handle]]:
        """The addresses that an edited card has no more, each with one that it has instead."""
        if not (added and told.key) or self._remembered.get(kind, {}).get(told.key) != whose:
            return
        there = {*told.handles, *all_in(self._region, told.handles)}
        mine = self._addresses[kind]
        for handle in mine.get(whose, ()):
            instead = next((each for each in added if each.kind == handle.kind), None)
            if instead and there.isdisjoint((handle, *all_in(self._region, [handle]))):
                mine[whose] = tuple(each for each in mine[whose] if each != handle)
                yield handle, instead

    def _rivals(self, whose: int, told: Detail) -> Iterator[Detail]:
        """What was known before the import, and cannot be so beside what is told."""
        for known in self._before[whose]:
            same = known.what == told.what and fold(known.label) == fold(told.label)
            if same and (told.what not in (CHILD, RELATION) or is_one_only(told.label)):
                yield known

    def _gives_way(self, whose: int, known: Detail, kind: str) -> bool:
        return self._prefer_file or self._before[whose][known] == kind


def detail_key(detail: Detail) -> tuple[str, str, str]:
    """By what two details are one; commas and spaces in an address are nobody's business."""
    value = fold(detail.value)
    if detail.what == ADDRESS:
        return detail.what, "", "".join(filter(str.isalnum, value))
    return detail.what, fold(detail.label), value
