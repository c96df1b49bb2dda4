"""Whoever takes a kind of contact for a fact, or a fact for a kind, is told which it is."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("mark Ana lunch", "farmer log NAME --kind lunch"),
        ("mark Ana coffee", "“coffee” is a kind of contact, not a fact."),
        ("log Ana --fact zoom", "farmer log NAME --kind zoom"),
        ("edit f1 --fact dinner", "“dinner” is a kind of contact, not a fact."),
        ("log Ana --kind referred", "farmer mark NAME referred"),
        ("log Ana --kind kept", "--fact kept"),
        ("edit t1 --kind used", "“used” is a fact, not a kind of contact."),
        ("mark Ana magic", "There is no fact “magic”."),
        ("log Ana --kind magic", "There is no kind “magic”."),
    ],
)
def test_a_word_of_the_other_list_is_pointed_to(farmer: Farmer, command: str, told: str) -> None:
    farmer("farmer log 'Ana Ruiz' --fact seen --new")
    before = farmer("farmer export").told
    refused = farmer(f"farmer {command}")
    assert (refused.status, refused.out) == (2, "")
    assert told in refused.err
    assert farmer("farmer export").told == before
