"""Nothing can be rushed: the week clock, the month clock and the spaced sum (method C2)."""

from __future__ import annotations

from itertools import combinations

import pytest

from farmer.scoring.clocks import months, spaced_sum, weeks
from tests.scoring.diary import TODAY, facts, judged, part, talks, touch


def ago(days: int) -> int:
    """The number of a day so many days ago."""
    return TODAY.toordinal() - days


def test_six_days_are_one_week_and_seven_are_two() -> None:
    assert len(weeks([ago(6), ago(0)])) == 1
    assert len(weeks([ago(7), ago(0)])) == 2


def test_twenty_nine_days_are_one_month_and_thirty_are_two() -> None:
    assert len(months([ago(29), ago(0)])) == 1
    assert len(months([ago(30), ago(0)])) == 2


def test_the_clock_counts_from_the_earliest_in_whatever_order() -> None:
    assert weeks([ago(0), ago(8), ago(4)]) == (ago(8), ago(0))
    assert weeks([ago(13), ago(0), ago(7)]) == (ago(13), ago(0))


def test_contact_within_the_week_feeds_once_and_a_week_apart_twice() -> None:
    six, seven = (judged(talks(days, 0)).standing.touches.fed for days in (6, 7))
    assert six == 1
    assert seven == pytest.approx(1 + 2 ** (-7 / 180))


def test_the_heavier_of_two_in_one_week_feeds() -> None:
    """An e-mail before a meeting never costs anything."""
    assert judged([touch(3, "email"), touch(0)]).standing.touches.fed == 1
    assert spaced_sum([(ago(7), 1.0), (ago(4), 1.5), (ago(0), 1.0)]) == 2
    assert spaced_sum([(ago(7), 1.0), (ago(4), 2.5), (ago(0), 1.0)]) == 2.5


def test_on_one_day_only_the_heaviest_feeds() -> None:
    assert spaced_sum([(ago(0), 0.3), (ago(0), 1.0), (ago(0), 0.4)]) == 1
    assert spaced_sum([]) == 0


def test_the_spaced_sum_is_the_greatest_there_is() -> None:
    """Against every subset of a crowded month."""
    days = (0, 2, 3, 7, 9, 10, 12, 16, 17, 20)
    items = [(ago(day), (day * 7 % 5 + 1) / 3) for day in days]
    best = max(
        sum(value for _, value in chosen)
        for size in range(len(items) + 1)
        for chosen in combinations(items, size)
        if all(abs(a - b) >= 7 for (a, _), (b, _) in combinations(chosen, 2))
    )
    assert spaced_sum(items) == pytest.approx(best)


def test_good_facts_keep_to_the_week_clock() -> None:
    assert judged([], facts("kept", 0, 6)).standing.facts.net_kept == 1
    assert judged([], facts("kept", 0, 7)).standing.facts.net_kept == 2


def test_bad_facts_count_row_by_row() -> None:
    assert judged([], facts("broken", 0, 0)).standing.facts.net_kept == -6


def test_promises_uses_and_good_referrals_share_one_clock() -> None:
    near = facts("kept", 6) + facts("work:used", 3) + facts("ref_out_good", 0)
    assert judged([], near).standing.facts.net_kept == 1
    apart = facts("kept", 14) + facts("work:used", 7) + facts("ref_out_good", 0)
    assert judged([], apart).standing.facts.net_kept == 3


def test_favours_of_both_kinds_share_one_clock() -> None:
    given = facts("gave", 3) + facts("ref_out_good", 0)
    taken = facts("got", 3) + facts("ref_in_good", 0)
    tally = judged([], given + taken).standing.facts
    assert (tally.gave, tally.got) == (1, 1)


def test_contact_is_half_of_what_it_was_after_half_a_year() -> None:
    assert part("cultivation", judged(talks(180))) == pytest.approx(1 / 12)
    assert part("cultivation", judged(talks(360))) == pytest.approx(1 / 24)
