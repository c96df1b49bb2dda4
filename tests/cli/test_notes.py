"""Notes of several lines: they come out as they went in, and on one line only on purpose."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import pytest

from tests.conftest import Farmer

LIST = "wants:\n- a lease\n- a lawyer"
PARAGRAPHS = "Talked of the port.\n\nHe sails on Sundays."
NESTED = "boats\n  sail\n    two masts"
NOTES = (LIST, PARAGRAPHS, NESTED)


def _log(farmer: Farmer, note: str) -> None:
    assert farmer(f'farmer log "Ana Ruiz" --new --note {shlex.quote(note)}').status == 0


@pytest.mark.parametrize("note", NOTES)
def test_what_was_said_comes_out_with_its_lines(farmer: Farmer, tmp_path: Path, note: str) -> None:
    """In the ledger's own JSON, in `show`, in tables, pages, address books and letters."""
    _log(farmer, note)
    assert farmer("farmer show Ana --json").data["history"][0]["note"] == note
    assert json.loads(farmer("farmer export").out)["touchpoints"][0]["note"] == note
    farmer(f"farmer export --format csv -o {tmp_path}")
    [row] = csv.DictReader(io.StringIO((tmp_path / "touchpoints.csv").read_text(), newline=""))
    assert row["note"] == note
    card = farmer("farmer export --format vcard --history full").out.replace("\r\n ", "")
    filled = [line.strip() for line in note.splitlines() if line]
    assert note.replace("\n", "\\n") in card
    letter = farmer("farmer export --for-subject Ana").out
    farmer(f"farmer export --format markdown -o {tmp_path / 'pages'}")
    page = next((tmp_path / "pages").iterdir()).read_text()
    for text in (letter, page):
        said = [line.strip().replace("\\", "") for line in text.splitlines()]
        at = next(at for at, line in enumerate(said) if line.endswith(filled[0]))
        below = [line for line in said[at + 1 :] if line][: len(filled) - 1]
        assert [line.partition(" (typed")[0] for line in below] == filled[1:]
    assert farmer(f"farmer export --format markdown -o {tmp_path / 'pages'}").status == 0


@pytest.mark.parametrize("note", NOTES)
def test_a_pipe_gets_one_line_a_record(farmer: Farmer, note: str) -> None:
    _log(farmer, note)
    assert [row[6] for row in farmer("farmer show Ana").rows if row[0] == "history"] == [
        " ".join(note.split())
    ]
    assert len(farmer("farmer find " + note.split()[0].strip(":")).rows) == 1


@pytest.mark.parametrize("note", NOTES)
def test_a_ledger_brought_in_again_has_every_line(
    farmer: Farmer, tmp_path: Path, note: str
) -> None:
    _log(farmer, note)
    farmer(f"farmer add 'Bo Li' --note {shlex.quote(note)}")
    farmer(f"farmer mark Ana kept --note {shlex.quote(note)}")
    farmer(f"farmer export -o {tmp_path / 'all.json'}")
    farmer(f"farmer --ledger {tmp_path / 'new.db'} import {tmp_path / 'all.json'}")
    again = json.loads(farmer(f"farmer --ledger {tmp_path / 'new.db'} export").out)
    assert again == json.loads((tmp_path / "all.json").read_text())
    assert (again["contacts"][1]["notes"], again["facts"][0]["note"]) == (note, note)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Li\nNOTE:first\\nsecond\nEND:VCARD\n"),
        ("b.csv", 'Name,E-mail,Notes\nBo Li,bo@li.example,"first\nsecond"\n'),
        ("c.ldif", "dn: cn=Bo Li\ncn: Bo Li\ndescription:: Zmlyc3QKc2Vjb25k\n"),
    ],
)
def test_an_imported_note_keeps_its_lines(
    farmer: Farmer, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    assert farmer(f"farmer import {tmp_path / name}").status == 0
    assert farmer("farmer show Bo --json").data["notes"] == "first\nsecond"
    assert "NOTE:first\\nsecond" in farmer("farmer export --format vcard --history full").out


@pytest.mark.parametrize("field", ["FN", "TITLE", "NICKNAME", "ORG"])
def test_a_label_of_a_file_that_is_too_long_is_told(
    farmer: Farmer, tmp_path: Path, field: str
) -> None:
    """By its field, and where in the file it is; again when it is brought in again."""
    card = (
        f"BEGIN:VCARD\nVERSION:3.0\nEMAIL:bo@li.example\nFN:Bo Li\n{field}:{'x' * 300}\nEND:VCARD\n"
    )
    (tmp_path / "long.vcf").write_text(card.replace("FN:Bo Li\nFN", "FN"))
    told = farmer(f"farmer import {tmp_path / 'long.vcf'} --json").data["shortened"]
    said = {"FN": "name", "TITLE": "title", "NICKNAME": "nickname", "ORG": "company"}[field]
    assert told == [{"line": 1, "field": said}]
    again = farmer(f"farmer import {tmp_path / 'long.vcf'}")
    assert ["shortened", str(tmp_path / "long.vcf"), "1", said] in again.rows
    assert ["new", "0"] in again.rows


def test_the_report_of_a_whole_ledger_counts_what_came(farmer: Farmer, tmp_path: Path) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --new --on 2026-01-05 --at Mixer')
    farmer("farmer mark Ana used")
    farmer('farmer promise add Ana "send the lease"')
    farmer('farmer request add Ana --to Bo --need "a lease for the mill"')
    farmer("farmer tag Ana @chapter")
    farmer(f"farmer export -o {tmp_path / 'all.json'}")
    came = farmer(
        f"farmer --ledger {tmp_path / 'new.db'} import {tmp_path / 'all.json'} --json"
    ).data
    assert (came["new"], came["touchpoints"], came["facts"]) == (2, 2, 1)
    counts = {name: count for name, count in came["whole"].items() if count}
    assert (
        counts.items()
        >= {
            "contacts": 2,
            "contacts.tags": 1,
            "events": 1,
            "touchpoints": 2,
            "facts": 1,
            "promises": 1,
            "requests": 1,
            "requests.steps": 1,
        }.items()
    )
    again = farmer(f"farmer --ledger {tmp_path / 'new.db'} import {tmp_path / 'all.json'}")
    assert ["unchanged", "2"] in again.rows
    assert not [row for row in again.rows if row[0] == "promises"]
