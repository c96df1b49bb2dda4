"""Who knows whom among your people, as you were told: as many as a page has room for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedLink

# More names than that stand in no drawing that can be read.
MOST_DRAWN = 40


class LinkOnPage(NamedTuple):
    """That two people know each other, and from where, as far as that was told."""

    one: Named
    other: Named
    how: str


class WhoKnows(NamedTuple):
    """The people who know most others of yours, and what they have with each other.

    Attributes:
        people: whoever knows somebody, so that those who know each other stand near.
        links: each two once, the one who comes first among the people before the other.
        left: how many more links there are.
    """

    people: tuple[Named, ...]
    links: tuple[LinkOnPage, ...]
    left: int


def who_knows(reader: Reader, known: Mapping[int, Named], on: date) -> WhoKnows:
    """What was told up to a day of those of the `known`, by their numbers, who know each other."""
    told = [
        each
        for each in reader.links_of(known, on)
        if not each.link.denied and each.contact_id in known and each.other_id in known
    ]
    most = Counter(one for each in told for one in (each.contact_id, each.other_id))
    drawn = {one for one, _ in most.most_common(MOST_DRAWN)}
    shown = [each for each in told if {each.contact_id, each.other_id} <= drawn]
    order = _near_each_other(shown)
    place = {one: at for at, one in enumerate(order)}
    links = []
    for each in sorted(shown, key=lambda each: _places(each, place)):
        one, other = sorted((each.contact_id, each.other_id), key=place.__getitem__)
        links.append(LinkOnPage(known[one], known[other], each.link.how))
    return WhoKnows(tuple(known[one] for one in order), tuple(links), len(told) - len(shown))


def _places(link: RecordedLink, place: Mapping[int, int]) -> list[int]:
    return sorted((place[link.contact_id], place[link.other_id]))


def _near_each_other(links: Collection[RecordedLink]) -> list[int]:
    """Everybody of the links: from whoever knows most on, and then whom they know."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for each in links:
        beside[each.contact_id].append(each.other_id)
        beside[each.other_id].append(each.contact_id)
    found: dict[int, None] = {}
    for begin in sorted(beside, key=lambda one: (-len(beside[one]), one)):
        waiting = [begin]
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found[one] = None
                waiting += sorted(beside[one])
    return list(found)
