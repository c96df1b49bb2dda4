"""Crafted and generated histories, every output to six digits: rhythm and warmth too."""

from __future__ import annotations

import pytest

from tests.scoring.rows import Row, assert_answers, rows_of


@pytest.mark.parametrize("row", rows_of("conformance.json"))
def test_history(row: Row) -> None:
    """Verdict, score, phase, level, gates, points, status, own, drifting, warmth and plan."""
    assert_answers(row, digits=6)
