"""How often to be in touch, as people say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.cadences import CADENCE_FORMS, parse_cadence
from farmer.errors import InvalidValue
from farmer.model import CADENCE


@given(st.sampled_from(CADENCE))
def test_whole_days_are_themselves(days: int) -> None:
    assert parse_cadence(f" {days} ") == days


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("weekly", 7),
        ("monthly", 30),
        ("quarterly", 90),
        ("half-yearly", 182),
        ("yearly", 365),
        ("layer-5", 7),
        ("layer-15", 30),
        ("layer-50", 182),
        ("layer-150", 365),
        ("layer 5", 7),
        ("layer  15", 30),
        ("layer50", 182),
        ("Layer-150", 365),
        ("QUARTERLY", 90),
        (" Half-Yearly\n", 182),
    ],
)
def test_a_period_or_a_circle_of_friends_is_so_many_days(said: str, days: int) -> None:
    assert parse_cadence(said) == days


@pytest.mark.parametrize(
    "said",
    [
        "", " ", "0", "3651", "-5", "+5", "9 0", "90 days", "1.5", "1e2", "²", "9" * 5000,
        "daily", "week-ly", "half yearly", "layer", "layer-", "layer-7", "layer--5", "layer-5-",
        "layer\n-5", "layer-1500", "none",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_list(said: str) -> None:
    with pytest.raises(InvalidValue, match="is not a cadence") as refused:
        parse_cadence(said)
    assert CADENCE_FORMS in refused.value.hint


@given(st.text())
def test_whatever_is_typed_is_a_cadence_within_its_range_or_refused(said: str) -> None:
    try:
        days = parse_cadence(said)
    except InvalidValue:
        return
    assert days in CADENCE
