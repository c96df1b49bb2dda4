"""Where the ledger is, and what is in it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Farmer


def test_it_says_where_a_ledger_will_be_and_begins_none(farmer: Farmer, ledger: Path) -> None:
    told = farmer("farmer where --json").data
    assert (told["path"], told["exists"]) == (str(ledger), False)
    assert not ledger.exists()


def test_it_counts_what_is_in_it(farmer: Farmer, ledger: Path) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --fact kept --new')
    told = farmer("farmer where --json").data
    assert (told["path"], told["exists"]) == (str(ledger), True)
    counts = told["counts"]
    assert (counts["contacts"], counts["touchpoints"], counts["facts"]) == (2, 2, 2)
    assert told["size_bytes"] == ledger.stat().st_size
