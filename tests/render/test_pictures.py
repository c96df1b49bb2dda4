"""Pictures: a sparkline, bars, and the strip of a life, in blocks and in letters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Fact, Touch
from farmer.render.bars import bar, goal_bar
from farmer.render.glyphs import BLOCKS, LETTER_GLYPHS, Glyphs
from farmer.render.sparkline import sparkline
from farmer.render.strip import legend, strip
from farmer.scoring import Phase
from farmer.scoring.life import Life, Month, life
from tests.strategies import AS_OF, History, mixed_histories

SETS = st.sampled_from([BLOCKS, LETTER_GLYPHS])


def months(*phases: Phase, start: date = date(2025, 3, 1)) -> tuple[Month, ...]:
    """Months of so much contact as their number, in those phases."""
    first = start.year * 12 + start.month - 1
    return tuple(
        Month(date((first + n) // 12, (first + n) % 12 + 1, 1), n / 4, 0, 0, 0, phase)
        for n, phase in enumerate(phases)
    )


@pytest.mark.parametrize(
    ("glyphs", "drawn"),
    [(BLOCKS, "·▁▁▂▄█████"), (LETTER_GLYPHS, ".112488888")],
    ids=["blocks", "letters"],
)
def test_a_sparkline_is_as_high_as_there_was_contact(glyphs: Glyphs, drawn: str) -> None:
    """An hour is half the height; the least of anything shows, and the top is the top."""
    assert sparkline([0, 0.05, 0.25, 0.29, 1, 2, 2.5, 4, 9, 100], glyphs) == drawn


@given(st.lists(st.floats(0.001, 50) | st.just(0.0)), SETS)
def test_a_sparkline_rises_with_its_values(values: list[float], glyphs: Glyphs) -> None:
    drawn = sparkline(sorted(values), glyphs)
    assert len(drawn) == len(values)
    heights = [glyphs.heights.index(each) for each in drawn]
    assert heights == sorted(heights)
    assert [height > 0 for height in heights] == [value > 0 for value in sorted(values)]


def test_bars_are_full_only_when_full() -> None:
    assert bar(0, 25, 10, BLOCKS) == "░░░░░░░░░░"
    assert bar(1, 25, 10, BLOCKS) == "█░░░░░░░░░"
    assert bar(24, 25, 10, BLOCKS) == "█████████░"
    assert bar(25, 25, 10, LETTER_GLYPHS) == "##########"


def test_a_goal_bar_marks_what_is_needed_and_what_a_cap_holds_back() -> None:
    assert goal_bar(39, 64, 70, 20, BLOCKS) == "███████▒▒▒▒▒░░┃░░░░░"
    assert goal_bar(79, 79, 70, 20, LETTER_GLYPHS) == "##############|-----"


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 80), SETS)
def test_a_goal_bar_keeps_its_length(score: int, more: int, cells: int, glyphs: Glyphs) -> None:
    drawn = goal_bar(score, min(100, score + more), 70, cells, glyphs)
    assert len(drawn) == cells
    assert drawn.count(glyphs.mark) == 1
    assert drawn.strip(glyphs.full + glyphs.held + glyphs.empty + glyphs.mark) == ""


def test_a_strip_has_years_contact_marks_and_phases() -> None:
    lived = months(*"VVVVVVVVVVVVCCC")
    marked = [*lived[:3], *(Month(m.month, m.contact, 1, 0, 0, m.phase) for m in lived[3:5])]
    marked += [Month(m.month, m.contact, 1, 1, 1, m.phase) for m in lived[5:6]]
    marked += [Month(m.month, m.contact, 1, 0, 1, m.phase) for m in lived[6:7]]
    drawn = Life((*marked, *lived[7:]), (), ("C", "C", "V", "V"))
    assert strip(drawn, 60, BLOCKS) == [
        "2025      2026",
        "·▁▂▃▄▅▆▇███████",
        "   ++!?",
        "V───────────C──┄┄V┄",
    ]
    assert strip(drawn, 60, LETTER_GLYPHS)[1:] == [
        ".12345678888888",
        "   ++!?",
        "V-----------C--..V.",
    ]
    assert legend(drawn, 60, BLOCKS) == (
        "contact by month, + something good, ! something bad, ? a request, "
        "V visibility, C credibility, ┄ if nothing happens"
    )


def test_where_there_is_little_room_the_newest_months_are_shown() -> None:
    drawn = Life(months(*["V"] * 40), (), ("V",) * 12)  # type: ignore[arg-type]
    assert strip(drawn, 18, BLOCKS)[-1] == "V─────────────┄┄┄┄"
    assert strip(drawn, 18, BLOCKS)[0] == "2027    2028"
    assert strip(Life((), (), ()), 60, BLOCKS) == []


@given(mixed_histories(), st.integers(0, 200), SETS)
def test_a_strip_fits_and_its_rows_stand_below_each_other(
    history: History, width: int, glyphs: Glyphs
) -> None:
    known = [touch for touch in history.touches if touch.on <= AS_OF]
    facts = [fact for fact in history.facts if fact.on <= AS_OF]
    lived = life(known, facts, [], AS_OF, history.cadence)
    rows = strip(lived, width, glyphs)
    assert all(len(row) <= width for row in rows)
    assert bool(rows) == bool(lived.months and width)


def test_a_life_is_told_month_by_month() -> None:
    """Also those months in which nothing happened, up to the day."""
    touches = [Touch(date(2026, 1, 31), "meeting", by="me"), Touch(date(2026, 1, 2), "call")]
    facts = [Fact(date(2026, 1, 31), "kept"), Fact(date(2026, 3, 1), "broken")]
    lived = life(touches, facts, [date(2026, 4, 1), date(2027, 1, 1)], date(2026, 4, 30), 90)
    assert [month.month.month for month in lived.months] == [1, 2, 3, 4]
    assert [(m.good, m.bad, m.requests) for m in lived.months] == [
        (1, 0, 0),
        (0, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
    assert [month.contact > 0 for month in lived.months] == [True, False, False, False]
    assert [month.phase for month in lived.months] == ["V"] * 4
    assert [turn.becomes for turn in lived.ahead] == ["due", "cooling", "cold"]
    assert len(lived.phases_ahead) == 12


def test_without_a_history_there_is_no_life() -> None:
    assert life([], [], [], AS_OF, 90) == Life((), (), ())
