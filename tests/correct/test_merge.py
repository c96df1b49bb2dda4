"""One person recorded twice, as it comes to light and is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.model import Contact, Handle
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer
from tests.ledger.making import DAY, NOW, content


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
    assert (ana["person"]["name"], ana["nickname"]) == ("Ana Ruiz", "")
    assert {"what": "spelling", "value": "Ana R. Ruiz", "until": None} in ana["former"]
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


@pytest.mark.parametrize(
    ("option", "one", "other", "shown"),
    [
        ("--company", "Old Works", "New Works", "New Works"),
        ("--title", "Buyer", "Head of Buying", "Head of Buying"),
        ("--birthday", "12 May 1984", "13 May", "13 May"),
        ("--met-at", "Gala", "Mixer", "Mixer"),
        ("--met-on", "2025-03-01", "2026-03-01", "1 Mar 2026"),
        ("--cadence", "30", "90", "90 days"),
        ("--through", "c1", "c2", "Bo Li"),
        ("--note", "sails", "bakes", "bakes"),
    ],
)
def test_where_two_records_differ_both_values_are_shown_and_kept(
    farmer: Farmer, ledger: Path, option: str, one: str, other: str, shown: str
) -> None:
    """The same before and after; and all of it comes back."""
    farmer('farmer add "Cy Ode"')
    farmer('farmer add "Bo Li"')
    farmer(f'farmer add "Ana Ruiz" {option} "{one}"')
    farmer(f'farmer add "Ana Marlow" {option} "{other}"')
    before = content(ledger)
    tried = farmer("farmer merge c3 c4 --dry-run")
    assert content(ledger) == before
    done = farmer("farmer merge c3 c4")
    assert done.out.replace("gone", "") == tried.out.replace("gone", "")
    value = farmer("farmer show c3").out
    assert shown in value
    if option not in ("--note", "--cadence", "--through"):
        for told in (one, other):
            assert told.split()[0] in tried.out or option in ("--birthday", "--met-on")
    if option in ("--company", "--title", "--met-at", "--note"):
        for told in (one, other):
            assert farmer(f'farmer find "{told}" --json').data["matches"][0]["person"]["id"] == "c3"
    farmer("farmer undo")
    assert content(ledger) == before


def test_a_script_is_told_what_gives_way(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz" --company Port --cadence 90')
    farmer('farmer add "Ana Ruiz" --company Mill --cadence 30 --title Cook')
    merged = farmer("farmer merge c1 c2 --json").data
    told = {field["field"]: (field["value"], field["other"]) for field in merged["fields"]}
    assert told["company"] == ("Port", "Mill")
    assert told["cadence_days"] == (30, 90)
    assert told["title"] == ("Cook", None)
    shown = farmer("farmer show c1 --json").data
    assert shown["former"] == [{"what": "company", "value": "Mill", "until": None}]


def test_on_a_terminal_it_is_asked_what_stays(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz" --company Port --title Clerk')
    farmer('farmer add "Ana Marlow" --company Mill --title Cook')
    terminal = Terminal("merge", "c1", "c2")
    for question, answer in (("Which name", "2"), ("Which company", ""), ("Which title", "2")):
        terminal.expect(f"{question} stays")
        terminal.expect("Number")
        terminal.type(f"{answer}\n")
    assert terminal.end() == 0
    shown = farmer("farmer show c1 --json").data
    assert (shown["person"]["name"], shown["company"], shown["title"]) == (
        "Ana Marlow",
        "Port",
        "Cook",
    )
    assert {(each["what"], each["value"]) for each in shown["former"]} >= {
        ("company", "Mill"),
        ("title", "Clerk"),
    }


def test_marks_of_addresses_go_along(ledger: Path) -> None:
    """One of a kind is used first; what is theirs no longer stays so."""
    both, phone = Handle("email", "both@x.example"), Handle("phone", "+442079460018")
    with FileLedger(ledger).changing("add", NOW) as change:
        for contact_id, name in ((1, "a"), (2, "b")):
            own = Handle("email", f"{name}@x.example")
            change.add_contact(Contact("Ana Ruiz", added_on=DAY), [own, both, phone])
            change.edit_handle(contact_id, own, {"preferred": True})
        change.edit_handle(2, both, {"until": DAY})
        change.edit_handle(2, phone, {"preferred": True})
    with FileLedger(ledger).changing("merge", NOW) as change:
        change.merge(1, 2)
    with FileLedger(ledger).reading() as reader:
        found = [(each.handle.value, each.preferred, each.until) for each in reader.addresses(1)]
    assert sorted(found) == [
        ("+442079460018", True, None),
        ("a@x.example", True, None),
        ("b@x.example", False, None),
        ("both@x.example", False, DAY),
    ]
