"""The field: a bed a phase, in which everybody stands as far to the right as they are silent.

Who has a story is a plant above the soil of their bed, everybody else a seed below it. No two
plants, seeds or names cover each other: what comes later is put higher, until it stands free. Where
that would be too high, in a crowd of equal silence, it is a seed.

Lengths are those of the drawing, which is ``WIDTH`` wide and scales with the page.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import floor, log, sqrt
from typing import NamedTuple

from farmer.scoring.cold import Status
from farmer.scoring.constants import WARMTH_REST_DAYS
from farmer.scoring.score import Phase
from farmer.tasks.tend.report_plants import OnPage, Plant, Undrawn

WIDTH, LEFT, RIGHT = 760, 16, 24
# From the best bed to the poorest.
BEDS: tuple[Phase, ...] = ("P", "C", "V", "none")
STATUSES_DRAWN: tuple[Status, ...] = ("warm", "due", "cooling", "cold", "dormant")
TICKS = (
    (0, "today"),
    (30, "a month"),
    (90, "3 months"),
    (365, "a year"),
    (1095, "3 years"),
    (3650, "10 years"),
)
# The scale reaches as far as anybody's silence, and at least so many days.
LEAST_FAR = 120
LARGEST, SMALLEST = 10.0, 5.5
# Around each plant is room to touch it: 24 pixels at the smallest, where the field is shown.
TOUCH = 7.0
LETTERS_SHOWN = 24
LINE = 16.0
# No plant stands higher than this above the soil, but those with a name.
HIGHEST = 300.0
# Above a bed's plants stands what it is called; below them are its seeds.
_HEAD, _FOOT = 28.0, 10.0
# Seeds are as far apart as they can be without making a bed deeper than this.
SEED_GAPS = (6.0, 5.0, 4.0, 3.2, 2.6, 2.1, 1.7, 1.4, 1.1, 0.9)
DEEP = 130.0


# Of whoever is not a plant.
_Faint = Plant | Undrawn


class Name(NamedTuple):
    """A label: where it begins and ends, and the words."""

    left: float
    right: float
    words: str


class Spot(NamedTuple):
    """A plant in its place: its middle, how far its outline reaches from there, its label."""

    plant: Plant
    x: float
    y: float
    r: float
    name: Name | None


class Seeds(NamedTuple):
    """The seeds of one status in a bed: columns of a grid, each from one row to another."""

    status: Status
    columns: tuple[tuple[int, int, int], ...]


class Bed(NamedTuple):
    """A bed: where it begins and ends, where its soil is, what grows above and lies below."""

    phase: Phase
    top: float
    soil: float
    bottom: float
    people: int
    spots: tuple[Spot, ...]
    seeds: tuple[Seeds, ...]


class FieldDrawn(NamedTuple):
    """The whole drawing.

    Attributes:
        seeds: how many there are, `gap` how far they are apart.
        ticks: what the scale says, and where.
    """

    beds: tuple[Bed, ...]
    seeds: int
    gap: float
    height: float
    ticks: tuple[tuple[float, str], ...]


class Scale(NamedTuple):
    """From today on the left to the longest silence, in days, on the right.

    As far apart as the warmth of two ties is by their silence alone, which counts from thirty
    days (method C6): the last weeks take little room, and a year lies about in the middle.
    """

    far: int

    def across(self, days: float) -> float:
        """Where somebody stands after so many days of silence."""
        reached = log(1 + days / WARMTH_REST_DAYS) / log(1 + self.far / WARMTH_REST_DAYS)
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, reached)


def field_of(standing: OnPage) -> FieldDrawn:
    """Everybody there was contact with, in their places; beds without anybody are left out."""
    faint = [each for each in standing.undrawn if each.elapsed_days is not None]
    everybody: list[_Faint] = [*standing.plants, *faint]
    scale = Scale(max([LEAST_FAR, *(each.elapsed_days or 0 for each in everybody)]))
    named = {each.anchor for each in standing.tending}
    planted: dict[Phase, list[Spot]] = {}
    crowded: list[Plant] = []
    for phase in BEDS:
        plants = [plant for plant in standing.plants if plant.phase == phase]
        planted[phase], without_room = _planted(plants, named, scale)
        crowded += without_room
    gap, sown = _sown([*faint, *crowded], scale)
    beds: list[Bed] = []
    top = 0.0
    for phase in BEDS:
        if planted[phase] or phase in sown:
            beds.append(_bed(phase, top, planted[phase], sown.get(phase, ()), gap))
            top = beds[-1].bottom + 8
    ticks = tuple((scale.across(days), words) for days, words in TICKS if days <= scale.far)
    return FieldDrawn(tuple(beds), len(faint) + len(crowded), gap, top, ticks)


def _bed(
    phase: Phase, top: float, spots: Sequence[Spot], seeds: tuple[Seeds, ...], gap: float
) -> Bed:
    """A bed as high as what grows in it, and as deep as what lies in it."""
    soil = top + _HEAD + max((spot.y + spot.r for spot in spots), default=0.0)
    placed = tuple(spot._replace(y=round(soil - spot.y, 1)) for spot in spots)
    columns = [column for each in seeds for column in each.columns]
    deep = max((end for _, _, end in columns), default=0)
    people = len(spots) + sum(end - begin for _, begin, end in columns)
    return Bed(phase, top, soil, soil + _FOOT + deep * gap, people, placed, seeds)


def _planted(
    plants: Sequence[Plant], named: set[str], scale: Scale
) -> tuple[list[Spot], list[Plant]]:
    """The plants of a bed, as high above its soil as they need to stand free, and who has no room.

    Those with a name are placed first, then whoever it would cost most.
    """
    found: list[Spot] = []
    without_room = []
    for plant in sorted(plants, key=lambda plant: plant.anchor not in named):
        r = round(SMALLEST + (LARGEST - SMALLEST) * max(0.0, plant.score) / 100, 1)
        x = round(scale.across(plant.elapsed_days), 1)
        name = _name(plant.person.name, x, r) if plant.anchor in named else None
        spot = Spot(plant, x, 0.0, r, name)
        y = _lowest(spot, found)
        if name or y <= HIGHEST:
            found.append(spot._replace(y=y))
        else:
            without_room.append(plant)
    return found, without_room


def _name(words: str, x: float, r: float) -> Name:
    """The label of a plant, on whichever side there is room."""
    shown = words if len(words) <= LETTERS_SHOWN else f"{words[: LETTERS_SHOWN - 1]}…"
    wide, left = sum(map(_room, shown)), x + r + 4
    if left + wide <= WIDTH:
        return Name(left, left + wide, shown)
    return Name(x - r - 4 - wide, x - r - 4, shown)


def _room(letter: str) -> float:
    """How wide a letter is at most, in whatever fonts there are."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 14.0
    return 11.5 if letter.isupper() or letter in "mw@%—…" else 7.6


def _lowest(spot: Spot, others: Iterable[Spot]) -> float:
    """The lowest place above the soil where neither plant nor name touches another."""
    blocked = sorted(part for other in others for part in _blocked(spot, other))
    y = spot.r + 2
    for low, high in blocked:
        if low < y < high:
            y = high
    return round(y + 0.05, 1)


def _blocked(spot: Spot, other: Spot) -> Iterable[tuple[float, float]]:
    """Between which heights `spot` would touch `other`, or have too little room to be touched."""
    apart = max(spot.r + other.r + TOUCH, 2 * (SMALLEST + TOUCH))
    across = abs(spot.x - other.x)
    if across < apart:
        reach = sqrt(apart**2 - across**2)
        yield other.y - reach, other.y + reach
    for named, free in ((spot.name, other), (other.name, spot)):
        if named and named.left < free.x + free.r + 2 and free.x - free.r - 2 < named.right:
            reach = LINE / 2 + free.r + 1
            yield other.y - reach, other.y + reach
    one, two = spot.name, other.name
    if one and two and one.left < two.right and two.left < one.right:
        yield other.y - LINE, other.y + LINE


def _sown(faint: Iterable[_Faint], scale: Scale) -> tuple[float, dict[Phase, tuple[Seeds, ...]]]:
    """How far seeds are apart, and by bed where they lie: none on another, none too deep."""
    beds: defaultdict[Phase, list[_Faint]] = defaultdict(list)
    for each in faint:
        beds[each.phase].append(each)
    places = {phase: _spread(those, scale) for phase, those in beds.items()}
    for gap in SEED_GAPS:
        sown = {phase: _columns(those, gap) for phase, those in places.items()}
        deepest = max((e for b in sown.values() for s in b for _, _, e in s.columns), default=0)
        if deepest * gap <= DEEP:
            break
    return gap, sown


def _spread(those: Iterable[_Faint], scale: Scale) -> list[tuple[float, Status]]:
    """Where each lies across: the people of a day share the room up to the next day."""
    days: defaultdict[int, list[_Faint]] = defaultdict(list)
    for each in those:
        days[each.elapsed_days or 0].append(each)
    found = []
    for day, together in sorted(days.items()):
        for at, each in enumerate(sorted(together, key=lambda e: STATUSES_DRAWN.index(e.status))):
            found.append((scale.across(day + at / len(together)), each.status))
    return found


def _columns(places: Iterable[tuple[float, Status]], gap: float) -> tuple[Seeds, ...]:
    """The seeds in columns so far apart, each status below the one before."""
    piles: defaultdict[int, list[Status]] = defaultdict(list)
    for x, status in places:
        piles[floor((x - LEFT) / gap)].append(status)
    runs: defaultdict[Status, list[tuple[int, int, int]]] = defaultdict(list)
    for column, pile in sorted(piles.items()):
        begin = 0
        for status in STATUSES_DRAWN:
            if count := pile.count(status):
                runs[status].append((column, begin, begin + count))
                begin += count
    return tuple(Seeds(status, tuple(runs[status])) for status in STATUSES_DRAWN if runs[status])
