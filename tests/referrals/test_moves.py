"""Whose move a request waits for, and what can be typed next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.referrals.moves import Move, next_move
from farmer.referrals.states import (
    ASK_TARGET,
    ASKED,
    DECLINE,
    DIRECTIONS,
    GIVEN,
    INTRODUCE,
    OUTCOME,
    OUTCOMES,
    RECEIVED,
    TARGET_LATER,
    TARGET_NO,
    TARGET_YES,
    Direction,
    Request,
    StepTaken,
)

DAY = date(2026, 3, 2)


def after(*steps: str, direction: Direction = GIVEN) -> Request:
    """A request of Joe Marsh's for Ana Ruiz after some steps; ``outcome:bad`` says which."""
    taken = []
    for step in (ASKED, *steps):
        name, _, outcome = step.partition(":")
        taken.append(StepTaken(name, DAY, outcome=outcome or None))
    return Request(direction, 1, 2, "", "asker", tuple(taken))


def moved(request: Request, verdict: str | None = "farmed") -> Move:
    return next_move(request, verdict, asker="Joe Marsh", target="Ana Ruiz")


@pytest.mark.parametrize(
    ("steps", "waiting_for", "command"),
    [
        ((), "me", "ask-target {id}"),
        ((ASK_TARGET,), "target", "target-said {id} yes"),
        ((ASK_TARGET, TARGET_YES), "me", "introduce {id} --level 3"),
        ((ASK_TARGET, TARGET_NO), "", "reopen {id}"),
        ((ASK_TARGET, TARGET_YES, INTRODUCE), "both", "met {id}"),
        ((DECLINE,), "", "reopen {id}"),
    ],
)
def test_whose_move_it_is(steps: tuple[str, ...], waiting_for: str, command: str) -> None:
    move = moved(after(*steps))
    assert (move.waiting_for, move.commands[0]) == (waiting_for, command)


@pytest.mark.parametrize("verdict", ["not yet", "almost", None])
def test_what_is_not_farmed_is_to_be_declined_first(verdict: str | None) -> None:
    move = moved(after(), verdict)
    assert "It is too early: tell Joe Marsh so" in move.sentence
    assert move.commands[0] == "decline {id}"


def test_your_own_request_waits_for_you_whatever_the_verdict() -> None:
    move = moved(after(direction=RECEIVED), "not yet")
    assert move.sentence == "Ask Joe Marsh, in person if you can."


@pytest.mark.parametrize(("outcome", "said"), [("good", "Thank"), ("bad", "sorry")])
def test_a_bad_outcome_is_put_right_before_thanks(outcome: str, said: str) -> None:
    assert said in moved(after(ASK_TARGET, TARGET_YES, INTRODUCE, f"{OUTCOME}:{outcome}")).sentence


@given(st.sampled_from(DIRECTIONS), st.data())
def test_every_state_has_a_move_and_its_commands_are_steps_that_may_come(
    direction: Direction, data: st.DataObject
) -> None:
    request = after(direction=direction)
    for days in range(1, 8):
        if not request.allowed:
            break
        step = data.draw(st.sampled_from(request.allowed))
        outcome = data.draw(st.sampled_from(OUTCOMES)) if step == OUTCOME else None
        on = DAY + timedelta(days=days)
        until = on + timedelta(days=30) if step == TARGET_LATER else None
        taken = StepTaken(step, on, outcome=outcome, until=until)
        request = Request(direction, 1, 2, "", "asker", (*request.steps, taken))
        move = moved(request)
        assert "{" not in move.sentence
        assert (move.waiting_for == "") == (not request.is_open)
        typed = [command.replace("-said {id} ", "-").split()[0] for command in move.commands]
        assert set(typed) <= set(request.allowed)
