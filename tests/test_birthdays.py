"""Birthdays: as typed, as kept, and when the next one is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.birthdays import next_birthday, parse_birthday, say_birthday
from farmer.errors import InvalidValue
from farmer.model import birthday_of

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1984-05-12", "1984-05-12"),
        ("12 May 1984", "1984-05-12"),
        ("May 12, 1984", "1984-05-12"),
        ("12 may", "--05-12"),
        ("29 Feb", "--02-29"),
        ("--12-01", "--12-01"),
    ],
)
def test_the_documented_forms(typed: str, kept: str) -> None:
    assert parse_birthday(typed, TODAY) == kept


@pytest.mark.parametrize(
    "typed", ["", "today", "friday", "3 days ago", "30 Feb", "--02-30", "2030-01-01", "12", "May"]
)
def test_anything_else_is_refused_with_the_forms(typed: str) -> None:
    with pytest.raises(InvalidValue, match="is not a birthday") as refused:
        parse_birthday(typed, TODAY)
    assert "12 May 1984" in refused.value.hint


@given(st.dates(date(1900, 1, 1), date(2026, 6, 15)), st.dates(TODAY, date(2100, 1, 1)))
def test_the_next_one_is_that_day_within_a_year(born: date, on: date) -> None:
    for written in (born.isoformat(), f"--{born:%m-%d}"):
        found = next_birthday(written, on)
        assert timedelta(0) <= found - on <= timedelta(366)
        leap = (born.month, born.day) == (2, 29)
        assert (found.month, found.day) in {(born.month, born.day), *([(3, 1)] if leap else [])}


@given(st.dates(date(1900, 1, 1), TODAY))
def test_what_is_said_is_read_again_as_what_is_kept(born: date) -> None:
    for written in (born.isoformat(), f"--{born:%m-%d}"):
        assert parse_birthday(say_birthday(written), TODAY) == written
        assert birthday_of(written)[1:] == (born.month, born.day)
