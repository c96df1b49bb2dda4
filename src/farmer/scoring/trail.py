"""The 24/7/30 trail after a first meeting: a note, a connection, another meeting.

It is follow-up, not permission to ask: after all three the verdict is still ``not yet``.
Source: A7 of the method's sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from farmer.model import ATTENDED, LIVE, PLANNED, AnyTouch

TrailStep = Literal["note", "connect", "meet"]

# Days after the first meeting by which each is due.
DUE_DAYS: dict[TrailStep, int] = {"note": 1, "connect": 7, "meet": 30}
# What is so long past due that the cadence takes over.
GRACE_DAYS = 14
_NOTES = ("letter", "email", "message", "call", "video")


class FollowUp(NamedTuple):
    """What is due next after a first meeting, and until when."""

    step: TrailStep
    due_on: date


def first_met(touches: Iterable[AnyTouch]) -> date | None:
    """The day of the first meeting, or None."""
    return min((touch.on for touch in touches if touch.kind in LIVE), default=None)


def was_followed_up(touches: Collection[AnyTouch]) -> bool:
    """Whether a note, a connection or a meeting followed the first one within its month."""
    met_on = first_met(touches)
    if met_on is None:
        return False
    until = met_on + timedelta(days=DUE_DAYS["meet"])
    return any(
        (touch.on > met_on or touch.kind not in LIVE) and met_on <= touch.on <= until
        for touch in touches
        if touch.kind not in (ATTENDED, PLANNED)
    )


def oldest_to_follow_up(as_of: date) -> date:
    """The day before which whoever was first met needs no following up any more."""
    return as_of - timedelta(days=max(DUE_DAYS.values()) + GRACE_DAYS)


def follow_up(touches: Collection[AnyTouch], as_of: date) -> FollowUp | None:
    """The next step of the trail; None before a first meeting, once it is walked, or long after."""
    known = [touch for touch in touches if touch.on <= as_of]
    met_on = first_met(known)
    if met_on is None:
        return None
    later = [touch for touch in known if touch.on > met_on and touch.kind in LIVE]
    done: dict[TrailStep, bool] = {
        "note": any(t.kind in _NOTES and t.on >= met_on for t in known) or bool(later),
        "connect": any(t.kind == "connect" for t in known),
        "meet": bool(later),
    }
    for step, days in DUE_DAYS.items():
        due_on = met_on + timedelta(days)
        if not done[step] and (as_of - due_on).days <= GRACE_DAYS:
            return FollowUp(step, due_on)
    return None
