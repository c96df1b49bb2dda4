"""The ledger is copied, whole."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Farmer


def test_a_copy_is_a_ledger_of_its_own(evening: Farmer, tmp_path: Path) -> None:
    """Where it was wanted, with everything, and untouched by what comes after."""
    copy = tmp_path / "copy.db"
    saved = evening(f"farmer backup -o {copy} --json").data
    assert (saved["path"], saved["size_bytes"]) == (str(copy), copy.stat().st_size)
    before = evening("farmer export").out
    evening('farmer log "Cy Ode" --new')
    assert evening(f"farmer export --ledger {copy}").out == before


def test_nothing_is_written_over(evening: Farmer, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    assert evening(f"farmer backup -o {there}").status == 2
    assert there.read_bytes() == b"mine"


def test_a_copy_beside_the_ledger_can_be_restored(evening: Farmer, ledger: Path) -> None:
    saved = Path(evening("farmer backup --json").data["path"])
    assert saved.parent == ledger.parent
    assert [row[-1] for row in evening("farmer restore").rows] == [str(saved)]
