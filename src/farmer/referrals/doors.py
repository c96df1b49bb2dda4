"""Who can open the door to somebody: the rule of docs/method.md, by enumeration of two hops.

A door is one connector, or two in a row, before the wanted person. The first is somebody you know;
the door is open where you are farmed with them, for only then may they be asked. A second stands
only behind an open first, and only over what was told: a hint after a hint would be a guess upon
a guess. A path is as strong as its weakest link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from farmer.links import KNOWN_DAYS
from farmer.model import Verdict

Basis = Literal["close", "works", "met", "introduced", "through", "related", "occasions", "firm"]
TOLD_BASES: tuple[Basis, ...] = ("close", "works", "met")
# How much what two people have is worth, by what it rests on. That weak ties carry news between
# circles (Granovetter 1973) is why any of them counts; the order is plausible, and the values are
# judgement: what was told of the two before what was only seen of them.
WORTH: Mapping[Basis, float] = {
    "close": 1.0,
    "works": 0.8,
    "introduced": 0.6,
    "met": 0.5,
    "through": 0.5,
    "related": 0.5,
    "occasions": 0.4,
    "firm": 0.3,
}
# A path through two people is worth half its weakest link: judgement; most bridges are gone within
# a year (Burt 2002), and here two have to hold.
SECOND = 0.5
FULL_SCORE = 100.0

Bonds = Iterable["Bond"]


class Bond(NamedTuple):
    """That two people have something with each other, as far as is known.

    Attributes:
        one_id, other_id: who; the order says nothing.
        basis: what it rests on: how strong it was said to be, or what the ledger knows by itself.
        on: the day from which it fades; None for what does not.
        link_id: of the link that was told; None of a hint.
        times: of occasions, how many they shared.
        words: what was told of it, or the occasion or firm that they share.
    """

    one_id: int
    other_id: int
    basis: Basis
    on: date | None = None
    link_id: int | None = None
    times: int = 0
    words: str = ""

    @property
    def is_told(self) -> bool:
        """Whether somebody told it; a hint is what the ledger knows by itself."""
        return self.basis in TOLD_BASES

    def strength(self, as_of: date) -> float:
        """How strong it is on a day, from 0 to 1: it halves in two years from its day."""
        if self.on is None:
            return WORTH[self.basis]
        age = max(0, (as_of - self.on).days)
        return float(WORTH[self.basis] * 2 ** (-age / KNOWN_DAYS))

    def beyond(self, one_id: int) -> int:
        """The other of the two."""
        return self.other_id if one_id == self.one_id else self.one_id


class Footing(NamedTuple):
    """How you stand with somebody who may be asked, as one of whom something is asked."""

    verdict: Verdict
    score: float

    @property
    def is_open(self) -> bool:
        """Whether they may be asked."""
        return self.verdict == "farmed"


class Door(NamedTuple):
    """A way to somebody.

    Attributes:
        connectors: whom to ask, and whom they would ask in turn, if anybody: one or two ids.
        bonds: what each has with the next; the last is with the wanted person.
        footing: yours with the first.
        strength: of the path behind them, from 0 to 1.
        weakest: the place of the weakest link: 0 is yours with the first connector.
    """

    connectors: tuple[int, ...]
    bonds: tuple[Bond, ...]
    footing: Footing
    strength: float
    weakest: int

    @property
    def is_open(self) -> bool:
        """Whether the first connector may be asked."""
        return self.footing.is_open


def doors(wanted_id: int, bonds: Bonds, footings: Mapping[int, Footing], as_of: date) -> list[Door]:
    """Every door to somebody, the best first.

    Args:
        wanted_id: whom to reach.
        bonds: what others have with each other; what was denied is not among them.
        footings: yours with everybody who may be asked at all, by id.
        as_of: the day.

    Returns:
        Open ones first, then by the strength of the path, fewer connectors, and your standing.
    """
    known = list(bonds)
    found = [
        _door((near_id,), (bond,), footings[near_id], as_of)
        for near_id, bond in _beside(known, as_of)[wanted_id].items()
        if near_id in footings
    ]
    told = _beside((bond for bond in known if bond.is_told), as_of)
    for second_id, last in told[wanted_id].items():
        if not _is_open(second_id, footings):
            found += [
                _door((first_id, second_id), (bond, last), footings[first_id], as_of)
                for first_id, bond in told[second_id].items()
                if first_id != wanted_id and _is_open(first_id, footings)
            ]
    return sorted(found, key=_place)


def _is_open(contact_id: int, footings: Mapping[int, Footing]) -> bool:
    return contact_id in footings and footings[contact_id].is_open


def _beside(bonds: Bonds, as_of: date) -> defaultdict[int, dict[int, Bond]]:
    """Of everybody, what they have with whom; of several things the strongest."""
    beside: defaultdict[int, dict[int, Bond]] = defaultdict(dict)
    for bond in sorted(
        bonds, key=lambda each: (each.strength(as_of), each.is_told, each.link_id or 0)
    ):
        beside[bond.one_id][bond.other_id] = bond
        beside[bond.other_id][bond.one_id] = bond
    return beside


def _door(
    connectors: tuple[int, ...], bonds: tuple[Bond, ...], footing: Footing, as_of: date
) -> Door:
    strengths = [bond.strength(as_of) for bond in bonds]
    held = [footing.score / FULL_SCORE if footing.is_open else 0.0, *strengths]
    strength = min(strengths) * SECOND ** (len(bonds) - 1)
    return Door(connectors, bonds, footing, strength, held.index(min(held)))


def _place(door: Door) -> tuple[bool, float, int, float, tuple[int, ...]]:
    return (
        not door.is_open,
        -door.strength,
        len(door.connectors),
        -door.footing.score,
        door.connectors,
    )
