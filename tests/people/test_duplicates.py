"""Who may be one."""

from __future__ import annotations

from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Contact, Handle
from farmer.people import duplicates as module
from farmer.people.duplicates import duplicates
from farmer.people.ownership import kind_of
from farmer.people.same import HOUSEHOLD

EMAIL = Handle("email", "ana@ruiz.example")
PHONE, ABROAD = Handle("phone", "600123456"), Handle("phone", "+34600123456")
PROFILE, OTHER_PROFILE = (Handle("url", f"linkedin.com/in/ana-{n}") for n in "ab")
NAMES = st.sampled_from(["Ana Ruiz", "Ana Ruis", "Ana", "Ruiz Ana", "Ana M. Ruiz", "Bo Li", "Bo"])
HANDLES = st.lists(
    st.sampled_from([EMAIL, PHONE, ABROAD, PROFILE, OTHER_PROFILE, Handle("url", "ruiz.example")]),
    max_size=3,
    unique=True,
)


@st.composite
def people(draw: st.DrawFn, most: int = 6) -> list[tuple[Contact, list[Handle]]]:
    count = draw(st.integers(2, most))
    return [
        (
            Contact(
                draw(NAMES),
                id=number,
                nickname=draw(st.sampled_from(["", "Anita", "Ana Ruiz, Nita"])),
                company=draw(st.sampled_from(["", "Port", "Mill"])),
                birthday=draw(st.sampled_from(["", "1984-05-12", "--05-12", "--01-01"])),
            ),
            draw(HANDLES),
        )
        for number in range(1, count + 1)
    ]


def likelihood(one: tuple[Contact, list[Handle]], other: tuple[Contact, list[Handle]]) -> float:
    pairs = duplicates([one, other], least=0)
    return pairs[0].likelihood if pairs else 0.0


@pytest.mark.parametrize(
    ("one", "other", "reasons", "likely"),
    [
        (
            (Contact("Ana Ruiz", 1), [EMAIL]),
            (Contact("A. Ruiz", 2), [EMAIL]),
            {"same e-mail"},
            True,
        ),
        ((Contact("Ana Ruiz", 1), []), (Contact("ANA  Ruíz", 2), []), {"same name"}, True),
        (
            (Contact("Ana Ruiz", 1), [PHONE]),
            (Contact("Ana", 2), [ABROAD]),
            {"same phone", "one name is part of the other"},
            True,
        ),
        (
            (Contact("Ana Ruiz", 1, company="Port"), []),
            (Contact("Ana Ruis", 2, company="Port"), []),
            {"nearly the same name", "same company"},
            True,
        ),
        (
            (Contact("Ana Ruiz", 1), [PROFILE]),
            (Contact("Ana Ruiz", 2), [OTHER_PROFILE]),
            {"same name", "different LinkedIn profiles"},
            False,
        ),
        (
            (Contact("Ana Ruiz", 1, birthday="1984-05-12"), []),
            (Contact("Ana Ruiz", 2, birthday="1990-01-01"), []),
            {"same name", "different birthdays"},
            False,
        ),
        (
            (Contact("Ana Ruiz", 1, company="Port"), []),
            (Contact("Ana Ruiz", 2, company="Mill"), []),
            {"same name", "different companies"},
            False,
        ),
        (
            (Contact("Ana Ruiz", 1, nickname="Anita Perez"), []),
            (Contact("Anita Perez", 2), []),
            {"one also goes by the other's name"},
            True,
        ),
    ],
)
def test_what_speaks_for_two_being_one(
    one: tuple[Contact, list[Handle]],
    other: tuple[Contact, list[Handle]],
    reasons: set[str],
    likely: bool,
) -> None:
    (pair,) = duplicates([one, other], least=0)
    assert reasons <= set(pair.reasons)
    assert (pair.likelihood >= 0.5) == likely
    assert not any("@" in reason or "600" in reason for reason in pair.reasons)


@given(people())
def test_the_order_of_people_does_not_matter(found: list[tuple[Contact, list[Handle]]]) -> None:
    assert duplicates(found, least=0) == duplicates(list(reversed(found)), least=0)


@given(people(2), st.sampled_from([EMAIL, PHONE, PROFILE]))
def test_one_more_address_in_common_never_makes_it_less_likely(
    found: list[tuple[Contact, list[Handle]]], handle: Handle
) -> None:
    (one, mine), (other, theirs) = found
    before = likelihood((one, mine), (other, theirs))
    after = likelihood((one, [*mine, handle]), (other, [*theirs, handle]))
    assert after >= before


@given(people(8))
def test_no_likely_pair_is_missed_for_want_of_a_common_key(
    found: list[tuple[Contact, list[Handle]]],
) -> None:
    known = [module._known(contact, handles) for contact, handles in found]
    pairs = [module._weighed(*both, -inf) for both in combinations(known, 2)]
    everybody = {(p.one_id, p.other_id) for p in pairs if p is not None and p.likelihood >= 0.5}
    assert {(pair.one_id, pair.other_id) for pair in duplicates(found, least=0.5)} == everybody


@pytest.mark.parametrize("handle", [EMAIL, PHONE, PROFILE, Handle("url", "ruiz.example")])
def test_who_shares_an_address_is_proposed_however_much_the_names_differ(handle: Handle) -> None:
    """A couple, or one person who changed their name: the user knows which."""
    two = [
        (Contact("Tom Marlow", 1, company="Port", birthday="1980-05-04"), [handle]),
        (Contact("Greta Berg", 2, company="Mill", birthday="1981-06-05"), [handle]),
    ]
    (pair,) = duplicates(two)
    assert {f"same {kind_of(handle)}", "different names"} <= set(pair.reasons)
    assert not duplicates(two, {(1, 2)})
    assert not duplicates(two, least=0.9)
    firm = [(Contact(f"P{n} Q{n}", n), [handle]) for n in range(1, HOUSEHOLD + 2)]
    likely = handle in (EMAIL, PROFILE)
    assert bool(duplicates(firm)) == likely


def test_who_was_told_apart_is_not_proposed() -> None:
    found = [(Contact("Ana Ruiz", number), [EMAIL]) for number in (1, 2, 3)]
    assert len(duplicates(found)) == 3
    assert [(p.one_id, p.other_id) for p in duplicates(found, {(2, 1)})] == [(1, 3), (2, 3)]


def test_work_grows_with_the_people_though_they_share_a_switchboard() -> None:
    """A number that thousands share is nobody's: no pair is looked at for its sake."""
    shared = Handle("phone", "+441234567890")
    many = [(Contact(f"First{n} Last{n}", n, company="Port"), [shared]) for n in range(1, 3_001)]
    known = (module._known(contact, handles) for contact, handles in many)
    assert sum(1 for _ in module.candidates(known)) < 30_000


def test_two_who_alone_have_a_name_are_proposed_at_whatever_firms() -> None:
    ana, other = Contact("Ana Ruiz", 1, company="Port"), Contact("Ana Ruiz", 2, company="Mill")
    [pair] = duplicates([(ana, []), (other, [])])
    assert (pair.one_id, pair.other_id) == (1, 2)
    assert duplicates([(ana, []), (other, []), (Contact("Ana Ruiz", 3, company="Quay"), [])]) == []
    assert duplicates([(ana, [PROFILE]), (other, [OTHER_PROFILE])]) == []
    assert duplicates([(ana, []), (other, [])], least=0.5) == []


def test_a_short_form_is_proposed_unless_the_firms_differ() -> None:
    bob = Contact("Bob Stone", 1, company="Port Ltd")
    for company in ("Port", ""):
        [pair] = duplicates([(bob, []), (Contact("Robert Stone", 2, company=company), [])])
        assert "short form" in pair.reasons[0]
    assert duplicates([(bob, []), (Contact("Robert Stone", 2, company="Mill"), [])]) == []
    assert duplicates([(bob, []), (Contact("Tim Stone", 2, company="Port"), [])]) == []
