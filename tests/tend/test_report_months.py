"""The year month by month: each bar as high as its number says, an unfinished one a part."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.render.pages.year import CHART_HIGH, CHART_LEFT, CHART_WIDTH, Chart, chart_of
from farmer.tasks.tend.report_year import MONTHS, MonthCounts, year_of
from tests.conftest import Farmer
from tests.tend.browser import TELL, told_by

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
numbers = st.lists(st.integers(0, 60_000), min_size=MONTHS, max_size=MONTHS)


def chart(contacts: list[int], on: date) -> Chart:
    """The bars of a year of so many contacts a month, up to a day."""
    months = year_of((), (), on).months
    counted = [m._replace(contacts=n) for m, n in zip(months, contacts, strict=True)]
    return chart_of(counted, on)


@given(days)
def test_twelve_months_up_to_the_one_of_the_day(on: date) -> None:
    bars = chart([0] * MONTHS, on).bars
    firsts = [bar.month.first for bar in bars]
    assert firsts[-1] == on.replace(day=1)
    assert all((two - timedelta(days=1)).replace(day=1) == one for one, two in pairwise(firsts))
    assert [bar.label for bar in bars] == [f"{first:%b}" for first in firsts]


@given(numbers, days)
def test_every_bar_is_as_high_as_the_scale_says(contacts: list[int], on: date) -> None:
    drawn = chart(contacts, on)
    (bottom, nothing), (top, most) = drawn.lines[0], drawn.lines[-1]
    assert (bottom, nothing) == (0, 0)
    assert top == CHART_HIGH
    for bar in drawn.bars:
        assert bar.height == pytest.approx(top * bar.month.contacts / most, abs=0.06)
        assert bar.height <= CHART_HIGH
    for height, number in drawn.lines:
        assert height == pytest.approx(top * number / most, abs=0.06)
    assert max(contacts) <= most


@given(numbers, days)
def test_the_scale_has_a_few_round_numbers_and_no_more_room_than_it_needs(
    contacts: list[int], on: date
) -> None:
    said = [number for _, number in chart(contacts, on).lines]
    step = said[1]
    assert 2 <= len(said) <= 5
    assert [two - one for one, two in pairwise(said)] == [step] * (len(said) - 1)
    assert re.fullmatch("[125]0*", str(step))
    assert said[-1] - step < max(1, *contacts)


@given(numbers, days)
def test_bars_stand_apart_and_within_the_drawing(contacts: list[int], on: date) -> None:
    bars = chart(contacts, on).bars
    assert bars[0].x > CHART_LEFT
    assert bars[-1].x + bars[-1].width < CHART_WIDTH
    assert all(one.x + one.width < two.x for one, two in pairwise(bars))
    assert len({bar.width for bar in bars}) == 1


@given(days)
def test_only_a_month_that_is_not_over_is_a_part(on: date) -> None:
    parts = [bar.part for bar in chart([3] * MONTHS, on).bars]
    last = on.day == monthrange(on.year, on.month)[1]
    assert parts == [False] * (MONTHS - 1) + [not last]


@pytest.mark.parametrize("on", ["2026-06-15", "2026-06-30", "2028-02-28", "2028-02-29"])
def test_the_page_says_and_draws_which_month_is_not_over(
    farmer: Farmer, tmp_path: Path, on: str
) -> None:
    """A part is hollow and broken, in the drawing and in what is said of it."""
    farmer("farmer log 'Ana Ruiz' --new --on 2025-11-03", today=on)
    farmer(f"farmer log Ana --on {on}", today=on)
    page = tmp_path / "page.html"
    assert farmer(f"farmer report -o {page}", today=on).status == 0
    script = (
        TELL
        + """
    tell([...document.querySelectorAll(".chart .bar")].map((bar) => {
      const style = getComputedStyle(bar);
      return [style.fill !== "none", style.strokeDasharray !== "none"];
    }));
    """
    )
    shown = told_by(page, script, tmp_path / "told.html")
    part = on in ("2026-06-15", "2028-02-28")
    assert shown == [[True, False]] * 11 + [[not part, part]]
    html = page.read_text(encoding="utf-8")
    assert ("is not over, and counted up to" in html) == part
    assert ("so far</th>" in html) == part


def test_the_numbers_are_those_of_the_ledger(farmer: Farmer) -> None:
    """On the bars and in the table: contacts, what was marked, and steps of requests."""
    for day in ("2026-04-02", "2026-04-20", "2026-05-01", "2025-06-30"):
        farmer(f"farmer log 'Ana Ruiz' --new --on {day}")
    farmer("farmer mark Ana gave --on 2026-05-02")
    farmer('farmer ask Ana --to "a lawyer" --need "a will" --record')
    page = farmer("farmer report -o -").out
    bars = re.findall(r'class="number" x="[^"]*" y="[^"]*"[^>]*>(\d+)</text>', page)
    assert [int(number) for number in bars] == [0] * 9 + [2, 1, 0]
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>((?:<td class="number">\d+</td>)+)', page)
    told = {month: [int(n) for n in re.findall(r">(\d+)<", cells)] for month, cells in rows}
    assert told["Apr 2026"] == [2, 0, 0]
    assert told["May 2026"] == [1, 1, 0]
    assert told["Jun 2026, so far"] == [0, 0, 1]
    assert list(told) == [
        *(f"{date(2025, m, 1):%b %Y}" for m in range(7, 13)),
        *(f"{date(2026, m, 1):%b %Y}" for m in range(1, 6)),
        "Jun 2026, so far",
    ]


def test_no_month_of_an_empty_year_is_drawn_as_something() -> None:
    drawn = chart_of([MonthCounts(date(2026, 6, 1), 0, 0, 0)], date(2026, 6, 15))
    assert [bar.height for bar in drawn.bars] == [0]
    assert [number for _, number in drawn.lines] == [0, 1]
