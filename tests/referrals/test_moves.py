"""Whose move a request waits for, and what can be typed next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
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


def moved(
    request: Request,
    verdict: str | None = "farmed",
    *,
    days: int = 0,
    away: Collection[str] = (),
) -> Move:
    on = request.last_on + timedelta(days=days)
    return next_move(request, verdict, asker="Joe Marsh", target="Ana Ruiz", on=on, away=away)


@pytest.mark.parametrize(
    ("steps", "waiting_for", "command"),
    [
        ((), "me", "ask-target {id}"),
        ((ASK_TARGET,), "target", "target-said {id} yes"),
        ((ASK_TARGET, TARGET_YES), "me", "introduce {id}"),
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


def test_your_own_request_is_asked_once_it_is_farmed() -> None:
    assert moved(after(direction=RECEIVED)).sentence == "Ask Joe Marsh, in person if you can."


@pytest.mark.parametrize("verdict", ["not yet", "almost", None])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_nothing_is_to_be_typed_that_the_verdict_speaks_against(
    direction: Direction, verdict: str | None
) -> None:
    """Neither asking anybody, nor an introduction that would be refused."""
    move = moved(after(direction=direction), verdict)
    assert "in person" not in move.sentence
    assert {command.split()[0] for command in move.commands} <= {"decline", "withdraw"}
    if direction == GIVEN:
        welcome = moved(after(ASK_TARGET, TARGET_YES), verdict)
        assert "introduce {id}" not in welcome.commands
        assert welcome.commands == ("decline {id}", 'introduce {id} --anyway "WHY"')


@pytest.mark.parametrize("verdict", ["farmed", "almost"])
def test_a_wish_of_long_ago_is_asked_for_again_first(verdict: str) -> None:
    """An introduction would be refused, whatever the verdict."""
    welcome = after(ASK_TARGET, TARGET_YES)
    assert moved(welcome, verdict, days=30).commands[0] != "confirm {id}"
    assert moved(welcome, verdict, days=31).commands == ("confirm {id}", "withdraw {id}")


@pytest.mark.parametrize(
    ("direction", "steps", "away", "owed"),
    [
        (GIVEN, (), ("target",), "Ana Ruiz is archived: tell Joe Marsh that it falls away."),
        (GIVEN, (ASK_TARGET,), ("target",), "tell Joe Marsh that it falls away."),
        (GIVEN, (), ("asker",), ""),
        (GIVEN, (ASK_TARGET, TARGET_YES), ("asker",), "tell Ana Ruiz that it falls away."),
        (GIVEN, (ASK_TARGET, TARGET_YES, INTRODUCE), ("asker",), "ask Ana Ruiz how it went."),
        (GIVEN, (ASK_TARGET, TARGET_YES, INTRODUCE), ("asker", "target"), ""),
        (RECEIVED, (), ("asker",), ""),
        (RECEIVED, (), ("target",), ""),
        (RECEIVED, ("sent",), ("target",), "tell Joe Marsh that it falls away."),
        (RECEIVED, ("sent",), ("asker",), ""),
        (RECEIVED, ("sent", INTRODUCE), ("target",), "tell Joe Marsh how it went."),
    ],
)
def test_whoever_is_archived_is_asked_nothing_and_the_other_is_owed_a_word(
    direction: Direction, steps: tuple[str, ...], away: tuple[str, ...], owed: str
) -> None:
    move = moved(after(*steps, direction=direction), away=away)
    assert "archived" in move.sentence
    assert (move.waiting_for, owed in move.sentence) == ("me" if owed else "", True)
    assert ("nothing more is to be done" in move.sentence) == (not owed)


@pytest.mark.parametrize(("outcome", "said"), [("good", "Thank"), ("bad", "sorry")])
def test_a_bad_outcome_is_put_right_before_thanks(outcome: str, said: str) -> None:
    assert said in moved(after(ASK_TARGET, TARGET_YES, INTRODUCE, f"{OUTCOME}:{outcome}")).sentence


@pytest.mark.parametrize(
    ("days", "waiting_for", "said"),
    [
        (0, "target", "Leave Ana Ruiz in peace until 1 Apr 2026; then ask again."),
        (29, "target", "Leave Ana Ruiz in peace until 1 Apr 2026; then ask again."),
        (30, "me", "Ana Ruiz said later, from 1 Apr 2026 on: ask them again."),
        (300, "me", "Ana Ruiz said later, from 1 Apr 2026 on: ask them again."),
    ],
)
def test_whoever_said_later_is_left_in_peace_until_then_and_no_longer(
    days: int, waiting_for: str, said: str
) -> None:
    request = after(ASK_TARGET)
    later = StepTaken(TARGET_LATER, DAY, until=DAY + timedelta(days=30))
    move = moved(replace(request, steps=(*request.steps, later)), days=days)
    assert (move.waiting_for, move.sentence) == (waiting_for, said)


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
        verdict = data.draw(st.sampled_from(["farmed", "almost", None]))
        away = data.draw(st.sets(st.sampled_from(["asker", "target"])))
        move = moved(request, verdict, days=data.draw(st.sampled_from([0, 31])), away=away)
        assert "{" not in move.sentence
        assert away or (move.waiting_for == "") == (not request.is_open)
        typed = [command.replace("-said {id} ", "-").split()[0] for command in move.commands]
        assert set(typed) <= set(request.allowed)
