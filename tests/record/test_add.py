"""Somebody is added on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer


@pytest.mark.parametrize("name", ["c99", "t1", "ana@ruiz.example", "linkedin.com/in/ana"])
def test_an_id_or_address_becomes_nobodys_name(farmer: Farmer, ledger: Path, name: str) -> None:
    """Nobody could be found by it again."""
    assert farmer(f"farmer log {name} --new").status == 3
    assert farmer(f"farmer add {name}").status == 3
    assert not ledger.exists()


def test_a_namesake_is_added_on_purpose_and_told_apart_by_id(farmer: Farmer) -> None:
    """With what is known of them from the start."""
    farmer('farmer add "Ana Ruiz" --company Port')
    added = farmer('farmer add "Ana Ruiz" --company Mill --cadence 30 --email ana@mill.example')
    assert added.status == 0
    assert farmer("farmer show Ana").status == 4
    shown = farmer("farmer show ana@mill.example --json").data
    assert (shown["person"]["id"], shown["company"], shown["cadence_days"]) == ("c2", "Mill", 30)
