"""What meets what: words of one stem, the rarer the better."""

from __future__ import annotations

from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.referrals.matching import HeldBy, Holding, meetings, stem, stems

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


def held_in(found: list[Holding]) -> HeldBy:
    """Who has something about a stem, among what was found."""

    def held(about: str) -> dict[int, list[Holding]]:
        having = [each for each in found if about in stems(each.text)]
        return {one.contact_id: [each for each in having if each.contact_id == one.contact_id]
                for one in having}  # fmt: skip

    return held


@given(words, holdings, st.sets(st.integers(1, 5)))
def test_whoever_is_asked_about_and_shares_a_word_meets_the_need_the_rarest_first(
    need: str, found: list[Holding], whose: set[int]
) -> None:
    wanted, asker = stems(need), 1
    met = meetings(wanted, held_in(found), asker, whose, 5)
    others = [each for each in found if each.contact_id != asker]
    having = {
        each: {one.contact_id for one in others if each in stems(one.text)} for each in wanted
    }
    plainly = {
        one: (
            tuple(wanted[each] for each in wanted if one in having[each]),
            sum(log(1 + 5 / len(having[each])) for each in wanted if one in having[each]),
        )
        for one in whose & {one for ones in having.values() for one in ones}
    }
    assert {each.holding.contact_id: each.words for each in met} == {
        one: said for one, (said, _) in plainly.items()
    }
    assert all(isclose(each.worth, plainly[each.holding.contact_id][1]) for each in met)
    assert [each.worth for each in met] == sorted((each.worth for each in met), reverse=True)


@given(words, holdings)
def test_of_several_things_that_somebody_has_that_is_told_in_which_most_of_the_need_stands(
    need: str, found: list[Holding]
) -> None:
    wanted = stems(need)
    for met in meetings(wanted, held_in(found), 0, range(1, 6), 5):
        theirs = [each for each in found if each.contact_id == met.holding.contact_id]
        most = max(len(wanted.keys() & stems(each.text).keys()) for each in theirs)
        assert met.holding in theirs
        assert len(wanted.keys() & stems(met.holding.text).keys()) == most > 0


def test_what_few_have_is_worth_more_than_what_many_have() -> None:
    many = [Holding(number, "skills", "tax law") for number in range(1, 5)]
    rare = Holding(9, "networks", "harbour master")
    held = held_in([*many, rare])
    met = meetings(stems("tax advice at the harbour"), held, 0, range(10), 10)
    assert met[0].holding == rare
