"""The plan (method C5, property 21): sound, shortest, and laid out as promised."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from farmer.model import REQUESTER, TARGET, Role
from farmer.scoring import Fact
from tests.scoring.diary import facts, judged, monthly
from tests.scoring.enumeration import enumerate_plan, laid_out
from tests.strategies import (
    SPOILINGS,
    History,
    cadences,
    days,
    histories,
    tended_histories,
)
from tests.strategies import facts as any_facts

FEW_ACTIONS, FEW_WEEKS = 3, 7
TALKS = ("meet", "they_start")


def best(history: History) -> tuple[tuple[str, ...], int] | None:
    """The plan's actions and days, or None."""
    plan = history.judged().plan
    return None if plan is None else (plan.actions, plan.days)


@st.composite
def nearly_farmed(draw: st.DrawFn, role: Role) -> History:
    """A tie in which one thing, and a record or two besides, is missing."""
    history = replace(draw(tended_histories()), role=role)
    spoiled = SPOILINGS[draw(st.sampled_from(["H3", "H4", "S1", "S3", "S4", "S6", "S7"]))](history)
    keep_touches = draw(st.integers(3, 10))
    lost = draw(st.sampled_from(["nothing", "gave", "got", "kept", "work:used", "work:seen"]))
    return replace(
        spoiled,
        role=role,
        touches=spoiled.touches[:keep_touches],
        facts=tuple(f for f in spoiled.facts if f.what != lost)
        + tuple(draw(st.lists(any_facts(days(0, 60)), max_size=1))),
        cadence=draw(cadences()),
    )


# -- Equal to enumeration ---------------------------------------------------------------------


@settings(max_examples=25)
@given(nearly_farmed(REQUESTER))
def test_a_requesters_plan_is_the_best_of_all_short_ones(history: History) -> None:
    """Every plan of up to three actions and seven weeks; a longer one wins only by being sooner."""
    plan, tried = best(history), enumerate_plan(history, FEW_ACTIONS, FEW_WEEKS)
    if plan is not None and len(plan[0]) <= FEW_ACTIONS and plan[1] <= 7 * FEW_WEEKS:
        assert plan == tried
    elif tried is not None:
        assert plan is not None
        assert len(plan[0]) > FEW_ACTIONS
        assert plan[1] < tried[1]


@settings(max_examples=25)
@given(nearly_farmed(TARGET))
def test_a_targets_plan_is_the_best_of_all(history: History) -> None:
    """Every plan of up to nine actions; a target has only four to choose from."""
    plan = best(history)
    weeks = 3 if plan is None else plan[1] // 7
    assume(weeks <= 12)
    assert enumerate_plan(history, weeks=max(1, weeks)) == plan


def test_a_strangers_road_to_being_wanted_is_the_best_of_all() -> None:
    """A target never met: every plan of up to nine actions in every week up to the first good."""
    stranger = History((), (), TARGET)
    plan = best(stranger)
    assert plan == ((("give",) * 3 + ("meet",) * 3 + ("they_start",) * 3), 189)
    assert enumerate_plan(stranger) == plan


def test_the_enumeration_is_not_idle() -> None:
    """It finds what anybody would: the one thing missing, on the day it can be done."""
    without_work = History(tuple(monthly(12)), tuple(facts("kept", 9) + facts("gave", 9)))
    assert enumerate_plan(without_work, 1) == (("see",), 7)
    shy = replace(without_work, role=TARGET, facts=tuple(facts("asked_them", 9)))
    assert enumerate_plan(shy, 2) == (("give", "give"), 14)


# -- Sound, and empty or None only where it must be -------------------------------------------


@given(histories())
def test_a_plan_laid_out_is_farmed_on_its_last_day_and_not_a_week_before(history: History) -> None:
    plan = history.judged().plan
    if plan is None or not plan.actions:
        return
    after = laid_out(history, plan.actions, plan.days)
    assert after is not None
    assert after.verdict == "farmed"
    assert 1 <= len(plan.actions) <= 9
    assert plan.days % 7 == 0
    assert 7 <= plan.days <= 56 * 7
    sooner = laid_out(history, plan.actions, plan.days - 7)
    assert sooner is None or sooner.verdict != "farmed"


@given(histories(), st.data())
def test_no_action_of_a_plan_can_be_left_out(history: History, data: st.DataObject) -> None:
    plan = history.judged().plan
    assume(plan is not None and plan.actions)
    assert plan is not None
    skipped = data.draw(st.integers(0, len(plan.actions) - 1))
    fewer = plan.actions[:skipped] + plan.actions[skipped + 1 :]
    after = laid_out(history, fewer, plan.days)
    assert after is None or after.verdict != "farmed"


@given(histories())
def test_there_is_no_plan_until_a_breach_of_trust_is_forgiven(history: History) -> None:
    unforgiven = replace(history, facts=tuple(f for f in history.facts if f.what != "forgiven"))
    breach, forgiven = Fact(history.as_of, "breach"), Fact(history.as_of, "forgiven")
    assert unforgiven.plus_facts(breach).judged().plan is None
    after = unforgiven.plus_facts(breach, forgiven)
    assert best(after) == best(unforgiven.plus_facts(forgiven))


def test_a_plan_forgets_what_is_dated_later() -> None:
    known = facts("kept", 9) + facts("gave", 9)
    later = facts("work:seen", -1) + facts("breach", -2)
    assert judged(monthly(12), known + later).plan == judged(monthly(12), known).plan


# -- Laid out in time -------------------------------------------------------------------------


@given(histories())
def test_the_steps_are_the_actions_on_days_of_the_plan(history: History) -> None:
    plan = history.judged().plan
    if plan is None:
        return
    assert sorted(step.action for step in plan.steps) == list(plan.actions)
    offsets: dict[str, list[int]] = {action: [] for action in plan.actions}
    for step in plan.steps:
        offsets[step.action].append((step.on - history.as_of).days)
    for action, when in offsets.items():
        if action not in TALKS:
            assert when == sorted(plan.days - 7 * back for back in range(len(when)))
    met = sorted(day for action in TALKS for day in offsets.get(action, []))
    count = len(met)
    assert met == (
        [plan.days]
        if count == 1
        else [7 + (plan.days - 7) * index // (count - 1) for index in range(count)]
    )
