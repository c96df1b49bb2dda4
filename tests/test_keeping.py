"""How long people are kept: as it is typed, until when, and when it is time to look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.keeping import OFF, is_time_to_look, kept_since, parse_keep_for

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3 years", "3 years"),
        ("1 year", "1 year"),
        ("1 YEARS", "1 year"),
        (" 18  months ", "18 months"),
        ("90days", "90 days"),
        ("2 weeks", "2 weeks"),
        ("off", OFF),
        ("None", OFF),
    ],
)
def test_a_duration_is_understood_and_kept_in_one_form(typed: str, kept: str) -> None:
    assert parse_keep_for(typed) == kept
    assert parse_keep_for(kept) == kept


@pytest.mark.parametrize("typed", ["", "3", "years", "0 years", "-1 year", "101 years", "3 moons"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="how long"):
        parse_keep_for(typed)


@given(st.integers(1, 99), st.sampled_from(["days", "weeks", "months", "years"]), DAYS)
def test_it_is_reckoned_by_the_calendar(count: int, unit: str, on: date) -> None:
    step: dict[str, int] = {unit: count}
    expected = on - relativedelta(**step)  # type: ignore[arg-type]
    since = kept_since(parse_keep_for(f"{count} {unit}"), on)
    assert since == (expected if expected.year >= 1900 or unit in ("days", "weeks") else None)


def test_without_a_time_nobody_is_kept_too_long() -> None:
    assert kept_since(None, date(2026, 1, 1)) is kept_since(OFF, date(2026, 1, 1)) is None


@given(st.integers(1990, 2100))
def test_it_is_looked_at_in_four_weeks_of_a_year(year: int) -> None:
    first = date(year, 1, 1)
    days = [day for n in range(365) if is_time_to_look(day := first + timedelta(n))]
    assert len(days) == 4 * 7
    assert {day.month for day in days} == {1, 4, 7, 10}
    assert max(day.day for day in days) == 7
