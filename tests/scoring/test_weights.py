"""What one touch weighs (method C2), and when it counts or was a real conversation."""

from __future__ import annotations

from math import sqrt

import pytest

from farmer.model import Touch
from farmer.scoring.weights import counts, is_counted, weigh, weight
from tests.scoring.diary import TODAY, failing, judged, part, touch


@pytest.mark.parametrize(
    ("kind", "heavy"),
    [
        ("meeting", 1.0),
        ("meal", 1.0),
        ("visit", 1.0),
        ("worked", 1.0),
        ("video", 0.5625),
        ("call", 0.40625),
        ("letter", 0.35),
        ("email", 0.30),
        ("event", 0.2916666667),
        ("message", 0.25),
        ("comment", 0.05),
        ("connect", 0),
        ("like", 0),
        ("card", 0),
        ("attempt", 0),
    ],
)
def test_a_touch_of_which_only_the_kind_is_known(kind: str, heavy: float) -> None:
    one = Touch(TODAY, kind)
    assert weight(one) == pytest.approx(heavy, abs=1e-9)
    assert part("cultivation", judged([one])) == pytest.approx(heavy / 6, abs=1e-9)


@pytest.mark.parametrize("kind", ["meeting", "meal", "visit", "worked", "event"])
def test_a_whole_hour_between_two_is_full_in_every_way_of_meeting(kind: str) -> None:
    assert weight(touch(0, kind, minutes=60, group=2)) == 1
    assert weight(touch(0, kind, minutes=600, group=2)) == 1
    assert weight(touch(0, kind, minutes=59, group=2)) == pytest.approx(119 / 120)


def test_longer_talk_helps_live_contact_only() -> None:
    assert weight(touch(0, "call", minutes=30)) > weight(touch(0, "call", minutes=15))
    assert weight(touch(0, "email", minutes=60)) == weight(touch(0, "email"))


def test_attention_is_shared_in_a_group_but_not_in_writing() -> None:
    assert weight(touch(0, group=5)) == 1 / 2
    assert weight(touch(0, group=10)) == 1 / 3
    assert weight(touch(0, group=4)) == pytest.approx(1 / sqrt(3))
    assert weight(touch(0, "email", group=50)) == weight(touch(0, "email"))


def test_company_that_was_not_recorded_is_two_and_at_an_event_five() -> None:
    assert weigh(Touch(TODAY, "meeting")).shared_by == 2
    assert weigh(Touch(TODAY, "event")).shared_by == 5
    assert weigh(Touch(TODAY, "event", group=30)).shared_by == 30


@pytest.mark.parametrize(("depth", "factor"), [(0, 0.6), (1, 1), (2, 1.25), (3, 1.5)])
def test_the_deeper_the_talk_the_more_it_weighs(depth: int, factor: float) -> None:
    assert weight(touch(0, depth=depth)) == pytest.approx(factor)
    assert weight(touch(0, "letter", depth=depth)) == pytest.approx(0.35 * factor)


def test_what_weighs_exactly_enough_counts() -> None:
    """w = .18: an email of small talk."""
    light = touch(0, "email", depth=0)
    assert weight(light) == pytest.approx(0.18, abs=1e-12)
    assert is_counted(light)
    assert judged([light]).standing.touches.last == TODAY


def test_what_weighs_a_little_less_does_not_count() -> None:
    """w = .175: a passing hello at an event; it was contact all the same."""
    hello = touch(0, "event", depth=0)
    assert weight(hello) == pytest.approx(0.175)
    assert not is_counted(hello)
    assessment = judged([hello])
    assert assessment.standing.touches.last is None
    assert "H0" not in failing(assessment)


def test_a_rounding_error_does_not_decide_what_counts() -> None:
    """1e-9 is allowed for, and no more."""
    assert counts(0.18 - 0.5e-9)
    assert not counts(0.18 - 1.5e-9)


def test_four_have_a_real_conversation_and_five_do_not() -> None:
    assert weigh(touch(0, group=4)).close
    assert not weigh(touch(0, group=5)).close
    months = judged([touch(0, group=4), touch(30, group=5), touch(60, group=4)])
    assert len(months.standing.touches.close_months) == 2
    assert len(months.standing.touches.months) == 3


def test_a_letter_is_no_conversation_nor_is_a_word_in_passing() -> None:
    assert weigh(touch(0, "call")).close
    assert not weigh(touch(0, "letter", depth=3)).close
    assert not weigh(touch(0, "call", minutes=1, group=4, depth=0)).close
