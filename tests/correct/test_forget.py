"""A person is deleted for good."""

from __future__ import annotations

from pathlib import Path

from farmer.ledger.sqlite.schema.steps import TRACKED
from tests.conftest import Farmer
from tests.ledger.making import content


def test_a_forgetting_takes_the_distinction_with_it(farmer: Farmer, ledger: Path) -> None:
    for _ in range(2):
        farmer('farmer add "Ana Ruiz"')
    farmer("farmer merge c1 c2 --not-same")
    farmer("farmer forget c2 --yes")
    rows = content(ledger)
    assert (rows["not_same"], len(rows["contact"])) == ([], 1)
    while farmer("farmer undo --past-forgetting").status == 0:
        pass
    assert not any(content(ledger)[table] for table in TRACKED)


def test_nothing_of_them_is_left_in_the_file(farmer: Farmer, ledger: Path) -> None:
    """Not the name, not a note; in words about others the name is gone too."""
    farmer('farmer log "Zoltan Quux" "Ana Ruiz" --note "Ana: Zoltan Quux knows the port" --new')
    refused = farmer("farmer forget Zoltan")
    assert (refused.status, b"Zoltan" in ledger.read_bytes()) == (2, True)
    assert farmer("farmer forget Zoltan --yes").status == 0
    assert b"Zoltan" not in ledger.read_bytes()
    assert farmer("farmer find port").status == 0
    assert "Zoltan" not in farmer("farmer export").out
