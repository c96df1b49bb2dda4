"""Is the ask specific, and easy?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.referrals.clarity import doubts


@pytest.mark.parametrize(
    ("need", "doubt"),
    [
        ("an introduction to anybody who needs a lawyer", "comes to nobody's mind"),
        ("some help with new clients", "a thousand people"),
        ("a hint", "too short"),
        ("please " * 31, "too long"),
    ],
)
def test_what_is_not_specific_or_easy_is_said(need: str, doubt: str) -> None:
    (said,) = doubts(need)
    assert doubt in said


@pytest.mark.parametrize(
    ("need", "target"),
    [
        ("an introduction to the port authority", ""),
        ("twenty minutes with a buyer at a rail firm about printing", ""),
        ("whoever decides on the new clients' printing", "Carla Voss"),
    ],
)
def test_a_good_ask_leaves_no_doubt(need: str, target: str) -> None:
    assert doubts(need, target) == []


@given(st.text())
def test_naming_somebody_never_adds_a_doubt(need: str) -> None:
    assert set(doubts(need, "Carla Voss")) <= set(doubts(need))
