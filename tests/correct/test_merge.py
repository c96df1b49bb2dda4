"""One person recorded twice, as it comes to light and is mended."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Farmer
from tests.ledger.making import content


def test_two_records_become_one_with_everything_and_can_be_two_again(
    farmer: Farmer, ledger: Path
) -> None:
    farmer('farmer add "Ana Ruiz" --email ana@ruiz.example --company Port')
    farmer('farmer add "Ana R. Ruiz" --email ana@ruiz.example --email a@port.example --title Clerk')
    farmer('farmer log c1 --on 2026-05-01 --note "the lease" --by them')
    farmer("farmer log c2 --on 2026-06-01 --by me")
    farmer('farmer log "Bo Li" --new')
    farmer("farmer tag c1 c2 @golf")
    farmer("farmer tag c2 @port")
    farmer("farmer mark c2 kept --on 2026-06-01")
    farmer('farmer gains c1 --goals "a boat"')
    farmer('farmer gains c2 --goals "a house" --skills tax')
    farmer('farmer promise add c2 "send the lease"')
    farmer('farmer request add c2 --to Bo --need "a talk"')
    farmer('farmer request add c1 --to c2 --need "an odd one"')
    farmer("farmer edit Bo --through c2")
    before = content(ledger)

    (pair,) = farmer("farmer duplicates --json").data["pairs"]
    assert (pair["one"]["id"], pair["other"]["id"]) == ("c1", "c2")
    assert "same e-mail" in pair["reasons"]
    shown = farmer("farmer merge c1 c2 --dry-run --json").data
    assert content(ledger) == before
    done = farmer("farmer merge c1 c2 --json").data
    assert (done["fields"], done["moved"]) == (shown["fields"], shown["moved"])
    assert {field["field"]: field["origin"] for field in done["fields"]}["title"] == "other"

    ana = farmer('farmer show "Ana R. Ruiz" --json').data
    assert (ana["person"]["name"], ana["nickname"]) == ("Ana Ruiz", "Ana R. Ruiz")
    assert {handle["value"] for handle in ana["handles"]} == {"ana@ruiz.example", "a@port.example"}
    assert sorted(ana["tags"]) == ["golf", "port"]
    assert len(ana["history"]) == 3
    gains = farmer("farmer gains c1 --json").data["theirs"]
    assert "a boat; a house" in str(gains)
    assert "tax" in str(gains)
    assert len(farmer("farmer request list --json").data["requests"]) == 2
    odd = farmer("farmer request show r2 --json").data
    assert (odd["target"], odd["target_words"]) == (None, "Ana R. Ruiz")
    assert farmer("farmer show Bo --json").data["met_through"]["id"] == "c1"
    assert Path(done["backup"]).exists()

    assert farmer("farmer undo").status == 0
    assert content(ledger) == before
    farmer("farmer redo")
    assert len(content(ledger)["contact"]) == 2


def test_what_was_merged_stays_merged_when_the_file_is_imported_again(
    farmer: Farmer, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name,Company,Title\nAna R. Ruiz,Port,Clerk\n", encoding="utf-8")
    farmer('farmer add "Ana Ruiz" --company Port')
    farmer(f"farmer import {table}")
    farmer("farmer merge c1 c2")
    again = farmer(f"farmer import {table} --json").data
    assert (again["new"], again["updated"]) == (0, 0)


def test_who_was_told_apart_from_one_is_apart_from_the_merged_one(
    farmer: Farmer, ledger: Path
) -> None:
    for _ in range(3):
        farmer('farmer add "Ana Ruiz"')
    farmer("farmer merge c3 c1 --not-same")
    farmer("farmer merge c3 c2 --not-same")
    farmer("farmer merge c2 c1")
    assert farmer("farmer duplicates --json").data["total"] == 0
    assert len(content(ledger)["not_same"]) == 1


def test_nobody_is_merged_with_themselves(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz"')
    refused = farmer("farmer merge Ana c1")
    assert (refused.status, refused.out) == (2, "")
    assert farmer("farmer merge Ana Nobody").status == 3
    assert farmer("farmer duplicates --least 2").status == 2
