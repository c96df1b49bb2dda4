"""What meets what: words of one stem, the rarer the better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.referrals.matching import Holding, meetings, stem, stems

words = st.lists(
    st.sampled_from(("harbour", "lease", "sailing", "tax", "print", "bakery", "client", "help")),
    max_size=6,
).map(" ".join)
holdings = st.lists(st.builds(Holding, st.integers(1, 5), st.just("skills"), words), max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shipping", "ships"),
        ("lease", "leasing"),
        ("markets", "Marketing"),
        ("companies", "company"),
        ("printers", "printing"),
        ("offices", "office"),
    ],
)
def test_words_of_one_stem_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("ship", "shop"), ("tax", "taxi"), ("port", "sport")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_stand_in_every_goal_tell_nothing() -> None:
    assert stems("I want to meet more new clients and get help") == {}


@given(words, holdings)
def test_whatever_meets_shares_a_word_and_the_best_comes_first(
    need: str, found: list[Holding]
) -> None:
    met = meetings(need, found, 5)
    assert [each.worth for each in met] == sorted((each.worth for each in met), reverse=True)
    shared = {holding for holding in found if stems(need).keys() & stems(holding.text).keys()}
    assert {each.holding for each in met} <= shared
    assert [each.holding.contact_id for each in met] == list(
        dict.fromkeys(each.holding.contact_id for each in met)
    )
    assert {each.holding.contact_id for each in met} == {holding.contact_id for holding in shared}
    assert all(each.words and each.worth > 0 for each in met)


def test_what_few_have_is_worth_more_than_what_many_have() -> None:
    many = [Holding(number, "skills", "tax law") for number in range(1, 5)]
    rare = Holding(9, "networks", "harbour master")
    assert meetings("tax advice at the harbour", [*many, rare], 10)[0].holding == rare
