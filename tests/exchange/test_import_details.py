"""Own fields, postal addresses, relations and days: brought in, changed, shown, given out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.exchange.test_import_edited import card
from tests.ledger.making import raw

CARD = (
    "FN:Ana Ruiz",
    "ADR;TYPE=HOME:;;1 Mill Road;Ebury;;;",
    "RELATED;TYPE=spouse;VALUE=text:Bo Tran",
    "RELATED;TYPE=child;VALUE=text:Mia",
    "ANNIVERSARY:20100612",
)


@pytest.fixture
def ana(farmer: Farmer, tmp_path: Path) -> Farmer:
    """Somebody with one of each, and a field of the user's own."""
    farmer(f"farmer import {card(tmp_path, *CARD)}")
    farmer("farmer edit Ana --set 'shoe size=39'")
    return farmer


def noted(farmer: Farmer, more: str = "") -> dict[str, str]:
    shown = farmer(f"farmer show Ana --json {more}").data
    return {each["label"]: each["value"] for each in shown["details"]}


def test_all_of_it_is_shown_and_children_only_where_they_are_asked_for(ana: Farmer) -> None:
    without = {
        "home": "1 Mill Road, Ebury",
        "spouse": "Bo Tran",
        "anniversary": "2010-06-12",
        "shoe size": "39",
    }
    assert noted(ana) == without
    assert noted(ana, "--children") == {**without, "child": "Mia"}
    assert ana("farmer show Ana --json").data["children_left_out"] == 1
    for command in ("show Ana", "prepare Ana", "find Mia", "export", "export --format vcard"):
        assert "Mia" not in ana(f"farmer {command}").out, command
    for command in ("show Ana", "prepare Ana", "export", "export --for-subject Ana"):
        assert "Mia" in ana(f"farmer {command} --children").out, command
    for form in ("json", "sql", "vcard"):
        done = ana(f"farmer export --format {form}")
        assert ("Mia" in done.out, "--children" in done.err) == (False, True), form
    assert "Mia" in ana("farmer show Ana --pretty").out


def test_a_later_card_changes_what_a_card_brought_and_not_what_was_typed(
    ana: Farmer, tmp_path: Path
) -> None:
    ana("farmer edit Ana --set 'spouse=Bo T.'")
    later = [line.replace("1 Mill Road", "2 Quay").replace("Bo Tran", "Cy Doe") for line in CARD]
    done = ana(f"farmer import {card(tmp_path, *later)} --json").data
    assert [(each["field"], each["told"], each["taken"]) for each in done["changed"]] == [
        ("home", "2 Quay, Ebury", True),
        ("spouse", "Cy Doe", False),
    ]
    assert (noted(ana)["home"], noted(ana)["spouse"]) == ("2 Quay, Ebury", "Bo T.")
    again = ana(f"farmer import {card(tmp_path, *later)} --json").data
    assert again["updated"] == 0
    ana("farmer undo")
    assert noted(ana)["home"] == "1 Mill Road, Ebury"


def test_an_own_field_is_found_set_anew_and_taken_out(ana: Farmer) -> None:
    assert ana("farmer find 39 --json").data["matches"][0]["person"]["name"] == "Ana Ruiz"
    ana("farmer edit Ana --set 'Shoe Size=40'")
    assert noted(ana).keys() & {"shoe size", "Shoe Size"} == {"Shoe Size"}
    ana("farmer edit Ana --set 'shoe size='")
    assert "39" not in noted(ana).values()
    assert ana("farmer edit Ana --set 'shoe size='").status == 3
    assert ana("farmer edit Ana --set shoe").status == 2
    ana("farmer undo")
    assert noted(ana)["Shoe Size"] == "40"


@pytest.mark.parametrize(
    ("option", "label"),
    [("--keep 'favourite colour'", "favourite colour"), ("--keep 'hue=Favourite Colour'", "hue")],
)
def test_a_column_that_is_kept_is_a_field_of_the_user_s_own(
    farmer: Farmer, tmp_path: Path, option: str, label: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email,Favourite Colour\nAna Ruiz,ana@acme.example,green\n")
    assert farmer(f"farmer import {path} --json --dry-run").data["unused"] == ["favourite colour"]
    done = farmer(f"farmer import {path} {option} --json").data
    assert done["unused"] == []
    assert noted(farmer) == {label: "green"}
    assert farmer(f"farmer import {path} --keep '=x'").status == 2


@pytest.mark.parametrize("name", ["people.csv", "Connections.csv", "people.vcf", "people.zip"])
def test_what_is_to_be_kept_and_is_not_there_is_refused_with_what_there_is(
    name: str, farmer: Farmer, tmp_path: Path
) -> None:
    """A slip of the pen would lose it in silence."""
    path = tmp_path / name
    table = "First Name,Last Name,Connected On,Favourite Colour\nAna,Ruiz,{},red\n"
    if name == "people.vcf":
        path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nROLE:Buyer\nEND:VCARD\n")
    elif name == "people.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.csv", table.format("15 May 2024"))
    else:
        path.write_text(table.format("15 May 2024"))
    for dry in ("", "--dry-run"):
        refused = farmer(f"farmer import {path} --keep 'favorite colour' {dry}")
        assert refused.status == 2
        assert "is called “favorite colour”." in refused.err
        assert ("ROLE" if name == "people.vcf" else "favourite colour") in refused.err
    assert farmer("farmer list --json").data["total"] == 0
    if name != "people.vcf":
        assert farmer(f"farmer import {path} --keep 'hue=favourite colour'").status == 0
        assert noted(farmer) == {"hue": "red"}


@pytest.mark.parametrize("children", ["--children", ""])
@pytest.mark.parametrize(
    ("form", "file"),
    [("json", "whole.json"), ("vcard", "all.vcf"), ("csv", "all"), ("csv", "all/people.csv")],
)
def test_it_goes_out_and_comes_in_again(
    form: str, file: str, children: str, ana: Farmer, tmp_path: Path
) -> None:
    ana("farmer edit Ana --set 'Ål, no 2=\"=tea\", or none' --set 'work address=2 Quay; Ebury'")
    ana(f"farmer export --format {form} {children} -o {tmp_path / file.partition('/')[0]}")
    before = ana(f"farmer show Ana --json {children}").data["details"]
    whole = ana("farmer show Ana --json --children").data["details"]
    assert (len(before), len(whole)) == (7 if children else 6, 7)
    other = f"--ledger {tmp_path / 'other.db'}"
    ana(f"farmer {other} import {tmp_path / file}")
    shown = ana(f"farmer {other} show Ana --json --children").data["details"]
    assert _plain(shown) == _plain(before)
    if form != "json":  # and into the ledger that it came from
        again = ana(f"farmer import {tmp_path / file} --json").data
        assert (again["new"], again["unread"], again["changed"]) == (0, [], [])
        assert ana("farmer show Ana --json --children").data["details"] == whole


def _plain(details: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return sorted((each["what"], each["label"], each["value"]) for each in details)


def test_what_was_changed_in_a_spreadsheet_comes_in(ana: Farmer, tmp_path: Path) -> None:
    ana("farmer add 'Bo Li'")
    ana(f"farmer export --format csv -o {tmp_path / 'out'}")
    path = tmp_path / "out" / "people.csv"
    told = path.read_text(encoding="utf-8").replace(",Bo Li,", ",Bo Tran,")
    path.write_text(told.replace("1 Mill Road", "9 Mill Road"), encoding="utf-8")
    changed = ana(f"farmer import {path} --overwrite --json").data
    assert changed["new"] == 0
    differing = {(each["here"], each["told"], each["taken"]) for each in changed["changed"]}
    assert ("Bo Li", "Bo Tran", False) in differing
    assert noted(ana)["home"] == "9 Mill Road, Ebury"


def test_it_goes_along_with_a_merge_and_is_gone_with_who_is_forgotten(
    ana: Farmer, ledger: Path
) -> None:
    ana("farmer add 'A. Ruiz' --email a@ruiz.example")
    ana("farmer edit c2 --set 'shoe size=39' --set tea=green")
    ana("farmer merge c1 c2")
    assert noted(ana).items() >= {("shoe size", "39"), ("tea", "green")}
    ana("farmer forget Ana --yes")
    with raw(ledger) as db:
        assert db.execute("SELECT count(*) FROM detail").fetchone()[0] == 0
    for word in (b"green", b"Mia", b"Mill Road", b"Bo Tran"):
        assert word not in ledger.read_bytes()


def test_who_is_forgotten_is_named_in_nobody_else_s_details(ana: Farmer, tmp_path: Path) -> None:
    ana("farmer add 'Bo Tran'")
    ana("farmer forget 'Bo Tran' --yes")
    assert "Tran" not in ana("farmer show Ana --json").out
