"""Going cold: status, rhythm, drifting and warmth, each at its boundaries (method C6)."""

from __future__ import annotations

from math import cbrt

import pytest

from farmer.scoring import STATUSES, warmth
from tests.scoring.diary import TODAY, ago, silent, talks, touch


@pytest.mark.parametrize(
    ("elapsed", "status"),
    [
        (0, "warm"),
        (89, "warm"),
        (90, "due"),
        (134, "due"),
        (135, "cooling"),
        (179, "cooling"),
        (180, "cold"),
        (1094, "cold"),
        (1095, "dormant"),
    ],
)
def test_status_turns_at_a_half_three_quarters_and_the_whole_of_two_turns(
    elapsed: int, status: str
) -> None:
    assert silent(talks(elapsed)).status == status


@pytest.mark.parametrize(
    ("cadence", "elapsed", "status"),
    [(7, 6, "warm"), (7, 7, "due"), (7, 11, "cooling"), (7, 14, "cold"), (1, 0, "warm")],
)
def test_status_keeps_to_the_cadence_however_short(cadence: int, elapsed: int, status: str) -> None:
    assert silent(talks(elapsed), cadence).status == status


def test_three_years_of_silence_are_dormant_whatever_the_cadence() -> None:
    assert silent(talks(1094), 3650).status == "warm"
    assert silent(talks(1095), 3650).status == "dormant"
    assert silent(talks(1095), 1).status == "dormant"


def test_who_was_only_glimpsed_is_barely_met_and_a_connection_is_never_met() -> None:
    assert silent([touch(5, "comment")]).status == "barely met"
    assert silent([touch(5, "connect"), touch(3, "attempt")]).status == "never met"
    assert silent([]).status == "never met"
    assert silent([touch(5, "comment")]).warmth is None
    assert set(STATUSES) == {"warm", "due", "cooling", "cold", "dormant", "barely met", "never met"}


def test_a_touch_that_has_not_happened_yet_changes_nothing() -> None:
    assert silent(talks(200, -3)) == silent(talks(200))
    assert silent(talks(200)).elapsed_days == 200


def from_gaps(last: int, *gaps: int) -> list[int]:
    """Days ago of contacts with those gaps between them, the oldest gap first."""
    return [last + sum(gaps[index:]) for index in range(len(gaps) + 1)]


def test_a_rhythm_takes_three_gaps() -> None:
    assert silent(talks(*from_gaps(0, 9, 9))).rhythm_days is None
    assert silent(talks(*from_gaps(0, 9, 9, 9))).rhythm_days == 9


def test_a_rhythm_is_the_median_of_the_last_eight_gaps() -> None:
    assert silent(talks(*from_gaps(0, 8, 30, 10))).rhythm_days == 10
    assert silent(talks(*from_gaps(0, 8, 30, 10, 20))).rhythm_days == 15
    nine = (30, 20, 20, 20, 20, 10, 10, 10, 10)
    assert silent(talks(*from_gaps(0, *nine))).rhythm_days == 15


def test_gaps_are_those_of_the_week_clock() -> None:
    assert silent(talks(0, 3, 9, 12, 18, 21, 27)).rhythm_days == 9


@pytest.mark.parametrize(("elapsed", "drifting"), [(56, False), (57, True)])
def test_more_than_eight_times_the_usual_gap_is_drifting(elapsed: int, drifting: bool) -> None:
    tie = silent(talks(*from_gaps(elapsed, 7, 7, 7)))
    assert (tie.drifting, tie.status) == (drifting, "warm")


def test_without_a_rhythm_nobody_drifts() -> None:
    assert not silent(talks(*from_gaps(900, 7, 7))).drifting


def test_one_talk_today_has_the_warmth_of_one_over_thirty() -> None:
    assert silent(talks(0)).warmth == pytest.approx(1 / 30)
    assert silent(talks(70)).warmth == pytest.approx(1 / 100)


def test_warmth_grows_by_the_cube_root_of_faded_contact() -> None:
    assert silent(talks(20, 200)).warmth == pytest.approx(cbrt(1.5) / 50)
    assert silent(talks(20, 200, 200)).warmth == silent(talks(20, 200)).warmth


def test_warmth_counts_days_however_close() -> None:
    assert silent(talks(0, 1)).warmth == pytest.approx(cbrt(1 + 2 ** (-1 / 180)) / 30)


def test_warmth_of_plain_days() -> None:
    assert warmth([], TODAY) is None
    assert warmth([ago(20), ago(200), ago(20)], TODAY) == pytest.approx(cbrt(1.5) / 50)
