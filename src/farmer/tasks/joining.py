"""Whether two tellings are of one talk, and what the two say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import LIVE, Touch
from farmer.scoring.weights import weigh
from farmer.sources import ASSISTANT, HAND, MEMORY
from farmer.text import joined_notes

if TYPE_CHECKING:
    from farmer.tasks.told import Told

_HOUR = timedelta(hours=1)
# What you typed goes before what you told an assistant, and that before what a file says; what a
# calendar planned, and what was only remembered, come last.
_FIRST = (HAND, ASSISTANT)
_LAST = ("icalendar", MEMORY)


class When(NamedTuple):
    """When a talk was: its time of day, and the instants that calendars give for it."""

    touch: Touch
    instants: tuple[str, ...]

    def is_with(self, other: When, same_source: bool) -> bool:
        """Whether both began in the same hour; of one source, at the same time."""
        if self.instants and other.instants:
            apart = min(abs(_at(a) - _at(b)) for a in self.instants for b in other.instants)
            return not apart if same_source else apart < _HOUR
        mine, theirs = self.touch.time, other.touch.time
        if mine is None or theirs is None or self.touch.on != other.touch.on:
            return False
        return mine == theirs if same_source else mine[:2] == theirs[:2]

    def may_be(self, other: When) -> bool:
        """Whether either says no hour."""
        return self.touch.time is None or other.touch.time is None


def said_by(touch: Touch, told: Iterable[Told | None], instant: str = "") -> When:
    """When a talk was, as it is on record and as calendars `told` of it."""
    instants = [each.instant for each in told if each and each.touch.time == touch.time]
    return When(touch, tuple(filter(None, [*instants, instant])))


def joined(
    source: str | None, touch: Touch, other_source: str, other: Touch
) -> tuple[str | None, Touch]:
    """One touch of two tellings, in whatever order they came, and where it is from.

    What the better source says is kept, and what it does not say is taken from the other: length
    and company only where it weighs no less for them, so that being told twice worsens nothing. Of
    what was only planned the kind is that of the one who was there.
    """
    first, second = (source, touch), (other_source, other)
    happened = [pair for pair in (first, second) if pair[1].kind in LIVE] or [first, second]
    best = min(happened, key=lambda pair: _rank(pair[0]))
    rest = second if best is first else first
    both = replace(best[1], note=_both(best[1].note, rest[1].note))
    for name in ("by", "time", "minutes", "group"):
        if getattr(both, name) is None:
            filled = replace(both, **{name: getattr(rest[1], name)})
            both = filled if weigh(filled).weight >= weigh(both).weight else both
    return best[0], both


def _rank(source: str | None) -> tuple[int, int, str]:
    last = _LAST.index(source) + 1 if source in _LAST else 0
    first = _FIRST.index(source) if source in _FIRST else len(_FIRST)
    return first, last, source or ""


def _both(note: str, other: str) -> str:
    if other in note or note in other:
        return max(note, other, key=len)
    return joined_notes([note, other])


def _at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
