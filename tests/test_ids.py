"""Ids: printed and parsed in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.ids import NOUNS, Id, is_id, parse_id

IDS = st.builds(Id, st.sampled_from(tuple(NOUNS)), st.integers(0, 10**18 - 1))


@given(IDS)
def test_what_is_printed_is_parsed_again(one: Id) -> None:
    assert is_id(str(one))
    assert parse_id(str(one)) == parse_id(f"  {one} ".upper()) == parse_id(str(one), one.letter)
    assert parse_id(f"{one}") == one


@given(IDS, st.sampled_from(tuple(NOUNS)))
def test_only_the_nouns_asked_for_are_found(one: Id, letter: str) -> None:
    found = parse_id(str(one), letter)  # type: ignore[arg-type]
    assert found == (one if one.letter == letter else None)


@pytest.mark.parametrize("text", ["", "c", "7", "x7", "c-7", "c 7", "cc7", "c7.5", "Ana", "c7 Ana"])
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_id(text)
    assert parse_id(text) is None


def test_a_number_that_no_ledger_can_hold_is_nobodys_but_no_name_either() -> None:
    assert is_id("c" + "9" * 30)
    assert parse_id("c" + "9" * 30) is None


def test_an_id_says_what_it_is_of() -> None:
    assert Id("t", 88).noun == "touchpoint"
