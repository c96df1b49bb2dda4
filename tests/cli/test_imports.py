"""Bringing in a file, as its owner sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmer.cli import run
from tests.conftest import Farmer

LINKEDIN = """Notes:
"When exporting your connection data, some addresses may be missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Hana,Weiss,https://www.linkedin.com/in/hana-weiss,hana@weiss.example,Weiss & Co,Architect,12 May 2026
,,,,,,11 May 2026
LinkedIn,Member,,,,,10 May 2026
Ivo,Lang,https://www.linkedin.com/in/ivo-lang,,,,09 May 2026
Jo,Nilsen,https://www.linkedin.com/in/jo-nilsen,,Fjord AS,Owner,30 Feb 2026
Kai,Ono,https://www.linkedin.com/in/kai-ono,,,,01 Jan 2027
"""  # noqa: E501
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hana Weiss\r\nN:Weiss;Hana;;;\r\n"
    "EMAIL:hana@weiss.example\r\nTEL:+49 30 1234567\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Lia Moro\r\nORG:Moro Srl\r\nEND:VCARD\r\n"
)


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    """An invented export of LinkedIn."""
    path = tmp_path / "Connections.csv"
    path.write_text(LINKEDIN, encoding="utf-8")
    return path


def test_counts_and_each_skip_with_its_line_and_reason(farmer: Farmer, connections: Path) -> None:
    """Two people come in; four rows do not, and each says why."""
    imported = farmer(f"farmer import {connections} --json").data
    assert (imported["new"], imported["updated"], imported["unchanged"]) == (2, 0, 0)
    assert imported["connections"] == 2
    skipped = {skip["line"]: skip["reason"] for skip in imported["skipped"]}
    assert set(skipped) == {6, 7, 9, 10}
    assert "future" in skipped[10]
    assert not any("Nilsen" in reason for reason in skipped.values())


def test_a_connection_counts_as_not_farmed(farmer: Farmer, connections: Path) -> None:
    """Connected is not met: `check` says so, and `stale` is not flooded."""
    farmer(f"farmer import {connections}")
    checked = farmer("farmer check Hana")
    assert checked.status == 11
    assert "You have never met." in checked.out
    stale = farmer("farmer stale --json").data
    assert (stale["ties"], stale["never_met"]) == ([], 2)
    assert len(farmer("farmer stale --status never-met").rows) == 2


def test_the_same_file_twice_adds_nothing(farmer: Farmer, connections: Path, ledger: Path) -> None:
    """Not a person, not a touchpoint, not even a change to undo."""
    farmer(f"farmer import {connections}")
    before = farmer("farmer where --json").data["counts"]
    again = farmer(f"farmer import {connections} --json").data
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert farmer("farmer where --json").data["counts"] == before
    farmer("farmer undo")
    assert farmer("farmer list").out == ""


def test_a_dry_run_writes_nothing(farmer: Farmer, connections: Path, ledger: Path) -> None:
    """It says what would happen, and does not even begin a ledger."""
    assert farmer(f"farmer import {connections} --dry-run --json").data["new"] == 2
    assert not ledger.exists()


def test_cards_complete_people_who_are_known(
    farmer: Farmer, connections: Path, tmp_path: Path
) -> None:
    """Hana is met again by her address and gains a phone; what was typed is not overwritten."""
    farmer(f"farmer import {connections}")
    cards = tmp_path / "contacts.vcf"
    cards.write_bytes(CARDS.encode())
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["updated"]) == (1, 1)
    hana = farmer("farmer show Hana --json").data
    assert hana["company"] == "Weiss & Co"
    assert {"kind": "phone", "value": "+49301234567"} in hana["handles"]
    assert farmer("farmer undo").status == 0
    assert len(farmer("farmer show Hana --json").data["handles"]) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 100, b"just some words\n", b"First Name,Last Name,Connected On\n"],
)
def test_nothing_readable_is_refused(
    farmer: Farmer, tmp_path: Path, ledger: Path, content: bytes
) -> None:
    """Status 2, one sentence, and nothing is written."""
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    refused = farmer(f"farmer import {path}")
    assert refused.status == 2
    assert refused.err.strip()
    assert not ledger.exists()


def test_rows_without_names_are_nobody(farmer: Farmer, tmp_path: Path, ledger: Path) -> None:
    """An export whose names were removed holds nobody."""
    path = tmp_path / "Connections.csv"
    path.write_text("Company,Position,Connected On\nAcme,Buyer,01 May 2026\n", encoding="utf-8")
    assert farmer(f"farmer import {path}").status == 2
    assert not ledger.exists()


def test_a_crash_in_the_middle_leaves_nothing(
    farmer: Farmer, connections: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing."""
    farmer('farmer add "Mia Stern"')
    before = farmer("farmer where --json").data["counts"]

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("farmer.ledger.bulk._insert", crash)
    with pytest.raises(RuntimeError):
        run(["import", str(connections)])
    assert farmer("farmer where --json").data["counts"] == before


def test_every_file_of_the_shared_folder_comes_in_once(farmer: Farmer, shared_data: Path) -> None:
    """Real exports of every layout, twice each, into one ledger."""
    files = sorted((shared_data / "data" / "linkedin").glob("*Connections.csv"))
    assert files
    for path in files:
        first = farmer(f'farmer import "{path}" --json', today="2026-11-23")
        nameless = "names_removed" in path.name
        assert first.status == (2 if nameless else 0), path.name
        if nameless:
            continue
        assert first.data["new"] + first.data["unchanged"] > 0
        again = farmer(f'farmer import "{path}" --json', today="2026-11-23").data
        assert (again["new"], again["updated"]) == (0, 0), path.name
