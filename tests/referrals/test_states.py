"""A request's life: every walk through it, as a walker who tries every step would find it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import Conflict, InvalidValue
from farmer.referrals.consequences import consequences
from farmer.referrals.states import (
    DIRECTIONS,
    GIVEN,
    IDEAS,
    OUTCOMES,
    RECEIVED,
    REQUEST_STEPS,
    TARGET_LATER,
    Direction,
    Request,
    StepTaken,
)
from farmer.referrals.turns import check_step

DAY = date(2026, 6, 1)


def request(*steps: str, direction: Direction = GIVEN, began: str = "asker") -> Request:
    """A request that took these steps, a day apart; an outcome is named after a colon."""
    taken = [StepTaken("asked", DAY)]
    for number, said in enumerate(steps, 1):
        step, _, outcome = said.partition(":")
        on = DAY + timedelta(number)
        until = on + timedelta(60) if step == TARGET_LATER else None
        taken.append(StepTaken(step, on, outcome=outcome or None, until=until))
    return Request(direction, 1, 2, "", began, tuple(taken))


def said(found: Request) -> set[tuple[int, str]]:
    return {(implied.contact_id, implied.fact.what) for implied in consequences(found)}


INTRODUCED = ("ask-target", "target-yes", "introduce")


@pytest.mark.parametrize(
    ("steps", "state", "is_open"),
    [
        ((), "asked", True),
        (("decline",), "declined", False),
        (("ask-target",), "target asked", True),
        (("ask-target", "target-no"), "target no", False),
        (("ask-target", "target-yes"), "target yes", True),
        (("ask-target", "target-yes", "confirm"), "target yes", True),
        (INTRODUCED, "introduced", True),
        ((*INTRODUCED, "met"), "met", True),
        ((*INTRODUCED, "met", "outcome:good"), "outcome", True),
        ((*INTRODUCED, "outcome:bad", "thanked"), "closed", False),
        ((*INTRODUCED, "outcome:business", "thanked", "outcome:business"), "outcome", True),
        (("ask-target", "target-later"), "target later", True),
        (("ask-target", "target-later", "confirm"), "target later", True),
        (("ask-target", "target-later", "ask-target"), "target asked", True),
        (("ask-target", "target-later", "target-yes"), "target yes", True),
        (("decline", "reopen"), "asked", True),
        (("ask-target", "target-yes", "withdraw", "reopen"), "asked", True),
        ((*INTRODUCED, "met", "outcome:good", "thanked", "reopen"), "met", True),
    ],
)
def test_where_a_request_stands(steps: tuple[str, ...], state: str, is_open: bool) -> None:
    found = request(*steps)
    assert (found.state, found.is_open) == (state, is_open)


def test_a_step_out_of_its_turn_or_before_the_last_is_refused() -> None:
    for step in ("introduce", "target-yes", "met", "thanked", "reopen", "sent"):
        with pytest.raises(Conflict, match="cannot come now"):
            check_step(request(), StepTaken(step, DAY))
    with pytest.raises(Conflict, match="before the last step"):
        check_step(request("ask-target"), StepTaken("target-yes", DAY))


def test_a_wish_of_more_than_thirty_days_is_asked_for_again() -> None:
    asked = request("ask-target", "target-yes")
    check_step(asked, StepTaken("introduce", DAY + timedelta(30)))
    with pytest.raises(Conflict, match="ask again"):
        check_step(asked, StepTaken("introduce", DAY + timedelta(31)))
    confirmed = request("ask-target", "target-yes", "confirm")
    check_step(confirmed, StepTaken("introduce", DAY + timedelta(33)))
    with pytest.raises(Conflict, match="ask again"):
        check_step(confirmed, StepTaken("introduce", DAY + timedelta(34)))


@pytest.mark.parametrize(
    ("found", "facts"),
    [
        (request(), set()),
        (request("ask-target"), {(2, "asked_them")}),
        (request("ask-target", began="me"), set()),
        (request("ask-target", began="target"), set()),
        (
            request(*INTRODUCED, "outcome:good"),
            {(2, "asked_them"), (1, "ref_out_good"), (2, "gave")},
        ),
        (request(*INTRODUCED, "outcome:business", began="me"), {(1, "ref_out_good"), (2, "gave")}),
        (request(*INTRODUCED, "outcome:bad"), {(2, "asked_them"), (1, "ref_bad")}),
        (request(*INTRODUCED, "outcome:no-follow-up"), {(2, "asked_them"), (1, "ref_bad")}),
        (request(*INTRODUCED, "outcome:no-fit"), {(2, "asked_them")}),
        (request(*INTRODUCED, "outcome:bad", "reopen"), {(2, "asked_them")}),
        (
            request(*INTRODUCED, "outcome:bad", "reopen", "outcome:good"),
            {(2, "asked_them"), (1, "ref_out_good"), (2, "gave")},
        ),
        (
            request(*INTRODUCED, "outcome:business", "thanked", "outcome:business"),
            {(2, "asked_them"), (1, "ref_out_good"), (2, "gave")},
        ),
        (
            request(*INTRODUCED, "outcome:bad", "outcome:business"),
            {(2, "asked_them"), (1, "ref_bad"), (1, "ref_out_good"), (2, "gave")},
        ),
        (
            request(*INTRODUCED, "outcome:business", "reopen"),
            {(2, "asked_them"), (1, "ref_out_good"), (2, "gave")},
        ),
        (request(direction=RECEIVED), set()),
        (request("sent", direction=RECEIVED), {(1, "asked_them")}),
        (
            request("sent", "introduce", "outcome:business", direction=RECEIVED),
            {(1, "asked_them"), (1, "ref_in_good")},
        ),
        (request("sent", "introduce", "outcome:bad", direction=RECEIVED), {(1, "asked_them")}),
    ],
)
def test_what_follows_from_a_request(found: Request, facts: set[tuple[int, str]]) -> None:
    assert said(found) == facts


@pytest.mark.parametrize(
    "outcomes",
    [
        ("outcome:business", "thanked", "outcome:business"),
        ("outcome:business", "reopen", "outcome:business"),
        ("outcome:business", "outcome:business", "thanked", "reopen"),
    ],
)
def test_more_business_never_takes_the_place_of_what_there_was(outcomes: tuple[str, ...]) -> None:
    found = request(*INTRODUCED, *outcomes)
    first = next(step for step in found.steps if step.outcome)
    assert [step.outcome for step in found.outcomes] == ["business", "business"]
    well = [implied.fact for implied in consequences(found) if implied.fact.what == "ref_out_good"]
    assert [fact.on for fact in well] == [first.on]


def test_whoever_answers_later_says_from_when_on() -> None:
    for fields in (
        {"step": "target-later"},
        {"step": "target-no", "until": DAY + timedelta(9)},
        {"step": "target-later", "until": DAY},
    ):
        with pytest.raises(InvalidValue):
            StepTaken(**{"on": DAY, **fields})  # type: ignore[arg-type]
    later = request("ask-target", "target-later")
    assert later.until == DAY + timedelta(62)
    assert request("ask-target", "target-later", "ask-target").until is None


def test_a_target_asked_again_is_one_withdrawal() -> None:
    found = request("ask-target", "target-no", "reopen", "ask-target")
    assert [implied.fact.what for implied in consequences(found)] == ["asked_them"]


def test_whoever_is_forgotten_has_no_facts() -> None:
    found = request(*INTRODUCED, "outcome:good")
    alone = Request(GIVEN, None, 2, "", "asker", found.steps)
    assert said(alone) == {(2, "asked_them"), (2, "gave")}


WALKS = st.lists(
    st.tuples(st.sampled_from(REQUEST_STEPS), st.sampled_from(OUTCOMES), st.integers(0, 20)),
    max_size=14,
)


@given(WALKS, st.sampled_from(DIRECTIONS), st.sampled_from(IDEAS))
def test_no_walk_reaches_an_introduction_without_consent(
    walk: list[tuple[str, str, int]], direction: Direction, began: str
) -> None:
    found = Request(direction, 1, 2, "", began, (StepTaken("asked", DAY),))
    for step, outcome, days in walk:
        taken = StepTaken(
            step,
            found.last_on + timedelta(days),
            outcome=outcome if step == "outcome" else None,
            until=found.last_on + timedelta(days + 1) if step == TARGET_LATER else None,
        )
        try:
            check_step(found, taken)
        except Conflict:
            continue
        before = found
        found = Request(direction, 1, 2, "", began, (*found.steps, taken))
        if step == "introduce" and direction == GIVEN:
            assert before.state == "target yes"
            assert (taken.on - before.wanted_on).days <= 30
    names = [step.step for step in found.steps]
    if "introduce" in names and direction == GIVEN:
        before_it = names[: names.index("introduce")]
        assert before_it.index("ask-target") < before_it.index("target-yes")
    facts = [(implied.contact_id, implied.fact.what) for implied in consequences(found)]
    assert len(facts) == len(set(facts))
    ref = [what for _, what in facts if what.startswith("ref_")]
    assert len(ref) <= 1 + ({"ref_bad", "ref_out_good"} == {*ref})
    for day in (DAY, found.last_on):
        then = found.up_to(day)
        assert then is not None
        assert all(implied.fact.on <= day for implied in consequences(then))


def test_what_there_is_none_of_is_refused() -> None:
    for fields in ({"step": "dance"}, {"step": "outcome", "outcome": "meh"}):
        with pytest.raises(InvalidValue):
            StepTaken(**{"on": DAY, **fields})  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        StepTaken("introduce", DAY, level=6)
