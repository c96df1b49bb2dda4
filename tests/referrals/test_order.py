"""The steps of a request that two ledgers numbered differently, and those that one took alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.referrals.order import in_turn
from farmer.referrals.states import (
    ASKED,
    DIRECTIONS,
    GIVEN,
    OUTCOME,
    RECEIVED,
    REOPEN,
    TARGET_LATER,
    Direction,
    Request,
    StepTaken,
)

DAY = date(2026, 6, 1)


def taken(said: str) -> StepTaken:
    """A step as `step`, or `step+2` so many days later."""
    step, _, days = said.partition("+")
    on = DAY + timedelta(int(days or 0))
    return StepTaken(step, on, until=on + timedelta(60) if step == TARGET_LATER else None)


def in_order(direction: Direction, steps: list[StepTaken]) -> list[StepTaken]:
    return [steps[place] for place in in_turn(direction, steps)]


def life(direction: Direction, steps: list[StepTaken]) -> Request:
    return Request(direction, 1, 2, "", "asker", tuple(steps))


@pytest.mark.parametrize(
    ("direction", "before", "here", "there", "state"),
    [
        (GIVEN, "", "ask-target", "decline", "declined"),
        (GIVEN, "", "ask-target target-yes", "decline", "declined"),
        (GIVEN, "", "ask-target+2", "decline+1", "target asked"),
        (GIVEN, "", "ask-target+1", "decline+2", "declined"),
        (GIVEN, "", "withdraw", "decline", "declined"),
        (GIVEN, "", "withdraw reopen", "decline", "declined"),
        (GIVEN, "ask-target", "target-yes", "target-no", "target no"),
        (GIVEN, "ask-target", "target-later", "target-yes", "target yes"),
        (GIVEN, "ask-target", "target-yes introduce", "decline", "declined"),
        (GIVEN, "ask-target target-yes introduce", "met", "outcome", "outcome"),
        (GIVEN, "ask-target target-yes introduce", "met", "outcome thanked", "closed"),
        (RECEIVED, "sent", "introduce", "withdraw", "withdrawn"),
        (RECEIVED, "sent", "decline", "introduce met", "declined"),
    ],
)
def test_whichever_ledger_numbered_them_they_lead_to_the_same(
    direction: Direction, before: str, here: str, there: str, state: str
) -> None:
    both = [[taken(said) for said in each.split()] for each in (f"asked {before}", here, there)]
    one = in_order(direction, both[0] + both[1] + both[2])
    other = in_order(direction, both[0] + both[2] + both[1])
    assert one == other
    assert life(direction, one).state == state


@st.composite
def lives(draw: st.DrawFn, begun: Request, without: tuple[str, ...] = ()) -> Request:
    """A life as it goes on in one ledger, of one outcome if anything is left out."""
    for _ in range(draw(st.integers(0, 4))):
        told = (OUTCOME,) if without and begun.outcomes else ()
        may = [step for step in begun.allowed if step not in (*without, *told)]
        if may:
            begun = life(begun.direction, [*begun.steps, draw(following(begun, may))])
    return begun


@st.composite
def following(draw: st.DrawFn, begun: Request, may: list[str]) -> StepTaken:
    """A next step, mostly of the same day."""
    step = draw(st.sampled_from(may))
    on = begun.last_on + timedelta(draw(st.sampled_from([0, 0, 0, 1])))
    outcome = draw(st.sampled_from(["good", "bad"])) if step == OUTCOME else None
    until = on + timedelta(60) if step == TARGET_LATER else None
    return StepTaken(step, on, outcome=outcome, until=until)


asked = st.sampled_from(DIRECTIONS).map(lambda each: life(each, [StepTaken(ASKED, DAY)]))


@given(asked.flatmap(lives))
def test_what_one_ledger_took_alone_stays_as_it_was_taken(alone: Request) -> None:
    assert in_turn(alone.direction, alone.steps) == list(range(len(alone.steps)))


@given(st.data())
def test_however_two_ledgers_number_them_it_stands_the_same(data: st.DataObject) -> None:
    """But where it was reopened, has two outcomes, or each order could be one machine's own."""
    common = data.draw(asked.flatmap(lambda begun: lives(begun, (REOPEN,))))
    here, there = (data.draw(lives(common, it)) for it in ((REOPEN,), (REOPEN, OUTCOME)))
    parted = len(common.steps)
    both = [[*one.steps, *other.steps[parted:]] for one, other in ((here, there), (there, here))]
    by_day = [sorted(steps, key=lambda step: step.on) for steps in both]
    found = [in_order(common.direction, steps) for steps in both]
    if found == by_day:  # so each could be one machine's own
        return
    one, other = (life(common.direction, steps) for steps in found)
    assert one.state == other.state
    assert (one.until, one.introduction) == (other.until, other.introduction)
    assert one.outcome == other.outcome
