"""Real contact traces, and what is asked of them: which pairs will be silent? (method C6)"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DAY_SECONDS = 86_400
DATES = 5
FEWEST_DAYS, LONGEST_SILENCE = 3, 365
FIRST = 0.4

Pairs = Mapping[tuple[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """A pair on a day: its days of contact until then, and whether there was one within H days.

    Days are counted from the epoch, in UTC.
    """

    days: tuple[int, ...]
    on: int
    spoke: bool

    @property
    def elapsed(self) -> int:
        """Days since the last contact."""
        return self.on - self.days[-1]


def read_trace(path: Path) -> Pairs:
    """The days of contact of every pair of a file of ``src,dst,unix_time``, in order."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 3 or not row[2].replace(".", "", 1).isdigit() or row[0] == row[1]:
                continue
            one, other = sorted(row[:2])
            found[one, other].add(int(float(row[2])) // DAY_SECONDS)
    return {pair: tuple(sorted(days)) for pair, days in found.items()}


def questions(pairs: Pairs, horizon: int) -> Iterator[Question]:
    """Every pair fed enough and not silent for too long, on each of five days."""
    for on in dates(pairs, horizon):
        for days in pairs.values():
            known = tuple(day for day in days if day <= on)
            if len(known) >= FEWEST_DAYS and on - known[-1] <= LONGEST_SILENCE:
                yield Question(known, on, any(on < day <= on + horizon for day in days))


def dates(pairs: Pairs, horizon: int) -> list[int]:
    """Five days, evenly from 0.4 of the trace's middle 99 % to `horizon` days before its end."""
    days = sorted(day for contact in pairs.values() for day in contact)
    low, high = percentile(days, 0.5), percentile(days, 99.5)
    first, last = low + FIRST * (high - low), high - horizon
    return [int(first + (last - first) * step / (DATES - 1)) for step in range(DATES)]


def percentile(ordered: list[int], per_cent: float) -> float:
    """The value below which that share of `ordered` lies, between two of them if need be."""
    at = (len(ordered) - 1) * per_cent / 100
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)
