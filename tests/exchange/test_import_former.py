"""Who had another firm before is found by it: by files, by what is typed, in any order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.exchange.test_import_newer import linkedin


def table(folder: Path, company: str, name: str = "Ana Ruiz") -> Path:
    """A table that has no address of hers."""
    path = folder / "table.csv"
    path.write_text(f'Name,Company,Birthday\n{name},"{company}",1980-05-04\n', encoding="utf-8")
    return path


def people(farmer: Farmer) -> list[str]:
    return [each["company"] for each in json.loads(farmer("farmer export").out)["contacts"]]


@pytest.mark.parametrize("written", ["Old Works", "OLD WORKS Ltd.", "old works, GmbH"])
def test_a_file_that_knows_the_firm_of_before_is_about_the_same_person(
    written: str, farmer: Farmer, tmp_path: Path
) -> None:
    for company in ("Old Works", "New Works"):
        farmer(f"farmer import {linkedin(tmp_path, company, 'Buyer')}")
    came = farmer(f"farmer import {table(tmp_path, written)} --json").data
    assert (came["new"], came["updated"], came["unsure"]) == (0, 1, [])
    assert people(farmer) == ["New Works"]
    assert farmer("farmer show Ana --json").data["birthday"] == "1980-05-04"


def test_each_of_the_firms_before_counts_and_no_other(farmer: Farmer, tmp_path: Path) -> None:
    for company in ("First Works", "Second Works", "Third Works"):
        farmer(f"farmer import {linkedin(tmp_path, company, 'Buyer')}")
    for company in ("First Works", "Second Works", "Third Works"):
        assert farmer(f"farmer import {table(tmp_path, company)} --json").data["new"] == 0
    other = farmer(f"farmer import {table(tmp_path, 'Other Works')} --json").data
    assert (other["new"], len(other["unsure"])) == (1, 1)


def test_a_firm_that_was_typed_counts_and_one_that_was_a_slip_does_not(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer("farmer add 'Ana Ruiz' --company 'Old Works'")
    farmer("farmer edit Ana --company 'New Works'")
    assert (
        farmer(f"farmer import {linkedin(tmp_path, 'Old Works', 'Buyer')} --json").data["new"] == 0
    )
    farmer("farmer add 'Bo Li' --company 'Slip Works'")
    farmer("farmer edit Bo --company 'Right Works' --correction")
    came = farmer(f"farmer import {table(tmp_path, 'Slip Works', 'Bo Li')} --json").data
    assert (came["new"], [each["reasons"] for each in came["unsure"]]) == (1, [["same name"]])


def test_a_move_that_is_undone_leaves_no_firm_behind(farmer: Farmer, tmp_path: Path) -> None:
    for company in ("Old Works", "New Works"):
        farmer(f"farmer import {linkedin(tmp_path, company, 'Buyer')}")
    farmer("farmer undo")
    assert farmer(f"farmer import {table(tmp_path, 'New Works')} --json").data["new"] == 1


def test_the_firm_of_before_of_whoever_was_merged_counts(farmer: Farmer, tmp_path: Path) -> None:
    farmer("farmer add 'Ana Ruiz' --company 'Old Works'")
    farmer("farmer add 'A. Ruiz' --company 'New Works'")
    farmer("farmer merge 'A. Ruiz' 'Ana Ruiz'")
    [company] = people(farmer)
    for told in ("Old Works", "New Works"):
        came = farmer(f"farmer import {table(tmp_path, told)} --json").data
        assert came["new"] == 0, (company, told)


def test_of_two_of_a_name_the_one_who_was_there_is_meant(farmer: Farmer, tmp_path: Path) -> None:
    farmer("farmer add 'Ana Ruiz' --company 'Old Works'")
    farmer("farmer edit Ana --company 'New Works'")
    farmer("farmer add 'Ana Ruiz' --company Quay")
    farmer(f"farmer import {table(tmp_path, 'Old Works')}")
    whole = json.loads(farmer("farmer export").out)["contacts"]
    born = {each["company"]: each["birthday"] for each in whole}
    assert born == {"New Works": "1980-05-04", "Quay": ""}


def test_two_who_were_at_one_firm_are_proposed_as_one(farmer: Farmer) -> None:
    farmer("farmer add 'Ana Ruiz' --company 'Old Works'")
    farmer("farmer edit Ana --company 'New Works'")
    farmer("farmer add 'Ana Ruiz' --company 'Old Works Ltd'")
    [pair] = farmer("farmer duplicates --json").data["pairs"]
    assert {pair["one"]["name"], pair["other"]["name"]} == {"Ana Ruiz"}
