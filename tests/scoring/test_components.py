"""When each component of a score is full, and when it is one step short (method C2)."""

from __future__ import annotations

import pytest

from farmer.model import REQUESTER, TARGET, Role
from farmer.scoring.score import ceiling
from tests.scoring.diary import circles, facts, judged, monthly, part, points, proofs, talks

FULL_YEAR = monthly(60, apart=7)


@pytest.mark.parametrize(
    ("role", "worth"),
    [
        (REQUESTER, [25, 15, 25, 20, 10, 5]),
        (TARGET, [35, 20, 0, 10, 25, 10]),
    ],
)
def test_a_tie_that_lacks_nothing_has_every_point(role: Role, worth: list[int]) -> None:
    full = judged(FULL_YEAR, proofs(), role)
    assert list(points(full).values()) == pytest.approx(worth)
    assert full.score == full.raw == pytest.approx(100)
    assert ceiling(len(FULL_YEAR), len(proofs())) == pytest.approx(full.score)


def test_cultivation_is_full_at_six_fresh_one_to_ones() -> None:
    assert part("cultivation", judged(talks(0))) == pytest.approx(1 / 6)
    assert part("cultivation", judged(talks(0, 7, 14, 21, 28))) < 5 / 6
    assert part("cultivation", judged(FULL_YEAR)) == 1


def test_groups_alone_fill_half_of_cultivation() -> None:
    assert part("cultivation", judged(circles(*range(0, 700, 7), group=5))) == 1 / 2


def test_groups_add_at_most_half_to_real_talks() -> None:
    crowd = circles(*range(7, 700, 7), group=5)
    assert part("cultivation", judged(crowd + talks(0))) == pytest.approx(4 / 6)


@pytest.mark.parametrize(
    ("span", "value"), [(364, 364 / 365), (365, 1.0), (366, 1.0), (180, 180 / 365)]
)
def test_tenure_is_full_after_a_year(span: int, value: float) -> None:
    met = talks(0, 30, 60, 90, 120, span)
    assert part("tenure", judged(met)) == pytest.approx(value)


def test_tenure_is_full_with_contact_in_six_months() -> None:
    assert part("tenure", judged(talks(0, 30, 60, 90, 400))) == pytest.approx(5 / 6)
    assert part("tenure", judged(talks(0, 30, 60, 90, 120, 400))) == 1


def test_tenure_ends_with_the_last_contact() -> None:
    assert part("tenure", judged(talks(400, 500))) == part("tenure", judged(talks(0, 100)))


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ([], 0),
        (facts("work:told", 9), 0.20),
        (facts("work:vouched", 9), 0.45),
        (facts("ref_out_good", 9), 0.45),
        (facts("work:seen", 9), 0.60),
        (facts("work:used", 9), 0.85),
        (facts("work:used", 9, 15), 0.85),
        (facts("work:used", 9, 16), 1.0),
        (facts("work:told", 1) + facts("work:seen", 2) + facts("work:vouched", 3), 0.60),
        (facts("work:used", 9, 16) + facts("unhappy", 5), 0),
        (facts("work:used", 9, 16) + facts("unhappy", 5) + facts("made_right", 5), 1.0),
        (facts("work:used", 9, 16) + facts("unhappy", 5) + facts("made_right", 6), 0),
    ],
)
def test_the_work_is_known_by_its_best_rung(known: list[object], value: float) -> None:
    assert part("work", judged([], known)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kept", "broken", "value"),
    [(0, 0, 0), (1, 0, 1 / 3), (2, 0, 2 / 3), (3, 0, 1), (3, 1, 0), (4, 1, 1 / 3), (7, 2, 1 / 3)],
)
def test_one_broken_promise_costs_three_kept(kept: int, broken: int, value: float) -> None:
    known = facts("kept", *range(0, 7 * kept, 7)) + facts("broken", *[5] * broken)
    assert part("reliability", judged([], known)) == pytest.approx(value)


def test_nine_kept_promises_count_and_the_tenth_does_not() -> None:
    def net(kept: int) -> int:
        known = facts("kept", *range(0, 7 * kept, 7)) + facts("ref_bad", 5, 5)
        return judged([], known).standing.facts.net_kept

    assert [net(8), net(9), net(10), net(20)] == [2, 3, 3, 3]


def test_a_service_that_made_you_unhappy_is_no_kept_promise() -> None:
    used, unhappy = facts("work:used", 30), facts("unhappy", 20)
    assert part("reliability", judged([], used)) == pytest.approx(1 / 3)
    assert part("reliability", judged([], used + unhappy)) == 0
    assert part("reliability", judged([], used + unhappy + facts("kept", 1))) == pytest.approx(
        1 / 3
    )


def test_forgiving_closes_what_came_before_and_on_the_day() -> None:
    kept, broken, bad = facts("kept", 50), facts("broken", 10), facts("ref_bad", 12)
    assert part("reliability", judged([], kept + broken + bad)) == 0
    forgiven = kept + broken + bad + facts("forgiven", 10)
    assert part("reliability", judged([], forgiven)) == pytest.approx(1 / 3)
    assert part("reliability", judged([], kept + broken + bad + facts("forgiven", 11))) == 0


@pytest.mark.parametrize("starts", [0, 1, 2, 3, 4])
def test_each_beginning_three_times_fills_the_first_half_of_reciprocity(starts: int) -> None:
    theirs = talks(*range(0, 7 * starts, 7), by="them")
    mine = talks(*range(0, 70, 7), by="me")
    expected = min(1, starts / 3) / 2
    assert part("reciprocity", judged(mine + theirs)) == pytest.approx(expected)


def test_a_start_by_both_counts_for_each_and_one_unrecorded_for_nobody() -> None:
    assert part("reciprocity", judged(talks(0, by="both"))) == pytest.approx(1 / 6)
    assert part("reciprocity", judged(talks(0, by="none"))) == 0
    assert part("reciprocity", judged(talks(0, by=None))) == 0
    unsaid = judged(talks(0, by=None) + talks(7, by="none")).standing.touches
    assert unsaid.unattributed == 1


@pytest.mark.parametrize(
    ("gave", "got", "value"),
    [(0, 0, 0), (1, 0, 1 / 8), (0, 1, 1 / 8), (1, 1, 1 / 4), (2, 2, 1 / 2), (3, 2, 1 / 2)],
)
def test_two_favours_each_way_fill_a_requesters_second_half(
    gave: int, got: int, value: float
) -> None:
    known = facts("gave", *range(0, 7 * gave, 7)) + facts("got", *range(0, 7 * got, 7))
    assert part("reciprocity", judged([], known)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("gave", "asked", "value"),
    [
        (0, 0, 0),
        (1, 0, 1 / 6),
        (2, 0, 1 / 3),
        (3, 0, 1 / 2),
        (4, 0, 1 / 2),
        (3, 2, 1 / 6),
        (1, 3, 0),
    ],
)
def test_three_in_the_bank_fill_a_targets_second_half(gave: int, asked: int, value: float) -> None:
    known = facts("gave", *range(0, 7 * gave, 7)) + facts("asked_them", *[3] * asked)
    assert part("reciprocity", judged([], known, TARGET)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("elapsed", "value"),
    [(0, 1), (89, 1), (90, 1), (91, 2 - 91 / 90), (135, 0.5), (179, 2 - 179 / 90), (180, 0)],
)
def test_freshness_lasts_90_days_and_is_gone_after_180(elapsed: int, value: float) -> None:
    assert part("freshness", judged(talks(elapsed))) == pytest.approx(value)
    assert part("freshness", judged(talks(elapsed), role=TARGET)) == pytest.approx(value)


def test_nobody_is_fresh_who_was_never_met() -> None:
    assert part("freshness", judged([])) == 0
