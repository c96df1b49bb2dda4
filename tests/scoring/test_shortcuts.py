"""What is told from less than the whole history agrees with the judgement of all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from farmer.ledger.nouns import RollEntry
from farmer.model import KINDS, REQUESTER, ROLES, Contact, Role, Touch
from farmer.scoring.cold import is_plainly_warm
from farmer.scoring.gates import fired_rules
from farmer.scoring.score import (
    ceiling,
    evidence_ceiling,
    is_farmed,
    phase_of,
    score_standing,
)
from farmer.scoring.standing import standing
from farmer.scoring.tie import Tie
from farmer.scoring.weights import COUNTABLE, is_counted
from tests.scoring.diary import TODAY, monthly, proofs, silent
from tests.strategies import AS_OF, History, cadences, histories, touches

FULL_YEAR = monthly(60, apart=7)


@given(histories(), touches(), cadences())
@example(History((), ()), Touch(AS_OF - timedelta(days=56), "meeting"), 90)
def test_who_is_plainly_warm_is_warm_and_not_drifting(
    history: History, newest: Touch, cadence: int
) -> None:
    known = [*(touch for touch in history.touches if touch.on <= AS_OF), newest]
    if is_plainly_warm(max(known, key=lambda touch: touch.on), AS_OF, cadence):
        found = silent(known, cadence)
        assert (found.status, found.drifting) == ("warm", False)


@pytest.mark.parametrize(("elapsed", "plainly"), [(0, True), (56, True), (57, False), (200, False)])
def test_nothing_is_plain_after_eight_weeks(elapsed: int, plainly: bool) -> None:
    """The shortest rhythm is a week: from the day after eight of them somebody may be drifting."""
    newest = Touch(AS_OF - timedelta(days=elapsed), "meeting")
    assert is_plainly_warm(newest, AS_OF, 365) is plainly
    weekly = [newest.on - timedelta(days=7 * week) for week in range(5)]
    assert silent([Touch(on, "meeting") for on in weekly], 365).drifting is not plainly


def test_a_touch_too_light_to_count_shows_nothing() -> None:
    assert not is_plainly_warm(Touch(AS_OF, "comment"), AS_OF, 90)
    assert not is_plainly_warm(Touch(AS_OF, "event", group=200), AS_OF, 90)


@given(st.sampled_from(KINDS), st.integers(0, 3), st.integers(1, 600), st.integers(2, 300))
def test_whatever_counts_is_of_a_countable_kind(
    kind: str, depth: int, minutes: int, group: int
) -> None:
    touch = Touch(AS_OF, kind, minutes=minutes, group=group, depth=depth)
    assert kind in COUNTABLE or not is_counted(touch)


def test_every_countable_kind_can_count() -> None:
    assert all(is_counted(Touch(AS_OF, kind, group=2, depth=3)) for kind in COUNTABLE)
    assert set(KINDS) - set(COUNTABLE) == {
        "comment",
        "connect",
        "like",
        "card",
        "attended",
        "planned",
        "attempt",
    }


@given(histories(), st.booleans())
def test_no_score_exceeds_its_ceiling(history: History, proven: bool) -> None:
    facts = history.facts if proven else ()
    on_record = [fact for fact in facts if fact.on <= AS_OF]
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    state = standing(history.touches, facts, AS_OF)
    score = score_standing(state, history.role)
    assert score <= ceiling(len(known), len(on_record))


@given(histories())
def test_no_score_exceeds_what_the_evidence_allows(history: History) -> None:
    state = standing(history.touches, history.facts, AS_OF)
    score = score_standing(state, history.role)
    assert score <= evidence_ceiling(state.facts, history.role)


@pytest.mark.parametrize("role", ROLES)
def test_contact_alone_reaches_what_the_evidence_allows(role: Role) -> None:
    state = standing(FULL_YEAR, proofs(), TODAY)
    assert score_standing(state, role) == pytest.approx(evidence_ceiling(state.facts, role))


@given(histories())
def test_a_tie_is_farmed_where_its_score_says_so(history: History) -> None:
    tie = Tie(Contact("Ana Ruiz"), history.touches, history.facts, history.cadence)
    score = tie.score(history.role, AS_OF)
    assert tie.is_farmed(history.role, AS_OF) == is_farmed(score)


def test_whoever_is_farmed_is_and_nobody_is_by_contact_alone() -> None:
    assert Tie(Contact("Ana Ruiz"), FULL_YEAR, proofs(), 90).is_farmed(REQUESTER, TODAY)
    assert not Tie(Contact("Ana Ruiz"), FULL_YEAR, [], 90).is_farmed(REQUESTER, TODAY)


@given(histories(), st.booleans())
def test_no_tie_scores_more_than_it_says_it_can(history: History, proven: bool) -> None:
    """Not by a rounding either: who is ranked below a ceiling is not judged at all."""
    facts = history.facts if proven else ()
    tie = Tie(Contact("Ana Ruiz"), history.touches, facts, history.cadence)
    assert tie.score(history.role, AS_OF) <= tie.ceiling(history.role, AS_OF)


def test_a_tie_can_score_no_more_than_its_evidence_or_its_contacts_let_it() -> None:
    proven = Tie(Contact("Ana Ruiz"), FULL_YEAR, proofs(), 90)
    assert proven.ceiling(REQUESTER, TODAY) == pytest.approx(proven.score(REQUESTER, TODAY))
    unproven = Tie(Contact("Ana Ruiz"), FULL_YEAR, [], 90)
    assert unproven.score(REQUESTER, TODAY) <= unproven.ceiling(REQUESTER, TODAY) == 50
    assert Tie(Contact("Ana Ruiz"), FULL_YEAR[:1], proofs(), 90).ceiling(REQUESTER, TODAY) == 39


@given(histories(), st.integers(0, 4))
def test_few_touches_have_a_lower_ceiling(history: History, count: int) -> None:
    few = [touch for touch in history.touches if touch.on <= AS_OF][:count]
    assume(len(few) == count)
    score = score_standing(standing(few, history.facts, AS_OF), history.role)
    assert score <= ceiling(count, len(history.facts))


@given(histories(), st.booleans(), st.integers(0, 6))
def test_a_tie_of_which_little_is_recorded_knows_its_phase_from_that(
    history: History, proven: bool, count: int
) -> None:
    """The same as its standing and its gates say."""
    touches, facts = history.touches[:count], history.facts if proven else ()
    member = RollEntry(1, "Ana", "", "", None, "", None, None)
    tie = Tie(member, touches, facts, 90)
    state = standing(touches, facts, AS_OF)
    assert tie.phase(history.role, AS_OF) == phase_of(state, fired_rules(state, history.role))
