"""A backup takes the place of the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.ledger.making import raw
from tests.samples import GUESTS


def test_a_mistake_is_taken_back_by_a_backup(evening: Farmer, ledger: Path) -> None:
    """What is lost and gained is said; nobody to ask means no; the one before is kept."""
    evening("farmer backup")
    evening('farmer log "Cy Ode" --by me --new')
    evening("farmer forget Bo --yes")
    listed = evening("farmer restore")
    assert listed.rows[0][:3] == ["1", "2026-06-15", "1"]  # Bo is forgotten there too
    refused = evening("farmer restore 1")
    assert refused.status == 2
    assert "You would lose 1 person (Cy Ode), 1 touchpoint, and gain nothing." in refused.err
    assert "farmer restore 1 --yes" in refused.err
    done = evening("farmer restore 1 --yes --json").data
    assert done["difference"]["lost"] == {"contact": 1, "touchpoint": 1}
    assert [row[1] for row in evening("farmer list").rows] == ["Ana Ruiz"]
    assert Path(done["kept"]).exists()
    assert evening(f"farmer restore {done['kept']} --yes").status == 0
    assert [row[1] for row in evening("farmer list").rows] == ["Ana Ruiz", "Cy Ode"]


@pytest.mark.parametrize("name", ["ledger.db", "people", "my.old.people"])
def test_the_list_says_why_each_backup_was_made(
    evening: Farmer, ledger: Path, tmp_path: Path, name: str
) -> None:
    """Asked for, or by itself before something that takes much away; however the file is called."""
    path = tmp_path / "kept" / name
    path.parent.mkdir()
    path.write_bytes(ledger.read_bytes())
    guests = tmp_path / "guests.csv"
    guests.write_text(GUESTS)
    evening(f"farmer backup --ledger {path}")
    evening(f"farmer import {guests} --at Fair --on 2026-06-14 --yes --ledger {path}")
    listed = evening(f"farmer restore --ledger {path}").rows
    assert [row[-2] for row in listed] == ["backup", "before import"]
    told = evening(f"farmer restore --ledger {path} --json").data["backups"]
    assert [(each["number"], each["why"]) for each in told] == [
        (1, "backup"),
        (2, "before import"),
    ]


def test_what_cannot_be_restored(evening: Farmer, ledger: Path, tmp_path: Path) -> None:
    """A number there is none of, another program's file, the ledger itself."""
    other = tmp_path / "other.db"
    with raw(other) as db:
        db.execute("CREATE TABLE mine (x)")
    before = ledger.read_bytes()
    for what, status in (("7", 3), (str(other), 6), (str(ledger), 2), (str(tmp_path), 6)):
        assert evening(f"farmer restore {what} --yes").status == status, what
    assert ledger.read_bytes() == before
    assert evening(f"farmer backup -o {ledger}").status == 2
    assert evening("farmer doctor").status == 0
