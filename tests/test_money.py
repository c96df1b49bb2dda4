"""Amounts: read exactly, kept whole, said back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.money import parse_amount, say_amount


@pytest.mark.parametrize(
    ("text", "currency", "minor", "said"),
    [
        ("1200", "EUR", 120000, "EUR 1,200.00"),
        ("1200.5", "EUR", 120050, "EUR 1,200.50"),
        ("0.07", "USD", 7, "USD 0.07"),
        ("1200", "JPY", 1200, "JPY 1,200"),
        ("1.234", "KWD", 1234, "KWD 1.234"),
    ],
)
def test_an_amount_is_whole_in_its_smallest_unit(
    text: str, currency: str, minor: int, said: str
) -> None:
    assert parse_amount(text, currency) == minor
    assert say_amount(minor, currency) == said


@pytest.mark.parametrize(
    ("text", "currency"),
    [("", "EUR"), ("-1", "EUR"), ("1,200", "EUR"), ("1e3", "EUR"), ("1.234", "EUR"), ("1.5", "JPY"),
     ("9" * 20, "EUR"), (".5", "EUR"), ("٣", "EUR")],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str, currency: str) -> None:
    with pytest.raises(InvalidValue):
        parse_amount(text, currency)


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_is_said_is_read_back(minor: int, currency: str) -> None:
    said = say_amount(minor, currency).partition(" ")[2].replace(",", "")
    assert parse_amount(said, currency) == minor
