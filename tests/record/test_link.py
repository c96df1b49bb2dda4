"""Who knows whom, as it is told: known of for two years, taken back, made one, forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from farmer.sources import LINK
from tests.conftest import Farmer
from tests.ledger.making import raw


@pytest.fixture
def linked(farmer: Farmer) -> Farmer:
    """Ana and Bo, and Carla, of whom Ana told."""
    farmer("farmer log 'Ana Ruiz' 'Bo Li' --new --on 2026-05-04")
    told = farmer("farmer link Ana 'Carla Voss (Port)' --how 'on the board' --told-by Ana")
    assert told.status == 0
    return farmer


def links(farmer: Farmer, who: str = "Ana") -> list[tuple[str, str, bool]]:
    """Whom somebody knows, as `show` has it."""
    shown = farmer(f"farmer show {who} --json").data["links"]
    return [(each["other"]["name"], each["how"], each["denied"]) for each in shown]


def test_whoever_is_told_of_is_found_and_in_no_list(linked: Farmer) -> None:
    assert links(linked) == [("Carla Voss", "on the board", False)]
    assert links(linked, "Carla") == [("Ana Ruiz", "on the board", False)]
    shown = linked("farmer show Carla --json").data
    assert (shown["source"], shown["company"], shown["history"]) == (LINK, "Port", [])
    assert "Carla" in linked("farmer find Carla").out
    for command in ("list", "list --archived", "stale --limit 0", "today", "export --format vcard"):
        assert "Carla" not in linked(f"farmer {command}").out, command
    assert [row[1] for row in linked("farmer find board").rows] == ["c1"]


def test_link_says_until_when_somebody_stays_known_of_and_telling_it_again_renews(
    linked: Farmer,
) -> None:
    told = linked("farmer link Ana Carla --on 2026-06-01 --json").data
    assert (told["added"], told["known_of"]["name"], told["until"]) == (
        False,
        "Carla Voss",
        "2028-05-31",
    )
    assert told["link"]["how"] == "on the board"  # what is not said stays
    later = linked("farmer link Ana Carla --strength close --json").data
    assert later["until"] > told["until"]
    assert later["link"] | {"strength": None} == told["link"] | {"on": later["link"]["on"]}


def test_talk_makes_somebody_known_of_one_whom_you_know(linked: Farmer) -> None:
    linked("farmer log Carla --kind call")
    assert "Carla Voss" in linked("farmer list").out
    shown = linked("farmer show Carla --json").data
    assert (shown["source"], shown["archived"]) == ("hand", False)
    linked("farmer undo")
    assert "Carla Voss" not in linked("farmer list").out


def test_file_that_has_somebody_known_of_makes_them_one_of_yours(
    linked: Farmer, tmp_path: Path
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Carla Voss\nORG:Port\nEMAIL:c@port.example\nEND:VCARD\n"
    (tmp_path / "c.vcf").write_text(card, encoding="utf-8")
    assert linked(f"farmer import {tmp_path / 'c.vcf'}").status == 0
    assert linked("farmer list").out.count("Carla Voss") == 1
    assert links(linked, "Carla") == [("Ana Ruiz", "on the board", False)]


def test_no_is_kept_and_taken_back(linked: Farmer) -> None:
    linked("farmer link Ana Bo --not --how 'never met'")
    assert ("Bo Li", "never met", True) in links(linked)
    linked("farmer undo")
    assert links(linked, "Bo") == []


def test_link_is_taken_out_by_its_id_and_put_right_by_telling_it_again(linked: Farmer) -> None:
    assert linked("farmer edit k1 --note x").status == 2
    assert linked("farmer remove k1 --dry-run").out.startswith("k1\tlink\tAna Ruiz and Carla Voss")
    linked("farmer remove k1")
    assert links(linked) == []
    linked("farmer undo")
    assert len(links(linked)) == 1


def test_merged_have_each_link_once_and_what_was_told_last(linked: Farmer) -> None:
    linked("farmer link Bo Carla --how 'from school' --on 2026-06-02")
    linked("farmer link Ana Bo --how cousins")
    assert linked("farmer merge Ana Bo").status == 0
    assert links(linked) == [("Carla Voss", "on the board", False)]
    linked("farmer undo")
    assert len(links(linked)) == 2


def test_merged_with_somebody_of_yours_whoever_was_known_of_is_one_of_yours(
    linked: Farmer,
) -> None:
    linked("farmer log 'Carla Voss-Lang' --new")
    assert linked("farmer merge 'Carla Voss' 'Carla Voss-Lang'").status == 0
    assert "Carla Voss" in linked("farmer list").out


def test_forgotten_leave_no_link_and_no_name(linked: Farmer, ledger: Path) -> None:
    linked("farmer link Bo Carla --how 'Ana said so, at school' --told-by Ana")
    linked("farmer remove k1")
    linked("farmer undo")
    assert linked("farmer forget Ana --yes").status == 0
    assert links(linked, "Carla") == [("Bo Li", "(forgotten) said so, at school", False)]
    assert b"Ana" not in ledger.read_bytes()
    with raw(ledger) as db:
        assert db.execute("SELECT count(*) FROM link").fetchone() == (1,)
        images = db.execute("SELECT count(*) FROM change_row WHERE before LIKE '%told_by_id\":1,%'")
        assert images.fetchone() == (0,)


def test_export_and_import_keep_links_and_who_is_only_known_of(
    linked: Farmer, tmp_path: Path
) -> None:
    whole = linked("farmer export").out
    assert [row["how"] for row in json.loads(whole)["links"]] == ["on the board"]
    (tmp_path / "whole.json").write_text(whole, encoding="utf-8")
    other = tmp_path / "other.db"
    assert linked(f"farmer --ledger {other} import {tmp_path / 'whole.json'}").status == 0
    assert linked(f"farmer --ledger {other} export").out == whole


def test_letter_about_somebody_tells_that_they_know_others_and_not_whom(linked: Farmer) -> None:
    letter = linked("farmer export --for-subject Ana").out
    assert "that you know somebody else, on the board" in letter
    assert "Carla" not in letter


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("link Zed Bo", 3, "nobody called “Zed”"),
        ("link Ana Bo --told-by Zed", 3, "nobody called “Zed”"),
        ("link Ana 'Karla Voss'", 3, "Did you mean"),
        ("link Ana Ana", 2, "both sides"),
        ("link Ana 'ANA  ruiz'", 2, "both sides"),
        ("link Ana c1", 2, "both sides"),
        ("link Ana 'Zed Oak' --not", 3, "nothing to deny"),
        ("link Ana Bo --strength fond", 2, "no strength"),
        ("link Ana Bo --strength met --not", 2, "do not go together"),
        ("link Ana @golf", 2, "is a group"),
        ("link Ana Bo --on 2999-01-01", 2, ""),
    ],
)
def test_what_cannot_be_noted_is_refused(
    linked: Farmer, typed: str, status: int, said: str
) -> None:
    before = linked("farmer export").told
    refused = linked(f"farmer {typed}")
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert linked("farmer export").told == before


def test_somebody_new_of_a_near_name_is_added_where_that_is_said(linked: Farmer) -> None:
    assert linked("farmer link Ana 'Karla Voss' --new").status == 0
    assert len(links(linked)) == 2


@pytest.mark.parametrize("typed", ["CARLA VOSS", "carla  voss", "Cárla Vóss", "c3"])
def test_whoever_is_told_of_again_in_other_letters_is_the_same(linked: Farmer, typed: str) -> None:
    told = linked(f"farmer link Bo '{typed}' --how 'from school' --json").data
    assert (told["added"], told["link"]["other"]["id"]) == (False, "c3")


def test_who_stands_between_two_others_is_forgotten_with_both_links_and_every_word(
    linked: Farmer, ledger: Path
) -> None:
    linked("farmer log 'Di Moss' --new")
    for told in ("Carla Di --how 'Carla was at school with Di' --told-by Carla", "Ana Di"):
        assert linked(f"farmer link {told}").status == 0
    linked("farmer link Bo Di --how x --told-by Carla")
    linked("farmer merge Ana Bo")
    linked("farmer undo")
    linked("farmer remove k2")
    linked("farmer undo")
    assert linked("farmer forget Carla --yes").status == 0
    assert [other for other, *_ in links(linked, "Di")] == ["Ana Ruiz", "Bo Li"]
    everything = ledger.read_bytes() + b"".join(
        path.read_bytes() for path in ledger.parent.rglob("*") if path.is_file()
    )
    assert b"Carla" not in everything
    assert b"Voss" not in everything


def test_merging_two_who_know_each_other_leaves_no_link_to_oneself_and_is_taken_back(
    linked: Farmer,
) -> None:
    linked("farmer link Bo Carla --how 'from school'")
    linked("farmer link Ana Bo --how cousins")
    before = linked("farmer export").told
    for one, other in (("Ana", "Bo"), ("Bo", "Ana"), ("Carla", "Bo")):
        assert linked(f"farmer merge {one} {other}").status == 0
        for who in (one, "Carla"):
            assert all(name != who for name, *_ in links(linked, who)), (one, other)
        assert linked("farmer undo").status == 0
        assert linked("farmer export").told == before


def test_link_follows_its_two_through_archive_merge_and_their_undoing(linked: Farmer) -> None:
    """And goes out and comes in as it is in between."""
    linked("farmer log 'Di Moss' --new")
    linked("farmer link Di Carla --how 'at the mill' --strength close --told-by Bo")
    whole = linked("farmer export").told
    for done in ("archive Ana", "merge Bo Di", "merge Ana Bo", "archive Carla", "merge Di Carla"):
        linked(f"farmer {done}")
        named = {each["id"] for each in linked("farmer export").envelope["contacts"]}
        for each in linked("farmer export").envelope["links"]:
            ends = [each["contact_id"], each["other_id"]]
            assert len({*ends} & named) == 2, done
            assert ends == sorted(ends), done
            assert each["told_by_id"] in {None, *named}, done
    while linked("farmer export").told != whole:
        assert linked("farmer undo").status == 0


def test_two_ledgers_with_links_on_both_sides_become_one_with_each_once(
    linked: Farmer, ledger: Path
) -> None:
    """Of what both told of the same two one stands; a removal and a newcomer come along."""
    linked("farmer link Ana Bo --how cousins")
    copy = ledger.with_name("laptop.db")
    copy.write_bytes(ledger.read_bytes())
    there = f"--ledger '{copy}'"
    linked("farmer link Bo Carla --how 'from school'")
    linked("farmer link Bo 'Eva Port' --how 'at sea'")
    linked("farmer remove k2")
    linked(f"farmer link Bo 'Finn Oak' --how 'at tea' {there}")
    linked(f"farmer link Ana Finn --how 'at golf' --told-by Bo {there}")
    linked(f"farmer link Bo Carla --how 'from the mill' {there}")
    assert linked(f"farmer sync '{copy}'").status == 0
    told = {(name, how) for who in ("Ana", "Bo") for name, how, _ in links(linked, who)}
    of_carla = {how for name, how in told if name == "Carla Voss"}
    assert of_carla - {"from school", "from the mill"} == {"on the board"}
    assert len(of_carla) == 2  # told in the same second, chance decides which stands
    assert {name for name, _ in told} == {"Carla Voss", "Eva Port", "Finn Oak"}
    assert len(links(linked, "Carla")) == 2
    assert linked("farmer list").out.count("Oak") == 0  # known of stays that
    assert linked("farmer find Finn").rows
    assert linked("farmer doctor").status == 0
    after = linked("farmer export").told
    linked(f"farmer sync '{copy}'")
    assert linked("farmer export").told == after
    assert linked(f"farmer forget Finn --yes --ledger '{copy}'").status == 0
    assert linked(f"farmer sync '{copy}'").status == 0
    assert not linked("farmer find Finn").rows
    assert b"Finn" not in ledger.read_bytes()
