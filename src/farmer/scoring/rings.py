"""Dunbar's layers: how many people there is room for in each, and what time they were given.

The closest 5, then 15, 50 and 150 people (method C6). The sizes are a hint, not a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from farmer.cadences import LAYERS
from farmer.scoring.tie import Tie
from farmer.scoring.weights import minutes_of


class Ring(NamedTuple):
    """Those in one layer and in no smaller one.

    Attributes:
        layer: its size with all smaller ones: 5, 15, 50 or 150; None for whoever is outside.
        cadence_days: the longest cadence that belongs to it; None outside.
        room: how many more it has room for than the layer inside it; None outside.
        people: how many you mean to see so often, and were ever in touch with.
        minutes: the time that they were given.
    """

    layer: int | None
    cadence_days: int | None
    room: int | None
    people: int
    minutes: int


def rings(everybody: Iterable[Tie[Any]], since: date, until: date) -> tuple[Ring, ...]:
    """The layers from the inside out, with the time given from one day to another."""
    placed: dict[int | None, list[Tie[Any]]] = {}
    for tie in everybody:
        if tie.status(until)[1] is not None:
            placed.setdefault(_layer(tie.cadence_days), []).append(tie)
    found = [
        _ring(size, size - inner, placed.get(size, ()), since, until)
        for inner, size in pairwise([0, *LAYERS])
    ]
    return (*found, _ring(None, None, placed.get(None, ()), since, until))


def _layer(cadence_days: int) -> int | None:
    return next((size for size, days in LAYERS.items() if cadence_days <= days), None)


def _ring(
    size: int | None, room: int | None, people: Sequence[Tie[Any]], since: date, until: date
) -> Ring:
    days = LAYERS[size] if size is not None else None
    spent = (minutes_of(t) for tie in people for t in tie.touches if since <= t.on <= until)
    return Ring(size, days, room, len(people), sum(spent))
