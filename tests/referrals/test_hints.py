"""What a ledger knows by itself of who knows whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from farmer.referrals.doors import Bond
from farmer.referrals.hints import COLLEAGUES, OCCASIONS, colleagues, introduced, occasions, through
from farmer.referrals.states import (
    ASK_TARGET,
    ASKED,
    GIVEN,
    INTRODUCE,
    OUTCOME,
    RECEIVED,
    SENT,
    TARGET_YES,
    Direction,
    Request,
    StepTaken,
)

DAY = date(2026, 3, 2)
ANA, CARLA = 1, 2


def a_request(outcome: str | None, direction: Direction = GIVEN) -> Request:
    """A request of Ana's to meet Carla, up to how it turned out."""
    before = (ASK_TARGET, TARGET_YES) if direction == GIVEN else (SENT,)
    steps = [StepTaken(step, DAY) for step in (ASKED, *before, INTRODUCE)]
    if outcome:
        steps.append(StepTaken(OUTCOME, DAY + timedelta(14), outcome=outcome))
    return Request(direction, ANA, CARLA, "", "asker", tuple(steps))


@pytest.mark.parametrize("outcome", ["good", "business"])
def test_introduction_that_went_well_is_a_hint_for_both(outcome: str) -> None:
    request, later = a_request(outcome), DAY + timedelta(20)
    assert list(introduced(CARLA, [request], later)) == [
        Bond(CARLA, ANA, "introduced", DAY + timedelta(14))
    ]
    assert [each.other_id for each in introduced(ANA, [request], later)] == [CARLA]
    assert not list(introduced(CARLA, [request], DAY))  # not known that day


@pytest.mark.parametrize(
    "request_",
    [a_request(None), a_request("bad"), a_request("no-fit"), a_request("good", RECEIVED)],
)
def test_other_requests_are_none(request_: Request) -> None:
    assert not list(introduced(CARLA, [request_], DAY + timedelta(20)))


def test_several_occasions_are_a_hint_and_one_or_two_are_chance() -> None:
    seen = {ANA: (OCCASIONS, "Expo"), 3: (OCCASIONS - 1, "Fair")}
    assert list(occasions(CARLA, seen)) == [
        Bond(CARLA, ANA, "occasions", times=OCCASIONS, words="Expo")
    ]


def test_colleagues_know_each_other_where_they_are_few() -> None:
    few = list(range(3, 3 + COLLEAGUES))
    assert [each.other_id for each in colleagues(CARLA, few, "Port")] == few
    assert not list(colleagues(CARLA, [*few, 99], "Port"))


def test_whoever_brought_you_together_knows_them() -> None:
    assert list(through(CARLA, [ANA])) == [Bond(CARLA, ANA, "through")]
