"""A card that was edited since: the same person, by the id that its program gave it."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest

from tests.conftest import Farmer
from tests.ledger.making import content, raw

UID = "urn:uuid:11111111-1111-4111-8111-111111111111"


def card(folder: Path, *lines: str, uid: str = UID) -> Path:
    path = folder / "cards.vcf"
    told = ("BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", *lines, "END:VCARD", "")
    path.write_text("\r\n".join(told), encoding="utf-8")
    return path


def crm(folder: Path, *cells: str) -> Path:
    path = folder / "crm.csv"
    header = "Record ID,First Name,Last Name,Email,Company Name\n"
    path.write_text(header + ",".join(cells) + "\n", encoding="utf-8")
    return path


def test_a_renamed_card_is_the_same_person_and_is_said_to_be_renamed(
    farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz')}")
    before = content(ledger)
    path = card(tmp_path, "FN:Ana Marsh", "ORG:Beta", "EMAIL:ana@beta.example")
    tried = farmer(f"farmer import {path} --dry-run --json").data
    assert content(ledger) == before
    done = farmer(f"farmer import {path} --json").data
    assert (done["new"], done["updated"], done["changed"]) == (0, 1, tried["changed"])
    (changed,) = done["changed"]
    assert (changed["here"], changed["told"], changed["renamed"]) == ("Ana Ruiz", "Ana Marsh", True)
    shown = farmer("farmer show 'Ana Marsh' --json").data
    assert (shown["company"], shown["former"][0]["value"]) == ("Beta", "Ana Ruiz")
    again = farmer(f"farmer import {path} --json").data
    assert (again["new"], again["updated"], again["changed"]) == (0, 0, [])
    farmer("farmer undo")
    assert farmer("farmer show c1 --json").data["person"]["name"] == "Ana Ruiz"


def test_a_name_that_was_typed_stays_and_what_differs_is_told(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz', 'ORG:Acme')}")
    farmer("farmer edit Ana --name 'Ana Ruiz Soler' --company Voss")
    path = card(tmp_path, "FN:Ana Marsh", "ORG:Beta")
    done = farmer(f"farmer import {path} --json").data
    assert {(each["field"], each["told"], each["taken"]) for each in done["changed"]} == {
        ("name", "Ana Marsh", False),
        ("company", "Beta", False),
    }
    assert farmer("farmer show Ana --json").data["person"]["name"] == "Ana Ruiz Soler"


def test_an_address_that_an_edited_card_has_no_more_is_of_the_past(
    farmer: Farmer, tmp_path: Path
) -> None:
    old, new = "EMAIL:ana@old.example", "EMAIL:ana@new.example"
    farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz', old, 'TEL:+34600111222')}")
    farmer("farmer edit Ana --email mine@typed.example")
    done = farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz', new)} --json").data
    assert [(each["field"], each["here"], each["told"]) for each in done["changed"]] == [
        ("email", "ana@old.example", "ana@new.example")
    ]
    until = {
        each["value"]: each["until"] for each in farmer("farmer show Ana --json").data["handles"]
    }
    assert until == {
        "ana@new.example": None,
        "mine@typed.example": None,
        "+34600111222": None,
        "ana@old.example": "2026-06-15",
    }


@pytest.mark.parametrize("column", ["firm", "company"])
def test_what_an_import_filled_in_of_somebody_typed_a_later_one_may_change(
    farmer: Farmer, tmp_path: Path, column: str
) -> None:
    farmer("farmer add 'Ana Ruiz' --email ana@acme.example")
    if column == "firm":
        farmer("farmer edit Ana --company Voss")
    for firm in ("Acme", "Beta"):
        farmer(f"farmer import {crm(tmp_path, '901', 'Ana', 'Ruiz', 'ana@acme.example', firm)}")
    shown = farmer("farmer show Ana --json").data["company"]
    assert shown == ("Voss" if column == "firm" else "Beta")


def test_an_id_that_is_counted_up_takes_nobody_for_somebody_else(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer(f"farmer import {crm(tmp_path, '7', 'Ana', 'Ruiz', 'ana@acme.example', 'Acme')}")
    again = farmer(f"farmer import {crm(tmp_path, '7', 'Ana', 'Marsh', '', '')} --json").data
    assert (again["new"], again["changed"][0]["renamed"]) == (0, True)
    other = farmer(f"farmer import {crm(tmp_path, '7', 'Bo', 'Li', '', '')} --json").data
    assert (other["new"], other["changed"]) == (1, [])


def test_two_cards_of_one_id_are_two_people_however_often_they_come(
    farmer: Farmer, tmp_path: Path
) -> None:
    path = card(tmp_path, "FN:Tom Marlow", "TEL:+34600111222")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("Tom", "Greta"), encoding="utf-8")
    assert farmer(f"farmer import {path} --json").data["new"] == 2
    again = farmer(f"farmer import {path} --json").data
    assert (again["new"], again["updated"], again["changed"]) == (0, 0, [])


def test_the_id_goes_along_with_a_merge_and_with_an_export(farmer: Farmer, tmp_path: Path) -> None:
    farmer("farmer add 'A. Ruiz' --email ana@acme.example")
    farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz')}")
    farmer("farmer merge c1 c2")
    whole, other = tmp_path / "whole.json", tmp_path / "other.db"
    whole.write_text(farmer("farmer export").out, encoding="utf-8")
    farmer(f"farmer --ledger {other} import {whole}")
    for ledger in ("", f"--ledger {other} "):
        done = farmer(f"farmer {ledger}import {card(tmp_path, 'FN:Ana Marsh')} --json").data
        assert done["new"] == 0
    ids = json.loads(farmer("farmer export").out)["contacts"][0]["identifiers"]
    assert ids == [{"source": "vcard", "value": UID, "recorded_on": "2026-06-15"}]
    assert UID not in farmer("farmer export --format vcard").out


def test_who_was_forgotten_is_known_by_the_id_and_nothing_of_it_is_kept(
    farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    path = card(tmp_path, "FN:Ana Ruiz")
    farmer(f"farmer import {path}")
    assert farmer("farmer forget Ana --yes --json").data["recognised"]
    assert UID.encode() not in ledger.read_bytes()
    done = farmer(f"farmer import {path} --json").data
    assert (done["new"], done["forgotten"]) == (0, 1)


def test_the_letter_to_somebody_says_by_what_files_know_them(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer(f"farmer import {card(tmp_path, 'FN:Ana Ruiz')}")
    assert UID in farmer("farmer export --for-subject Ana").out.replace("\\", "")


def test_ids_that_an_older_ledger_has_in_its_touchpoints_are_brought_along(
    farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    """Whoever was connected is known by the profile when the touchpoint is gone, too."""
    path = tmp_path / "Connections.csv"
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    row = "Ana,Ruiz,https://www.linkedin.com/in/anaruiz,,Acme,Buyer,12 Jan 2024\n"
    path.write_text(header + row, encoding="utf-8")
    farmer(f"farmer import {path}")
    with raw(ledger) as db:
        known = db.execute("SELECT source, value FROM identifier ORDER BY value").fetchall()
    assert [tuple(each) for each in known] == [
        ("linkedin", "ana ruiz|2024-01-12"),
        ("linkedin", "linkedin.com/in/anaruiz"),
    ]


def table(folder: Path, name: str, note: str) -> Path:
    path = folder / name
    path.write_text(f"Name,Email,Notes\nAna Ruiz,ana@x.example,{note}\n", encoding="utf-8")
    return path


def test_a_note_of_another_file_stays_out_and_is_told_until_it_is_taken(
    farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    farmer("farmer add 'Ana Ruiz' --email ana@x.example --note 'Likes tea.\nHas a boat'")
    path = table(tmp_path, "people.csv", "Allergic to nuts")
    before = content(ledger)
    tried = farmer(f"farmer import {path} --dry-run --json").data["changed"]
    done = farmer(f"farmer import {path} --json").data["changed"]
    again = farmer(f"farmer import {path} --json").data["changed"]
    assert tried == done == again
    assert [(each["field"], each["told"], each["taken"]) for each in done] == [
        ("notes", "Allergic to nuts", False)
    ]
    assert content(ledger)["contact"] == before["contact"]
    taken = farmer(f"farmer import {path} --overwrite --json").data["changed"]
    assert [each["taken"] for each in taken] == [True]
    assert farmer("farmer show Ana --json").data["notes"] == "Allergic to nuts"
    farmer("farmer undo")
    assert "boat" in farmer("farmer show Ana --json").data["notes"]


@pytest.mark.parametrize("note", ["likes TEA.", "Has  a boat", '"Has a boat\nLikes tea."'])
def test_a_note_that_is_in_the_one_there_is_tells_nothing(
    farmer: Farmer, tmp_path: Path, note: str
) -> None:
    farmer("farmer add 'Ana Ruiz' --email ana@x.example --note 'Likes tea.\nHas a boat'")
    path = table(tmp_path, "people.csv", note)
    assert farmer(f"farmer import {path} --json").data["changed"] == []


@pytest.mark.parametrize("order", [("one.csv", "two.csv"), ("two.csv", "one.csv")])
def test_of_two_notes_on_somebody_new_the_second_is_told(
    farmer: Farmer, tmp_path: Path, order: tuple[str, str]
) -> None:
    notes = {"one.csv": "Plays chess", "two.csv": "Sings"}
    for name, note in notes.items():
        table(tmp_path, name, note)
    paths = " ".join(str(tmp_path / name) for name in order)
    done = farmer(f"farmer import {paths} --json").data
    assert done["new"] == 1
    (left,) = done["changed"]
    assert {left["here"], left["told"]} == set(notes.values())
    assert farmer("farmer show Ana --json").data["notes"] == left["here"]


@pytest.mark.parametrize(
    ("column", "field", "known", "told"),
    [
        ("Notes", "notes", "Likes tea. Has a boat", "Likes tea."),
        ("Birthday", "birthday", "1980-05-04", "--05-04"),
        ("Company", "company", "Acme Inc.", "Acme"),
        ("Where we met", "met_at", "Spring fair", "Fair"),
    ],
)
def test_the_files_value_that_is_taken_is_told_whatever_it_is(
    farmer: Farmer, tmp_path: Path, column: str, field: str, known: str, told: str
) -> None:
    """Less of a note too, a day without its year, and a firm that is only spelt otherwise."""
    path = tmp_path / "people.csv"
    for value in (known, told):
        path.write_text(f"Name,Email,{column}\nAna Ruiz,ana@x.example,{value}\n", encoding="utf-8")
        kept = farmer(f"farmer import {path} --json").data["changed"]
        if value == told:
            taken = farmer(f"farmer import {path} --overwrite --json").data["changed"]
    assert not any(each["taken"] for each in kept)
    assert [(each["field"], each["here"], each["told"]) for each in taken] == [(field, known, told)]
    assert farmer(f"farmer import {path} --overwrite --json").data["changed"] == []


def test_of_two_firms_of_somebody_new_the_second_is_told(farmer: Farmer, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "Name,Email,Company,Job Title\nAna Ruiz,ana@x.example,Acme,Buyer\n"
        "Ana Ruiz,ana@x.example,Beta,Clerk\n"
        "Bo Li,bo@x.example,Acme,\nBo Li,bo@x.example,Acme Inc.,\n",
        encoding="utf-8",
    )
    tried = farmer(f"farmer import {path} --dry-run --json").data["changed"]
    done = farmer(f"farmer import {path} --json").data["changed"]
    told = {each["field"]: {each["here"], each["told"]} for each in done}
    assert told == {"company": {"Acme", "Beta"}, "title": {"Buyer", "Clerk"}}
    assert tried == done
    shown = farmer("farmer show Ana --json").data
    assert [shown["company"], shown["title"]] == [each["here"] for each in done]


def test_a_fuller_name_is_no_other_whatever_title_the_card_has(
    farmer: Farmer, tmp_path: Path
) -> None:
    (tmp_path / "a.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nN:Ruiz;Ana;;Dr.;\nFN:Dr. Ana Ruiz\n"
        "EMAIL:ana@x.example\nEND:VCARD\n"
    )
    farmer(f"farmer import {tmp_path / 'a.vcf'}")
    table(tmp_path, "b.csv", "").write_text("Name,Email\nAna María Ruiz,ana@x.example\n")
    assert farmer(f"farmer import {tmp_path / 'b.csv'} --json").data["changed"] == []


def test_what_differs_stands_below_the_name_of_its_file(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table(tmp_path, "one.csv", "Sings")
    table(tmp_path, "two.csv", "Plays chess")
    with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
        told = farmer("farmer import one.csv two.csv").out
    assert told.index("two.csv") < told.index("1 note differs")
    assert "one.csv" not in told


def test_a_column_that_two_tables_of_a_file_have_is_named_once(
    farmer: Farmer, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email,Size,Size\nAna Ruiz,ana@x.example,39,40\n")
    assert farmer(f"farmer import {path} --json").data["files"][0]["unused"] == ["size"]
