"""Who may be recorded twice."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Farmer
from tests.ledger.making import content


def test_two_people_after_all_are_not_proposed_again(farmer: Farmer, ledger: Path) -> None:
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer duplicates --json").data["total"] == 1
    assert farmer("farmer merge c2 c1 --not-same").status == 0
    before = content(ledger)
    assert farmer("farmer duplicates --json").data["total"] == 0
    assert farmer("farmer merge c1 c2 --not-same").status == 0
    assert content(ledger) == before
    farmer("farmer undo")
    assert farmer("farmer duplicates --json").data["total"] == 1
