"""What a relationship loses if nothing happens is what the judgement says on that very day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.scoring import assess, silence
from farmer.scoring.ahead import AHEAD_DAYS, later, turns
from farmer.scoring.standing import standing
from tests.strategies import AS_OF, History, mixed_histories


def said(history: History, on: date) -> dict[str, str]:
    """Status, verdict and phase on a day, by the judgement itself."""
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    facts = [fact for fact in history.facts if fact.on <= AS_OF]
    judged = assess(known, facts, on, history.role)
    status = silence(known, on, history.cadence).status
    return {"status": status, "verdict": judged.verdict, "phase": judged.phase}


@given(mixed_histories(), st.integers(0, AHEAD_DAYS))
def test_a_later_day_stands_as_if_it_were_tallied_then(history: History, days: int) -> None:
    on = AS_OF + timedelta(days=days)
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    facts = [fact for fact in history.facts if fact.on <= AS_OF]
    then = standing(known, facts, on)
    found = later(standing(known, facts, AS_OF), on)
    assert found.facts == then.facts
    assert found.touches.fed == pytest.approx(then.touches.fed)
    assert found.touches.fed_close == pytest.approx(then.touches.fed_close)
    assert found.touches.elapsed_days == then.touches.elapsed_days


@given(mixed_histories())
def test_every_turn_is_the_day_on_which_the_judgement_changes(history: History) -> None:
    state = standing(history.touches, history.facts, AS_OF)
    found = turns(state, history.role, history.cadence)
    assert list(found) == sorted(found, key=lambda turn: turn.on)
    for turn in found:
        before = said(history, turn.on - timedelta(days=1))[turn.what]
        assert said(history, turn.on)[turn.what] == turn.becomes != before


@given(mixed_histories())
def test_nothing_changes_without_a_turn(history: History) -> None:
    state = standing(history.touches, history.facts, AS_OF)
    end = said(history, AS_OF + timedelta(days=AHEAD_DAYS))
    now = said(history, AS_OF)
    for turn in turns(state, history.role, history.cadence):
        now[turn.what] = turn.becomes
    assert now == end
