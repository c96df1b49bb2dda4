"""Own fields, postal addresses, relations and days: brought in, changed, shown, given out."""

from __future__ import annotations

import json
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


def test_it_goes_out_and_comes_in_again(ana: Farmer, tmp_path: Path) -> None:
    whole, cards = tmp_path / "whole.json", tmp_path / "all.vcf"
    whole.write_text(ana("farmer export --children").out, encoding="utf-8")
    cards.write_text(ana("farmer export --format vcard --children").out, encoding="utf-8")
    before = noted(ana, "--children")
    for number, file in enumerate((whole, cards)):
        other = f"--ledger {tmp_path / f'{number}.db'}"
        ana(f"farmer {other} import {file}")
        shown = ana(f"farmer {other} show Ana --json --children").data["details"]
        assert {each["label"]: each["value"] for each in shown} == before
    assert "X-SHOE-SIZE" in cards.read_text(encoding="utf-8")
    lists = json.loads(whole.read_text(encoding="utf-8"))["contacts"][0]["details"]
    assert len(lists) == len(before)


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
