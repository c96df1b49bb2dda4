"""Where each plant of the field stands: by phase from top to bottom, by silence from left to right.

Lengths are those of the drawing, which is ``WIDTH`` wide and scales with the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log1p, sqrt

from farmer.scoring.score import Phase
from farmer.tasks.tend.report_garden import MonthCounts, Plant

WIDTH, BED, LEFT, RIGHT = 1000, 130, 130, 60
# From the best bed to the poorest.
BEDS: tuple[Phase, ...] = ("P", "C", "V", "none")
HEIGHT = BED * len(BEDS) + 50
# The last days that the field reaches back to; what is older stands at its edge.
FAR = 1500
TICKS = (
    (0, "today"),
    (7, "a week"),
    (30, "a month"),
    (90, "3 months"),
    (365, "a year"),
    (1095, "3 years"),
)
LARGEST, SMALLEST = 19.0, 3.0
# Names stand beside the plants with the highest scores, where they do not cover each other.
LABELLED, LETTERS_SHOWN = 40, 22
_LETTER, _LINE = 6.6, 15.0
_ROWS = 7
BAR_HEIGHT = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A plant in its place: the middle of its crown, its radius, its shade, its label."""

    plant: Plant
    x: float
    y: float
    r: float
    shade: float
    label: str

    @property
    def label_box(self) -> tuple[float, float]:
        """Where its label begins and about where it ends."""
        begins = self.x + self.r + 4
        return begins, begins + _LETTER * len(self.label)


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the timeline: where its bar stands, and how high."""

    month: MonthCounts
    x: float
    width: float
    height: float


def spots(plants: Sequence[Plant]) -> list[Spot]:
    """Every plant in its place, the largest last, so that none hides behind another."""
    found: list[Spot] = []
    for at, plant in enumerate(plants):
        x = across(plant.elapsed_days)
        y = round(
            BED * BEDS.index(plant.phase) + 22 + (BED - 44) * _row(plant, at) / (_ROWS - 1), 1
        )
        r = round(SMALLEST + (LARGEST - SMALLEST) * max(0.0, plant.score) / 100, 1)
        shade = round(0.35 + 0.65 * sqrt(plant.warmth), 2)
        spot = Spot(plant, x, y, r, shade, plant.name[:LETTERS_SHOWN] if at < LABELLED else "")
        found.append(spot if _has_room(spot, found) else replace(spot, label=""))
    return found[::-1]


def _has_room(spot: Spot, others: Sequence[Spot]) -> bool:
    """Whether its label covers none of the others' labels, and stays in the drawing."""
    low, high = spot.label_box
    return high < WIDTH and not any(
        abs(other.y - spot.y) < _LINE and low < other.label_box[1] and other.label_box[0] < high
        for other in others
        if other.label
    )


def across(days: int) -> float:
    """How far to the right somebody stands after so many days of silence."""
    reached = log1p(min(days, FAR)) / log1p(FAR)
    return round(LEFT + (WIDTH - LEFT - RIGHT) * reached, 1)


def bars(months: Sequence[MonthCounts]) -> list[Bar]:
    """The months side by side, the busiest as high as there is room."""
    most = max((month.contacts for month in months), default=0) or 1
    step = (WIDTH - 2 * RIGHT) / max(1, len(months))
    return [
        Bar(
            month,
            round(RIGHT + step * at, 1),
            round(step * 0.7, 1),
            BAR_HEIGHT * month.contacts / most,
        )
        for at, month in enumerate(months)
    ]


def _row(plant: Plant, at: int) -> int:
    """Which row of its bed: neighbours in the order of scores do not share one."""
    return (plant.number * 5 + at * 3) % _ROWS
