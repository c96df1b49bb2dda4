"""In which order the steps of a request were taken, where no single machine took all of them.

What decides is what every ledger has alike: the days, in which order they were recorded, and which
step may follow which.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from farmer.referrals.states import (
    ASK_TARGET,
    ASKED,
    CONFIRM,
    DECLINE,
    INTRODUCE,
    MET,
    OUTCOME,
    REOPEN,
    SENT,
    TARGET_LATER,
    TARGET_NO,
    TARGET_YES,
    THANKED,
    WITHDRAW,
    Direction,
    StepTaken,
    may_follow,
)

# On one day the step further along comes later, and a no that was said stands.
_ALONG = (
    *(ASKED, REOPEN, SENT, ASK_TARGET, TARGET_LATER, TARGET_YES, CONFIRM, INTRODUCE, MET),
    *(OUTCOME, THANKED, WITHDRAW, TARGET_NO, DECLINE),
)


def in_turn(direction: Direction, steps: Sequence[StepTaken]) -> list[int]:
    """The places of the steps in the order of the request's life.

    Days come one after the other. Those of one day stay as they are where each may follow the one
    before it; where not, the same steps come out in one order, however they stood.

    Args:
        direction: that of the request.
        steps: as they were recorded.
    """
    found: list[int] = []
    places = sorted(range(len(steps)), key=lambda place: steps[place].on)
    for _, group in groupby(places, key=lambda place: steps[place].on):
        day = list(group)
        if len(day) > 1 and not _follow(direction, steps, found, day):
            day = _arranged(direction, steps, found, day)
        found += day
    return found


def _follow(
    direction: Direction, steps: Sequence[StepTaken], before: Sequence[int], day: Sequence[int]
) -> bool:
    life = [steps[place] for place in before]
    for place in day:
        if not may_follow(direction, life, steps[place].step):
            return False
        life.append(steps[place])
    return True


def _arranged(
    direction: Direction, steps: Sequence[StepTaken], before: Sequence[int], day: Sequence[int]
) -> list[int]:
    life = [steps[place] for place in before]
    left = sorted(day, key=lambda place: _rank(steps[place]))
    arranged = []
    while left:
        may = (place for place in left if may_follow(direction, life, steps[place].step))
        place = next(may, left[0])
        left.remove(place)
        arranged.append(place)
        life.append(steps[place])
    return arranged


def _rank(taken: StepTaken) -> tuple[int, str]:
    """How far along it is; of two alike, what they say decides."""
    return _ALONG.index(taken.step), repr(taken)
