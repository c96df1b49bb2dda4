"""What one touch weighs (method C2): kind, length, company and depth."""

from __future__ import annotations

from math import sqrt

from farmer.model import LIVE, Touch
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


def weight(touch: Touch) -> float:
    """The weight of `touch`: 1 is an hour's ordinary talk between two people, 0 is nothing."""
    base = RICHNESS[touch.kind] * DEPTH[touch.depth]
    if touch.kind not in _LIVE:
        return base
    length = min(1.0, DURATION_BASE + minutes_of(touch) / DURATION_MINUTES)
    return base * length / sqrt(max(1, group_of(touch) - 1))


def minutes_of(touch: Touch) -> int:
    """How long you saw or heard each other, as recorded or by the kind's default."""
    return DEFAULT_MINUTES.get(touch.kind, 0) if touch.minutes is None else touch.minutes


def group_of(touch: Touch) -> int:
    """How many shared the conversation, as recorded or by the kind's default."""
    if touch.group is not None:
        return touch.group
    return DEFAULT_EVENT_GROUP if touch.kind == "event" else DEFAULT_GROUP


def is_live(touch: Touch) -> bool:
    """Whether you saw or heard each other."""
    return touch.kind in _LIVE


def is_counted(touch: Touch, touch_weight: float | None = None) -> bool:
    """Whether `touch` is heavy enough to count as contact."""
    known = weight(touch) if touch_weight is None else touch_weight
    return known >= COUNTED - TOLERANCE


def is_close(touch: Touch, touch_weight: float | None = None) -> bool:
    """Whether `touch` was a real conversation: counted, live and among at most four."""
    return is_live(touch) and group_of(touch) <= CLOSE_GROUP and is_counted(touch, touch_weight)
