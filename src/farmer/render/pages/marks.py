"""Outlines, as paths: a plant by its status, the seeds of a bed, the days of a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from farmer.render.pages.field import Seeds
from farmer.scoring.cold import Status
from farmer.tasks.tend.report_plants import CALENDAR_DAYS

# A day of the calendar is a square so wide; a week is a column.
DAY = 14
WEEKS = CALENDAR_DAYS // 7
# From so many contacts on a day is of each size, where days have few.
_LEAST = (1, 2, 3, 5)


def plant_path(status: Status, x: float, y: float, r: float) -> str:
    """A plant with its middle at (x, y): a shape for each status, so that no colour is needed."""
    if status == "due":
        return f"M{x:g} {y - r:g}l{r:g} {r:g}-{r:g} {r:g}-{r:g}-{r:g}z"
    if status == "cooling":
        return f"M{x:g} {y - r:g}l{r:g} {1.7 * r:.1f}h-{2 * r:g}z"
    if status == "cold":
        side = round(1.7 * r, 1)
        return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:g}v{side:g}h-{side:g}z"
    disc = _disc(x, y, r)
    # What sleeps is hollow; what is warm is full.
    return disc + _disc(x, y, r * 0.55) if status == "dormant" else disc


def _disc(x: float, y: float, r: float) -> str:
    half = f"{r:.1f} {r:.1f} 0 1 0"
    return f"M{x - r:.1f} {y:g}a{half} {2 * r:.1f} 0 {half}-{2 * r:.1f} 0z"


def seeds_path(seeds: Seeds) -> str:
    """The columns as lines, each told from the end of the one before; the style breaks them."""
    x = y = 0
    path = []
    for column, begin, end in seeds.columns:
        path.append(f"m{column - x}{begin - y:+}v{end - begin}")
        x, y = column, end
    return "".join(path)


class DaySize(NamedTuple):
    """The days of a calendar that had about as much contact: their size, from 1, and a path."""

    size: int
    path: str


class Calendar(NamedTuple):
    """A calendar of a year: the days by size, where months begin, how much there was.

    Attributes:
        least: from how many contacts on a day is of each size.
        days: how many days had contact; `contacts` how many contacts there were.
    """

    least: tuple[int, ...]
    sizes: tuple[DaySize, ...]
    months: tuple[tuple[int, str], ...]
    days: int
    contacts: int


def calendar_of(contacts: Mapping[date, int], on: date) -> Calendar:
    """The year up to the day `on`, a week a column that begins on Monday."""
    first = first_day(on)
    shown = {day: number for day, number in contacts.items() if first <= day <= on}
    sizes = least_of(shown.values())
    cells: defaultdict[int, list[date]] = defaultdict(list)
    for day, number in shown.items():
        cells[sum(number >= least for least in sizes)].append(day)
    weeks = [first + timedelta(weeks=week) for week in range(WEEKS)]
    begins = [
        (DAY * at, f"{week + timedelta(6):%b}")
        for at, week in enumerate(weeks)
        if (week + timedelta(6)).day <= 7
    ]
    return Calendar(
        sizes,
        tuple(DaySize(size, days_path(cells[size], on)) for size in sorted(cells)),
        tuple(begins),
        len(shown),
        sum(shown.values()),
    )


def least_of(numbers: Iterable[int]) -> tuple[int, ...]:
    """From how many contacts on a day is of each size; `numbers` are those of all days with any.

    Where days have many, about a quarter of them is of each size: a busy year is no dark block.
    """
    ordered, found = sorted(numbers), [_LEAST[0]]
    for at, least in enumerate(_LEAST[1:], 1):
        quarter = ordered[len(ordered) * at // len(_LEAST)] if ordered else least
        found.append(max(least, quarter, found[-1] + 1))
    return tuple(found)


def first_day(on: date) -> date:
    """The Monday with which the calendar of a year up to the day `on` begins."""
    return on - timedelta(days=on.weekday(), weeks=WEEKS - 1)


def days_path(days: Iterable[date], on: date) -> str:
    """A point a day, which the style makes a square."""
    first = first_day(on)
    return "".join(
        f"M{DAY * week + DAY // 2} {DAY * weekday + DAY // 2}h0"
        for week, weekday in (divmod((day - first).days, 7) for day in days if first <= day <= on)
    )
