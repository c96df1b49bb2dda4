"""Everybody, or those wanted."""

from __future__ import annotations

from tests.conftest import Farmer


def test_lists_take_every_match_of_a_name(known: Farmer) -> None:
    assert known("farmer list Bo --ids").out.split() == ["c2", "c1"]
    assert known("farmer list Nobody").status == 3
