"""The field: everybody in their bed, each to be seen whole, and no name across anything."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.render.pages import field
from farmer.render.pages.field import FieldDrawn, Scale, Spot, field_of
from farmer.tasks.tend.report_plants import TEND_NOW, OnPage
from tests.tend.fields import plant, standing, tending

SIZES = (3, 150, 5_000, 20_000)


def everybody(drawn: FieldDrawn) -> list[Spot]:
    """Every plant of every bed."""
    return [spot for bed in drawn.beds for spot in bed.spots]


def share_seen(spot: Spot, others: list[Spot]) -> float:
    """How much of a plant no other plant and no name covers, by points all over it."""
    around = [(x / 4, y / 4) for x in range(-4, 5) for y in range(-4, 5) if hypot(x, y) <= 4]
    points = [(spot.x + spot.r * x, spot.y + spot.r * y) for x, y in around]
    seen = [at for at in points if not any(covers(other, *at) for other in others)]
    return len(seen) / len(points)


def covers(other: Spot, x: float, y: float) -> bool:
    """Whether a plant or its name lies over a point."""
    name = other.name
    written = (
        name is not None and name.left <= x <= name.right and abs(y - other.y) < field.LINE / 2
    )
    return written or hypot(x - other.x, y - other.y) < other.r


@pytest.mark.parametrize("people", SIZES)
def test_every_plant_is_seen_whole(people: int) -> None:
    drawn = field_of(standing(people))
    for bed in drawn.beds:
        for spot in bed.spots:
            others = [other for other in bed.spots if other is not spot]
            assert share_seen(spot, others) == 1.0
            assert bed.top < spot.y - spot.r
            assert spot.y + spot.r < bed.soil


@pytest.mark.parametrize("people", SIZES)
def test_no_name_crosses_another_nor_the_edge(people: int) -> None:
    drawn = field_of(standing(people))
    named = [(spot.name, spot.y) for spot in everybody(drawn) if spot.name]
    assert len(named) == min(people, TEND_NOW)
    for one, two in combinations(named, 2):
        apart = one[0].right <= two[0].left or two[0].right <= one[0].left
        assert apart or abs(one[1] - two[1]) >= field.LINE - 0.1
    assert all(0 <= name.left < name.right <= field.WIDTH for name, _ in named)


@pytest.mark.parametrize("people", SIZES)
def test_everybody_is_a_plant_or_a_seed(people: int) -> None:
    found = standing(people)
    drawn = field_of(found)
    assert sum(bed.people for bed in drawn.beds) == people
    assert len(everybody(drawn)) + drawn.seeds == people
    there = {each.phase for each in found.plants} | {each.phase for each in found.undrawn}
    assert [bed.phase for bed in drawn.beds] == [phase for phase in field.BEDS if phase in there]
    for bed in drawn.beds:
        cells = [
            (column, row)
            for seeds in bed.seeds
            for column, begin, end in seeds.columns
            for row in range(begin, end)
        ]
        assert len(cells) == len(set(cells))
        right = max((column + 1 for column, _ in cells), default=0) * drawn.gap
        assert right <= field.WIDTH - field.LEFT


@pytest.mark.parametrize("people", [150, 5_000, 20_000])
def test_plants_leave_room_to_touch_each(people: int) -> None:
    """Twenty-four pixels around each middle belong to no other, where the field is shown."""
    for bed in field_of(standing(people)).beds:
        for one, two in combinations(bed.spots, 2):
            assert hypot(one.x - two.x, one.y - two.y) >= 24


def test_the_field_is_no_higher_than_two_screens() -> None:
    """Also where a thousand are about as silent: who has no room is a seed, but never one named."""
    crowd = [plant(number, 900 + number % 5, 50) for number in range(150)]
    now = tuple(tending(each) for each in crowd[-TEND_NOW:])
    drawn = field_of(OnPage(now, 150, tuple(crowd), ()))
    assert drawn.height < 500
    assert {spot.plant.anchor for spot in everybody(drawn) if spot.name} == {
        each.anchor for each in now
    }
    assert drawn.seeds == 150 - len(everybody(drawn)) > 0


plants = st.builds(
    plant,
    number=st.integers(1, 10**6),
    elapsed_days=st.integers(0, 20_000),
    score=st.floats(0, 100),
    name=st.text(min_size=1, max_size=40),
    phase=st.sampled_from(field.BEDS),
)


@settings(max_examples=30)
@given(st.lists(plants, max_size=40, unique_by=lambda each: each.anchor))
def test_whatever_they_are_called_each_is_seen_whole(found: list[object]) -> None:
    of = tuple(each for each in found if hasattr(each, "anchor"))
    drawn = field_of(OnPage(tuple(map(tending, of[:7])), 0, of, ()))  # type: ignore[arg-type]
    for bed in drawn.beds:
        for spot in bed.spots:
            assert share_seen(spot, [other for other in bed.spots if other is not spot]) == 1.0
            assert spot.name is None or 0 <= spot.name.left < spot.name.right <= field.WIDTH


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(120, 9000))
def test_the_longer_the_silence_the_further_right(one: int, other: int, far: int) -> None:
    scale = Scale(far)
    assert one > other or scale.across(one) <= scale.across(other)


def test_the_last_weeks_take_little_room() -> None:
    scale = Scale(1500)
    wide = field.WIDTH - field.LEFT - field.RIGHT
    assert (scale.across(14) - field.LEFT) / wide < 0.1
    assert 0.6 < (scale.across(365) - field.LEFT) / wide < 0.7
