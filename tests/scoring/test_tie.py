"""A tie answers for any day as the functions it stands on do, and no wish of yours enters it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from inspect import signature
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.model import REQUESTER, ROLES, TARGET, Contact, Role
from farmer.scoring import (
    Fact,
    Touch,
    ahead,
    assess,
    plan,
    plan_parts,
    score,
    silence,
    standing,
    weights,
)
from farmer.scoring import gate as gates
from farmer.scoring.life import life
from farmer.scoring.tie import Tie
from tests.scoring.diary import TODAY, ago, facts, failing, part, talks, touch
from tests.strategies import AS_OF, History, cadences, days, histories

ANA = Contact("Ana Ruiz", id=1)


def tie_of(
    touches: list[Touch], known: list[Fact] | None = None, cadence: int = 90
) -> Tie[Contact]:
    """The tie with Ana."""
    return Tie(ANA, touches, known or [], cadence)


def told_by(history: History) -> Tie[Contact]:
    """The tie of a history."""
    return Tie(ANA, history.touches, history.facts, history.cadence)


@given(histories(), st.lists(days(-60, 400), min_size=1, max_size=4))
def test_a_tie_says_of_each_day_what_is_true_of_it(history: History, asked: list[date]) -> None:
    """In whatever order the days are asked about: nothing of one is told of another."""
    tie, role = told_by(history), history.role
    for on in asked:
        judged = assess(history.touches, history.facts, on, role)
        assert tie.judged(role, on) == judged
        assert tie.score(role, on) == pytest.approx(judged.score)
        assert tie.phase(role, on) == judged.phase
        assert tie.standing(on) == judged.standing
        quiet = silence(history.touches, on, history.cadence)
        assert tie.silent(on) == quiet
        assert tie.status(on) == (quiet.status, quiet.last)


def test_touches_are_weighed_once_whatever_days_are_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list of everybody asks of each how silent they are and, on another day, how they stood."""
    weigh = Mock(side_effect=weights.weigh)
    monkeypatch.setattr(weights, "weigh", weigh)
    tie = tie_of(talks(200, 90, 10), facts("kept", 30))
    for days_ago in (0, 20, 100, 0):
        assert tie.standing(ago(days_ago)).touches.recorded == 3 - (days_ago > 10) - (days_ago > 90)
        tie.silent(ago(days_ago))
        tie.status(ago(days_ago))
    assert weigh.call_count == 3


@given(histories(), days(0, 60))
def test_what_is_dated_later_is_no_part_of_its_life(history: History, on: date) -> None:
    requests = [on - timedelta(days=40), on + timedelta(days=1)]
    touches = [each for each in history.touches if each.on <= on]
    known = [each for each in history.facts if each.on <= on]
    lived = told_by(history).life(requests, on)
    assert lived == life(touches, known, requests[:1], on, history.cadence)
    assert lived.ahead == told_by(history).ahead(on)


def test_it_looks_ahead_by_its_own_cadence() -> None:
    soon, late = (tie_of(talks(0), cadence=days).ahead(TODAY) for days in (7, 365))
    assert soon[0] == ahead.Turn(TODAY + timedelta(days=7), "status", "due")
    assert late[0].on == TODAY + timedelta(days=365)


def test_an_imported_name_is_nothing_without_being_tallied() -> None:
    nobody = tie_of([touch(9, "connect"), touch(-3)])
    assert (nobody.score(REQUESTER, TODAY), nobody.phase(REQUESTER, TODAY)) == (0.0, "none")
    assert nobody.score(REQUESTER, ago(-3)) > 0
    assert nobody.phase(REQUESTER, ago(-3)) == "V"


def test_evidence_without_a_meeting_still_counts() -> None:
    seen = tie_of([], facts("work:seen", 3))
    assert seen.score(REQUESTER, TODAY) == 15
    assert seen.score(TARGET, TODAY) == 0


def test_an_unknown_role_or_cadence_is_refused() -> None:
    with pytest.raises(InvalidValue, match="role"):
        tie_of([]).judged("friend", TODAY)  # type: ignore[arg-type]
    for wrong in (0, -5, 3651):
        with pytest.raises(InvalidValue, match="cadence"):
            tie_of([], cadence=wrong).silent(TODAY)


# -- No wish counts (C8.23) -------------------------------------------------------------------


@given(histories(), cadences(), cadences())
def test_no_cadence_changes_a_judgement(history: History, one: int, other: int) -> None:
    ties = [Tie(ANA, history.touches, history.facts, cadence) for cadence in (one, other)]
    for role in ROLES:
        first, second = (tie.judged(role, AS_OF) for tie in ties)
        assert first == second
        assert first.plan == second.plan


@pytest.mark.parametrize("cadence", [1, 7, 30, 90, 120, 182, 365, 3650])
@pytest.mark.parametrize(
    ("elapsed", "fresh", "cold"),
    [
        (89, 1, False),
        (90, 1, False),
        (91, 2 - 91 / 90, False),
        (179, 1 / 90, False),
        (180, 0, True),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_half_a_year_is_cold_whatever_the_cadence(
    cadence: int, elapsed: int, fresh: float, cold: bool, role: Role
) -> None:
    judged = tie_of(talks(elapsed), cadence=cadence).judged(role, TODAY)
    assert part("freshness", judged) == pytest.approx(fresh)
    assert ("S7" in failing(judged)) == cold


@pytest.mark.parametrize(
    ("judges", "given_"),
    [
        (assess, ["touches", "facts", "as_of", "role"]),
        (score.score_standing, ["state", "role"]),
        (ahead.phase_then, ["state", "role"]),
        (plan.find_plan, ["standing", "role"]),
        (plan_parts.Parts, ["standing", "role"]),
        (gates.Rule.judge, ["self", "standing", "role"]),
        (standing.standing, ["touches", "facts", "as_of"]),
    ],
)
def test_whatever_judges_is_given_evidence_a_day_and_a_role(
    judges: Callable[..., object], given_: list[str]
) -> None:
    """23. There is no room for a wish: no cadence, snooze, tag or setting."""
    assert list(signature(judges).parameters) == given_
