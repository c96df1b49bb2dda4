"""What is foretold is what the judgement says on every day of the year, if nothing happens."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Role
from farmer.scoring import assess
from farmer.scoring.ahead import AHEAD_DAYS
from farmer.scoring.constants import TOLERANCE
from farmer.scoring.foretold import Foretold, foretell
from farmer.scoring.standing import standing
from tests.strategies import AS_OF, History, mixed_histories


def told_of(history: History, on: date = AS_OF) -> Foretold:
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    facts = [fact for fact in history.facts if fact.on <= AS_OF]
    return foretell(standing(known, facts, on), history.role)


def judged(history: History, on: date, role: Role) -> tuple[str, int]:
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    facts = [fact for fact in history.facts if fact.on <= AS_OF]
    found = assess(known, facts, on, role)
    return found.verdict, floor(found.score + TOLERANCE)


@given(mixed_histories(), st.integers(0, AHEAD_DAYS))
def test_the_verdict_of_every_day_is_the_judgement_s_own(history: History, days: int) -> None:
    on = AS_OF + timedelta(days=days)
    step = told_of(history).on(on)
    assert step is not None
    verdict, score = judged(history, on, history.role)
    assert step.verdict == verdict
    assert score <= step.score


@given(mixed_histories())
def test_the_score_of_every_step_is_the_judgement_s_own(history: History) -> None:
    """At the telling, at the first of each month, and on the days on which the verdict falls."""
    steps = told_of(history).steps
    assert steps[0].on == AS_OF
    for step in steps:
        assert (step.verdict, step.score) == judged(history, step.on, history.role)
    firsts = [step.on for step in steps if step.on.day == 1]
    assert len(firsts) == 12


@given(mixed_histories())
def test_nothing_is_foretold_before_the_telling_or_after_a_year(history: History) -> None:
    told = told_of(history)
    assert told.on(AS_OF - timedelta(days=2)) is None
    assert told.on(AS_OF - timedelta(days=1)) == told.on(AS_OF)  # where it is a day earlier still
    assert told.on(AS_OF + timedelta(days=AHEAD_DAYS)) is not None
    assert told.on(AS_OF + timedelta(days=AHEAD_DAYS + 1)) is None


@given(mixed_histories(), st.integers(0, 180))
def test_where_nothing_happened_what_was_told_still_says_it(history: History, days: int) -> None:
    on = AS_OF + timedelta(days=days)
    assert told_of(history).still_says(told_of(history, on), on)


@given(mixed_histories(), mixed_histories(), st.integers(0, AHEAD_DAYS))
def test_what_still_says_it_reads_alike_on_every_day(
    one: History, other: History, days: int
) -> None:
    first, second = told_of(one), told_of(other)
    on = AS_OF + timedelta(days=days)
    if first.still_says(second, AS_OF):
        said, then = first.on(on), second.on(on)
        assert said is not None
        assert then is not None
        assert said.verdict == then.verdict
    else:
        assert first != second
