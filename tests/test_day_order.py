"""Day and month in numbers: by country, and by a whole column."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.day_order import is_month_first, is_month_first_in, settled

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("region", "with_year", "order"),
    [
        ("US", True, True),
        ("GB", True, False),
        ("ES", False, False),
        ("JP", False, True),
        ("JP", True, None),
        ("CA", True, None),
        (None, True, None),
    ],
)
def test_a_country_has_one_order_or_both(
    region: str | None, with_year: bool, order: bool | None
) -> None:
    assert is_month_first_in(region, with_year=with_year) is order


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["05/06/2024", "30/05/2024", "13/05/2024"], False),
        (["05/06/2024", "05/30/2024"], True),
        (["5-6-24", "30-5-24"], False),
        (["12/22/16, 9:55 AM", "[1/2/17, 10:00]"], True),
        (["30/05/2024", "05/30/2024"], None),
        (["05/06/2024"], None),
        (["01/03/2026", "02/03/2026", "01/04/2026"], False),
        (["03/01/2026", "03/02/2026", "04/01/2026"], True),
        (["01/12/2025", "01/02/2026", "02/08/2026"], True),
        (["30 May 2024", "2024-05-06", "", "16.09.2021"], None),
        (["99/99/2024"], None),
        ([], None),
    ],
)
def test_a_column_says_its_order_or_does_not(column: list[str], order: bool | None) -> None:
    assert is_month_first(column, TODAY) is order


@given(
    st.lists(st.integers(0, 4000), min_size=1, max_size=40),
    st.booleans(),
    st.sampled_from(["/", "-"]),
    st.sampled_from(["%Y", "%y"]),
)
def test_no_column_is_read_in_the_other_order(
    ages: list[int], month_first: bool, mark: str, year: str
) -> None:
    """In whatever order its lines are, where one of its numbers can be no month."""
    days = [TODAY - timedelta(age) for age in ages]
    form = mark.join(("%m", "%d", year) if month_first else ("%d", "%m", year))
    told = is_month_first([day.strftime(form) for day in days], TODAY)
    if any(day.day > 12 for day in days) or sorted(days) == days:
        assert told in (month_first, None)
    if any(day.day > 12 for day in days):
        assert told is month_first


def test_what_a_column_does_not_say_its_country_does() -> None:
    assert settled(["05/06/2024"], TODAY, "US", otherwise=False)
    assert not settled(["05/06/2024"], TODAY, "GB", otherwise=True)
    assert settled(["05/06/2024"], TODAY, None, otherwise=True)
    assert not settled(["30/05/2024"], TODAY, "US", otherwise=True)
