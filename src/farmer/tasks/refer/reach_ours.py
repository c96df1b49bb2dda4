"""Through which colleague several people can be reached: those of a firm, or with a tag."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import TARGET, VERDICTS
from farmer.tasks.colleagues import Keeper
from farmer.tasks.desk import Desk
from farmer.tasks.our_people import our_people, own_ties
from farmer.tasks.person import Named
from farmer.text import is_tag

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class OurWay(NamedTuple):
    """Somebody whom the team knows, and who of it should introduce: the first of the keepers.

    Attributes:
        person: who, where you know them yourself; else None.
        keepers: who knows them, the best first, you among them.
    """

    name: str
    company: str
    person: Named | None
    keepers: tuple[Keeper, ...]


def our_ways(
    desk: Desk, reader: Reader, wanted: str, found: Collection[int], as_of: date
) -> tuple[OurWay, ...]:
    """Who of the team knows those who were `found`, and whoever else is of the firm `wanted`.

    The best known first; nobody whom no colleague knows. A tag is your own: it finds yours only.
    """
    meant = [
        each
        for each in our_people(desk, reader)
        if each.own in found or (not is_tag(wanted) and each.is_of(wanted))
    ]
    ties, spoke = own_ties(desk, reader, meant, as_of) if meant else ({}, {})
    ways = []
    for each in meant:
        own = each.own or 0
        if keepers := each.keepers(TARGET, as_of, ties.get(own), spoke.get(own, "")):
            person = Named.by_id(own, each.name) if own else None
            ways.append(OurWay(each.name, each.company, person, keepers))
    return tuple(sorted(ways, key=_best, reverse=True))


def _best(way: OurWay) -> tuple[int, int]:
    best = way.keepers[0]
    return tuple(VERDICTS).index(best.verdict), best.score
