"""Who can open a door: no door is open whose connector is not farmed, and none is overlooked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.links import KNOWN_DAYS
from farmer.referrals.doors import SECOND, WORTH, Basis, Bond, Door, Footing, doors

DAY = date(2026, 6, 8)
CARLA, ANA, BO, DI, ED = 1, 2, 3, 4, 5
PEOPLE = (CARLA, ANA, BO, DI, ED)
FARMED, ALMOST, NOT_YET = Footing("farmed", 76), Footing("almost", 55), Footing("not yet", 38)

footings = st.dictionaries(st.sampled_from(PEOPLE[1:]), st.sampled_from((FARMED, ALMOST, NOT_YET)))
bonds = st.builds(
    lambda pair, basis, age: Bond(
        pair[0], pair[1], basis, None if age is None else DAY - timedelta(age)
    ),
    st.sampled_from([(a, b) for a in PEOPLE for b in PEOPLE if a != b]),
    st.sampled_from(get_args(Basis)),
    st.none() | st.integers(0, 2000),
)
graphs = st.lists(bonds, max_size=14)


def ways(found: list[Door]) -> list[tuple[int, ...]]:
    """Whom each door asks, in order."""
    return [door.connectors for door in found]


def enumerated(graph: list[Bond], known: dict[int, Footing]) -> set[tuple[tuple[int, ...], float]]:
    """Every door, plainly: each way of one or two people, with the strength of what holds it."""

    def best(one: int, other: int, *, told: bool) -> float:
        held = (b for b in graph if {b.one_id, b.other_id} == {one, other} and b.is_told >= told)
        return max((b.strength(DAY) for b in held), default=0.0)

    found = set()
    for length in (1, 2):
        for way in permutations(PEOPLE[1:], length):
            if way[0] not in known:
                continue
            steps = [
                best(a, b, told=length > 1) for a, b in zip(way, (*way[1:], CARLA), strict=True)
            ]
            is_asked = length == 1 or (known[way[0]] is FARMED and known.get(way[1]) is not FARMED)
            if all(steps) and is_asked:
                found.add((way, min(steps) * SECOND ** (length - 1)))
    return found


@given(graphs, footings)
def test_search_finds_what_plain_enumeration_finds(
    graph: list[Bond], known: dict[int, Footing]
) -> None:
    found = doors(CARLA, graph, known, DAY)
    assert {(door.connectors, door.strength) for door in found} == enumerated(graph, known)
    assert len(set(ways(found))) == len(found)


@given(graphs, footings)
def test_a_door_is_open_only_where_its_first_connector_is_farmed(
    graph: list[Bond], known: dict[int, Footing]
) -> None:
    for door in doors(CARLA, graph, known, DAY):
        assert door.is_open == (known[door.connectors[0]].verdict == "farmed")
        assert door.is_open or (len(door.connectors), door.weakest) == (1, 0)


@given(graphs, footings, bonds)
def test_one_more_link_closes_no_door_and_weakens_none(
    graph: list[Bond], known: dict[int, Footing], more: Bond
) -> None:
    before = {door.connectors: door for door in doors(CARLA, graph, known, DAY)}
    after = {door.connectors: door for door in doors(CARLA, [*graph, more], known, DAY)}
    assert before.keys() <= after.keys()
    for way, door in before.items():
        assert after[way].is_open == door.is_open
        assert after[way].strength >= door.strength


@given(graphs, footings)
def test_order_in_which_links_were_told_says_nothing(
    graph: list[Bond], known: dict[int, Footing]
) -> None:
    shuffled = [b._replace(one_id=b.other_id, other_id=b.one_id) for b in reversed(graph)]
    assert ways(doors(CARLA, shuffled, known, DAY)) == ways(doors(CARLA, graph, known, DAY))


@given(graphs, footings)
def test_open_doors_come_first_then_the_stronger_then_the_shorter(
    graph: list[Bond], known: dict[int, Footing]
) -> None:
    found = doors(CARLA, graph, known, DAY)
    places = [(not d.is_open, -d.strength, len(d.connectors), -d.footing.score) for d in found]
    assert places == sorted(places)


def test_weak_tie_of_a_farmed_contact_comes_before_a_close_one_of_somebody_hardly_known() -> None:
    graph = [Bond(ANA, CARLA, "met"), Bond(BO, CARLA, "close")]
    found = doors(CARLA, graph, {ANA: FARMED, BO: ALMOST}, DAY)
    assert ways(found) == [(ANA,), (BO,)]
    assert [door.is_open for door in found] == [True, False]


def test_second_connector_stands_behind_an_open_first_only() -> None:
    graph = [Bond(ANA, BO, "works"), Bond(BO, CARLA, "works")]
    assert ways(doors(CARLA, graph, {ANA: FARMED}, DAY)) == [(ANA, BO)]
    assert doors(CARLA, graph, {ANA: ALMOST}, DAY) == []
    assert ways(doors(CARLA, graph, {ANA: FARMED, BO: FARMED}, DAY)) == [(BO,)]


def test_nobody_stands_three_in_a_row() -> None:
    graph = [Bond(ANA, BO, "close"), Bond(BO, DI, "close"), Bond(DI, CARLA, "close")]
    assert doors(CARLA, graph, {ANA: FARMED}, DAY) == []


@pytest.mark.parametrize("basis", [b for b in get_args(Basis) if not Bond(1, 2, b).is_told])
def test_hint_opens_a_door_but_leads_to_no_second(basis: Basis) -> None:
    assert ways(doors(CARLA, [Bond(ANA, CARLA, basis)], {ANA: FARMED}, DAY)) == [(ANA,)]
    graph = [Bond(ANA, BO, "close"), Bond(BO, CARLA, basis)]
    assert doors(CARLA, graph, {ANA: FARMED}, DAY) == []


def test_what_was_told_halves_in_two_years_and_what_has_no_day_does_not() -> None:
    told = Bond(ANA, CARLA, "works", DAY - timedelta(KNOWN_DAYS))
    assert told.strength(DAY) == WORTH["works"] / 2
    assert told.strength(told.on or DAY) == WORTH["works"]
    assert Bond(ANA, CARLA, "firm").strength(DAY) == WORTH["firm"]


def test_weakest_link_is_yours_the_first_or_the_last() -> None:
    [direct] = doors(CARLA, [Bond(ANA, CARLA, "close")], {ANA: FARMED}, DAY)
    assert direct.weakest == 0  # 76 of 100 against a close tie
    [direct] = doors(CARLA, [Bond(ANA, CARLA, "met")], {ANA: FARMED}, DAY)
    assert direct.weakest == 1
    graph = [Bond(ANA, BO, "close"), Bond(BO, CARLA, "met")]
    [chain] = doors(CARLA, graph, {ANA: FARMED}, DAY)
    assert (chain.weakest, chain.strength) == (2, WORTH["met"] * SECOND)
