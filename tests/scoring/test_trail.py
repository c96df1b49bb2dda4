"""24/7/30: each step due in its turn, ended by what fits, and never a licence to ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from farmer.model import Touch
from farmer.scoring.trail import FollowUp, follow_up

MET = date(2026, 6, 1)


def touch(kind: str, days: int) -> Touch:
    return Touch(MET + timedelta(days), kind)


def due(step: str, days: int) -> FollowUp:
    return FollowUp(step, MET + timedelta(days))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("touches", "after", "next_step"),
    [
        ([], 0, None),
        ([touch("email", 0)], 3, None),
        ([touch("event", 0)], 0, due("note", 1)),
        ([touch("event", 0)], 15, due("note", 1)),
        ([touch("event", 0)], 16, due("connect", 7)),
        ([touch("event", 0), touch("message", 0)], 1, due("connect", 7)),
        ([touch("event", 0), touch("card", 0)], 1, due("note", 1)),
        ([touch("event", 0), touch("message", 1), touch("connect", 2)], 3, due("meet", 30)),
        ([touch("connect", -9), touch("event", 0), touch("email", 1)], 3, due("meet", 30)),
        ([touch("event", 0), touch("meal", 9)], 9, due("connect", 7)),
        ([touch("event", 0), touch("connect", 3), touch("meal", 9)], 9, None),
        ([touch("event", 0)], 44, due("meet", 30)),
        ([touch("event", 0)], 45, None),
        ([touch("event", 0), touch("email", 5)], 4, due("note", 1)),
    ],
)
def test_the_trail(touches: list[Touch], after: int, next_step: FollowUp | None) -> None:
    assert follow_up(touches, MET + timedelta(after)) == next_step
