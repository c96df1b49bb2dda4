"""What one touch weighs (method C2): kind, length, company and depth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from farmer.model import LIVE, NOTHING, AnyTouch
from farmer.scoring.constants import (
    CLOSE_GROUP,
    COUNTED,
    DEFAULT_EVENT_GROUP,
    DEFAULT_GROUP,
    DEFAULT_MINUTES,
    DEPTH,
    DURATION_BASE,
    DURATION_MINUTES,
    RICHNESS,
    TOLERANCE,
)

_LIVE = frozenset(LIVE)
# Where you hear each other, and do not stand before each other.
ELSEWHERE = ("call", "video")


class Weighed(NamedTuple):
    """What a touch amounts to.

    Attributes:
        weight: 1 is an hour's ordinary talk between two people, 0 is nothing.
        live: whether you saw or heard each other; `met` whether face to face.
        counted: whether it is heavy enough to count as contact.
        close: whether it was a real conversation: counted, live and among at most four.
        shared_by: how many shared it, as recorded or by the kind's default.
        nothing: the kind, where it is one that weighs nothing; empty else.
    """

    weight: float
    live: bool
    met: bool
    counted: bool
    close: bool
    shared_by: int
    nothing: str


# Its day as a number (``date.toordinal``), who began it, and what it amounts to.
WeighedTouch = tuple[int, str | None, Weighed]
_day = itemgetter(0)


def in_order(touches: Iterable[AnyTouch]) -> list[WeighedTouch]:
    """What each of `touches` amounts to, by day."""
    return sorted([(t.on.toordinal(), t.by, weigh(t)) for t in touches], key=_day)


def until(history: Sequence[WeighedTouch], on: date) -> Sequence[WeighedTouch]:
    """Those of a `history` in order that are dated on or before that day."""
    number = on.toordinal()
    if not history or history[-1][0] <= number:
        return history
    return history[: bisect_right(history, number, key=_day)]


def weigh(touch: AnyTouch) -> Weighed:
    """What `touch` amounts to, whoever began it and whenever it was."""
    return _weigh(touch.kind, touch.minutes, touch.group, touch.depth)


def weight(touch: AnyTouch) -> float:
    """The weight of `touch`."""
    return weigh(touch).weight


def is_counted(touch: AnyTouch) -> bool:
    """Whether `touch` is heavy enough to count as contact."""
    return weigh(touch).counted


def minutes_of(touch: AnyTouch) -> int:
    """How long you saw or heard each other, as recorded or by the kind's default."""
    return DEFAULT_MINUTES.get(touch.kind, 0) if touch.minutes is None else touch.minutes


# A life has few sorts of contact, and a ledger many of each.
@lru_cache(maxsize=4096)
def _weigh(kind: str, minutes: int | None, group: int | None, depth: int) -> Weighed:
    live = kind in _LIVE
    shared_by = _group_of(kind, group)
    heavy = RICHNESS[kind] * DEPTH[depth]
    if live:
        length = DEFAULT_MINUTES[kind] if minutes is None else minutes
        heavy *= min(1.0, DURATION_BASE + length / DURATION_MINUTES)
        heavy /= sqrt(max(1, shared_by - 1))
    counted = counts(heavy)
    close = counted and live and shared_by <= CLOSE_GROUP
    met = live and kind not in ELSEWHERE
    return Weighed(heavy, live, met, counted, close, shared_by, kind if kind in NOTHING else "")


def counts(heavy: float) -> bool:
    """Whether a touch of that weight counts as contact."""
    return heavy >= COUNTED - TOLERANCE


# The kinds of which a touch can be heavy enough to count as contact, alone and as deep as can be.
COUNTABLE = tuple(kind for kind, rich in RICHNESS.items() if counts(rich * max(DEPTH)))


def _group_of(kind: str, group: int | None) -> int:
    if group is not None:
        return group
    return DEFAULT_EVENT_GROUP if kind == "event" else DEFAULT_GROUP
