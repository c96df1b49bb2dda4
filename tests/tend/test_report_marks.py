"""The calendar of the page: every day in its place, and of a size that tells something."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.render.pages.field import Seeds
from farmer.render.pages.marks import calendar_of, least_of, seeds_path

ON = date(2026, 6, 15)


@given(st.lists(st.integers(1, 5_000), max_size=40))
def test_sizes_grow_and_the_smallest_is_of_any(numbers: list[int]) -> None:
    least = least_of(numbers)
    assert len(least) == 4
    assert least[0] == 1
    assert all(one < two for one, two in pairwise(least))
    assert all(found >= few for found, few in zip(least, (1, 2, 3, 5), strict=True))


@pytest.mark.parametrize("busy", [1, 30, 400])
def test_a_busy_year_is_no_dark_block(busy: int) -> None:
    """However much there is in a day, about as many days are of each size."""
    days = {ON - timedelta(days=n): busy * (1 + n % 4) + n % 3 for n in range(360)}
    calendar = calendar_of(days, ON)
    assert (calendar.days, calendar.contacts) == (360, sum(days.values()))
    shown = {each.size: each.path.count("M") for each in calendar.sizes}
    assert sum(shown.values()) == 360
    if busy > 1:
        assert set(shown) == {1, 2, 3, 4}
        assert max(shown.values()) < 180


def test_few_contacts_are_as_they_always_were() -> None:
    assert least_of([1, 1, 2, 1, 3]) == least_of([]) == (1, 2, 3, 5)


cells = st.sets(st.tuples(st.integers(0, 40), st.integers(0, 6)), min_size=1)


@given(cells)
def test_each_column_of_seeds_is_where_it_belongs(found: set[tuple[int, int]]) -> None:
    heights = Counter(column for column, _ in found)
    columns = tuple((c, c % 3, c % 3 + high) for c, high in sorted(heights.items()))
    x = y = 0
    seen = []
    for dx, dy, down in re.findall(r"m(\d+)([+-]\d+)v(\d+)", seeds_path(Seeds("due", columns))):
        x, y = x + int(dx), y + int(dy)
        seen.append((x, y, y + int(down)))
        y += int(down)
    assert tuple(seen) == columns
