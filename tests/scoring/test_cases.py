"""The worked cases of the method, to four digits; those told in words are in ``test_worked``."""

from __future__ import annotations

import pytest

from tests.scoring.rows import Row, assert_answers, rows_of


@pytest.mark.parametrize("row", rows_of("cases.json"))
def test_case(row: Row) -> None:
    """Verdict, score, phase, level, gates, points, status and plan."""
    assert_answers(row, digits=4)
