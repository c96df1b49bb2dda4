"""The plan's limits and layout, one history each (method C5)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from farmer.model import TARGET
from farmer.scoring import Plan
from tests.scoring.diary import TODAY, facts, judged, monthly, proofs

FULL_YEAR = monthly(60, apart=7)
TALKS = ("meet", "they_start")


def test_what_is_farmed_already_needs_nothing() -> None:
    plan = judged(FULL_YEAR, proofs()).plan
    assert plan == Plan((), 0, ())


@pytest.mark.parametrize(("asked", "gives"), [(7, 8), (8, 9), (9, None)])
def test_nine_actions_are_a_plan_and_ten_are_a_long_road(asked: int, gives: int | None) -> None:
    """Every withdrawal must be given back, and one thing more."""
    plan = judged(FULL_YEAR, facts("asked_them", *[3] * asked), TARGET).plan
    if gives is None:
        assert plan is None
    else:
        assert plan is not None
        assert (plan.actions, plan.days) == (("give",) * gives, 7 * gives)


def test_a_second_use_is_the_last_that_a_plan_asks_for() -> None:
    """A third would be one more promise kept, but nobody buys three times to be polite."""
    plan = judged([]).plan
    assert plan is not None
    assert Counter(plan.actions)["use"] == 2
    disappointed = judged(FULL_YEAR, facts("broken", 3)).plan
    assert disappointed is not None
    assert Counter(disappointed.actions)["promise"] == 4
    assert Counter(disappointed.actions)["use"] <= 1


def test_talks_are_spread_evenly_and_deeds_lie_in_the_last_weeks() -> None:
    plan = judged([]).plan
    assert plan is not None
    offsets = [(step.action, (step.on - TODAY).days) for step in plan.steps]
    talks_on = [day for action, day in offsets if action in TALKS]
    assert talks_on == [7, 43, 79, 116, 152, 189]
    assert [action for action, _ in offsets if action in TALKS] == ["meet"] * 5 + ["they_start"]
    assert [day for action, day in offsets if action == "use"] == [182, 189]


def test_a_single_talk_is_on_the_end_day() -> None:
    """A credible tie gone cold: one talk, a week from now."""
    plan = judged(monthly(60, last=200, apart=7), proofs()).plan
    assert plan is not None
    assert [(step.action, step.on) for step in plan.steps] == [("meet", TODAY + timedelta(days=7))]


def test_steps_are_in_order_and_on_one_day_giving_comes_first() -> None:
    plan = judged(monthly(4, apart=40), facts("work:told", 9)).plan
    assert plan is not None
    assert plan.actions == ("give", "meet", "use", "use")
    assert [(step.action, (step.on - TODAY).days) for step in plan.steps] == [
        ("use", 56),
        ("give", 63),
        ("meet", 63),
        ("use", 63),
    ]
