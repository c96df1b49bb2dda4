"""The forecast's protocol, and that it gives the method's own figures."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.candidates import CANDIDATES
from benchmarks.going_cold import main, measure, settings
from benchmarks.picture import draw
from benchmarks.roc import area
from benchmarks.rules import RULES
from benchmarks.traces import Question, dates, percentile, questions, read_trace

# Method C6: the first five columns of the table, by trace and horizon.
TABLE = {
    ("CollegeMsg", 30): (0.886, 0.877, 0.882, 0.767, 0.823, 0.809, 0.806),
    ("radoslaw_email", 30): (0.814, 0.798, 0.772, 0.815, 0.676, 0.676, 0.705),
    ("radoslaw_email", 90): (0.839, 0.824, 0.800, 0.828, 0.707, 0.706, 0.735),
    ("reality_mining_calls", 30): (0.831, 0.830, 0.810, 0.756, 0.745, 0.680, 0.591),
    ("mit_phone_daily", 30): (0.847, 0.844, 0.852, 0.712, 0.792, 0.773, 0.779),
    ("mit_phone_daily", 90): (0.749, 0.741, 0.764, 0.644, 0.715, 0.691, 0.686),
    ("fb_forum", 30): (0.796, 0.787, 0.778, 0.732, 0.712, 0.701, 0.713),
}


@given(st.lists(st.tuples(st.integers(0, 5).map(float), st.booleans()), max_size=30))
def test_the_area_is_how_often_a_positive_one_scores_higher(
    drawn: list[tuple[float, bool]],
) -> None:
    ups = [score for score, positive in drawn if positive]
    downs = [score for score, positive in drawn if not positive]
    won = sum(1.0 if up > down else 0.5 * (up == down) for up, down in product(ups, downs))
    expected = won / (len(ups) * len(downs)) if ups and downs else 0.5
    found = area([score for score, _ in drawn], [positive for _, positive in drawn])
    assert found == pytest.approx(expected)


def test_a_trace_is_read_as_the_method_says(tmp_path: Path) -> None:
    path = tmp_path / "trace.csv"
    path.write_text(
        "src,dst,unix_time\n2,1,0\n1,2,3600\n1,2,86400\n3,3,0\n1,3,172800.5\n", encoding="utf-8"
    )
    assert read_trace(path) == {("1", "2"): (0, 1), ("1", "3"): (2,)}


def test_pairs_are_asked_about_once_they_have_three_days_and_until_a_year_of_silence() -> None:
    pairs = {("a", "b"): (0, 1, 2, 900), ("c", "d"): (500, 501), ("e", "f"): tuple(range(0, 1000))}
    asked = list(questions(pairs, 30))
    assert all(len(question.days) >= 3 and question.elapsed <= 365 for question in asked)
    rare = [question for question in asked if question.days in ((0, 1, 2), (0, 1, 2, 900))]
    # Silent for more than a year between day 2 and day 900.
    assert all(question.on <= 367 or question.on >= 900 for question in rare)
    assert not any(question.days[0] == 500 for question in asked)
    assert len(dates(pairs, 30)) == 5
    assert max(dates(pairs, 30)) <= 1000 - 30
    assert percentile([0, 10], 50) == 5


def test_every_rule_calls_the_fresher_of_two_equal_pairs_the_warmer() -> None:
    for name, rule in {**RULES, **CANDIDATES}.items():
        fresh = rule(Question((0, 10, 20, 95), 100, True))
        stale = rule(Question((0, 10, 20, 25), 100, True))
        assert fresh >= stale, name


def test_the_methods_table_is_reproduced(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared_data / "data/temporal"
    for (name, horizon), expected in TABLE.items():
        found = list(measure(folder / f"{name}.csv", horizon).values())
        assert found == pytest.approx(expected, abs=0.003), name
    main([f"{folder / 'reality_mining_calls.csv'}:30,90"])
    assert capsys.readouterr().out.count("\n") == 1 + len(RULES)


def test_traces_may_name_their_horizons() -> None:
    assert settings(["a.csv:30,90", "b.csv"]) == [
        (Path("a.csv"), 30),
        (Path("a.csv"), 90),
        (Path("b.csv"), 30),
    ]


def test_the_picture_is_small_and_has_a_bar_a_rule() -> None:
    drawn = draw(dict.fromkeys(RULES, 0.8))
    assert drawn.count("<rect") == len(RULES)
    assert len(drawn) < 10_000
