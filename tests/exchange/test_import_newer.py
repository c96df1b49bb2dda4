"""A file that is newer than the last of its kind: firms and titles change, and keep their past."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.ledger.making import content

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
URL = "https://www.linkedin.com/in/anaruiz"


def linkedin(folder: Path, company: str, title: str, more: str = "") -> Path:
    path = folder / "Connections.csv"
    row = f"Ana,Ruiz,{URL},,{company},{title},12 Jan 2024\n"
    path.write_text(HEADER + row + more, encoding="utf-8")
    return path


def card(folder: Path, company: str, title: str) -> Path:
    path = folder / "cards.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@ruiz.example\n"
        f"ORG:{company}\nTITLE:{title}\nEND:VCARD\n",
        encoding="utf-8",
    )
    return path


def google(folder: Path, company: str, title: str) -> Path:
    path = folder / "contacts.csv"
    path.write_text(
        "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,"
        f"E-mail 1 - Value\nAna,Ruiz,{company},{title},Work,ana@ruiz.example\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("write", [linkedin, card, google])
def test_a_newer_file_of_the_kind_brings_the_new_firm_and_keeps_the_old(
    write: object, farmer: Farmer, tmp_path: Path, ledger: Path
) -> None:
    assert callable(write)
    farmer(f"farmer import {write(tmp_path, 'Old Works', 'Buyer')}")
    before = content(ledger)
    file = write(tmp_path, "New Works", "Head of Buying")
    tried = farmer(f"farmer import {file} --dry-run --json").data["changed"]
    assert content(ledger) == before
    imported = farmer(f"farmer import {file} --json", today="2026-06-20").data
    assert (imported["new"], imported["updated"]) == (0, 1)
    assert imported["changed"] == tried
    assert [(each["here"], each["told"], each["taken"]) for each in tried] == [
        ("Old Works", "New Works", True),
        ("Buyer", "Head of Buying", True),
    ]
    shown = farmer("farmer show Ana --json").data
    assert (shown["company"], shown["title"]) == ("New Works", "Head of Buying")
    assert {(each["value"], each["until"]) for each in shown["former"]} == {
        ("Old Works", "2026-06-20"),
        ("Buyer", "2026-06-20"),
    }
    again = farmer(f"farmer import {file} --json").data
    assert (again["updated"], again["changed"]) == (0, [])
    stale = farmer(f"farmer import {write(tmp_path, 'Old Works', 'Buyer')} --json").data
    assert (stale["updated"], stale["changed"]) == (0, [])
    farmer("farmer undo")
    assert content(ledger) == before


def test_what_was_typed_or_came_from_elsewhere_stays_and_the_file_is_told_to_differ(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer(f"farmer import {linkedin(tmp_path, 'Old Works', 'Buyer')}")
    farmer("farmer edit Ana --company 'My Works' --correction")
    imported = farmer(f"farmer import {linkedin(tmp_path, 'New Works', 'Clerk')} --json").data
    told = {each["field"]: (each["told"], each["taken"]) for each in imported["changed"]}
    assert told == {"company": ("New Works", False), "title": ("Clerk", True)}
    assert farmer("farmer show Ana --json").data["company"] == "My Works"
    assert "differs" in farmer(f"farmer import {linkedin(tmp_path, 'New Works', 'Clerk')}").out
    farmer("farmer edit Ana --email ana@ruiz.example")
    other = farmer(f"farmer import {card(tmp_path, 'Quay', 'Chief')} --json").data
    assert not any(each["taken"] for each in other["changed"])
    preferred = farmer(f"farmer import {card(tmp_path, 'Quay', 'Chief')} --prefer file --json")
    assert all(each["taken"] for each in preferred.data["changed"])
    assert {each["value"] for each in farmer("farmer show Ana --json").data["former"]} == {
        "Buyer",
        "My Works",
        "Clerk",
    }


def test_two_rows_of_one_file_change_nothing_to_and_fro(farmer: Farmer, tmp_path: Path) -> None:
    twice = f"Ana,Ruiz,{URL},,Other Works,Cook,12 Jan 2024\n"
    file = linkedin(tmp_path, "Old Works", "Buyer", twice)
    farmer(f"farmer import {file}")
    first = farmer("farmer show Ana --json").data
    assert farmer(f"farmer import {file} --json").data["updated"] == 0
    assert farmer("farmer show Ana --json").data == first


def test_the_newest_address_is_used_first_unless_one_is_marked(
    farmer: Farmer, tmp_path: Path
) -> None:
    def table(email: str) -> Path:
        path = tmp_path / "people.csv"
        path.write_text(f"Name,Company,E-mail\nAna Ruiz,Port,{email}\n", encoding="utf-8")
        return path

    def used() -> list[str]:
        return [each["value"] for each in farmer("farmer show Ana --json").data["handles"]]

    farmer(f"farmer import {table('ana@old.example')}")
    assert farmer(f"farmer import {table('ana@new.example')} --json").data["updated"] == 1
    assert used() == ["ana@new.example", "ana@old.example"]
    farmer("farmer edit Ana --prefer ana@old.example")
    farmer(f"farmer import {table('ana@third.example')}")
    assert used()[0] == "ana@old.example"
    assert farmer(f"farmer import {table('ana@third.example')} --json").data["updated"] == 0


def test_a_later_list_of_the_kind_renames_and_one_of_another_kind_only_differs(
    farmer: Farmer, tmp_path: Path
) -> None:
    """After a wedding LinkedIn has the same profile and another surname."""
    file = linkedin(tmp_path, "Works", "Buyer")
    farmer(f"farmer import {file}")
    file.write_text(file.read_text().replace("Ana,Ruiz", "Ana,Marsh"), encoding="utf-8")
    imported = farmer(f"farmer import {file} --json").data
    assert (imported["new"], imported["updated"]) == (0, 1)
    [changed] = imported["changed"]
    assert (changed["field"], changed["here"], changed["told"], changed["taken"]) == (
        "name", "Ana Ruiz", "Ana Marsh", True,
    )  # fmt: skip
    shown = farmer("farmer show 'Ana Ruiz' --json").data
    assert shown["person"]["name"] == "Ana Marsh"
    assert [(each["what"], each["value"]) for each in shown["former"]] == [("name", "Ana Ruiz")]
    again = farmer(f"farmer import {file} --json").data
    assert (again["new"], again["updated"], again["changed"]) == (0, 0, [])
    farmer("farmer edit c1 --name 'Ana Ruiz-Gil'")
    typed = farmer(f"farmer import {file} --json").data
    assert (typed["new"], typed["updated"]) == (0, 0)
    assert farmer("farmer show c1 --json").data["person"]["name"] == "Ana Ruiz-Gil"


def test_a_connection_is_known_by_name_and_day_where_the_profile_is_new(
    farmer: Farmer, tmp_path: Path
) -> None:
    """LinkedIn told no profiles before 2020; and whoever likes chooses another address."""
    file = tmp_path / "Connections.csv"
    file.write_text(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,,Acme,Buyer,15 May 2021\nBo,Li,,East,CTO,16 May 2021\n"
    )
    farmer(f"farmer import {file}")
    for profile in ("ana-ruiz-4711", "anaruiz"):
        file.write_text(
            f"{HEADER}Ana,Ruiz,https://www.linkedin.com/in/{profile},,Beta,Cook,15 May 2021\n"
            "Bo,Li,https://www.linkedin.com/in/bo-li,,West,CTO,17 May 2021\n"
        )
        imported = farmer(f"farmer import {file} --json").data
        assert imported["touchpoints"] == (1 if profile == "ana-ruiz-4711" else 0)
    names = [line[1] for line in farmer("farmer list").rows]
    assert sorted(names) == ["Ana Ruiz", "Bo Li", "Bo Li"]
    file.write_text(
        f"{HEADER}Cy,Doe,https://www.linkedin.com/in/cy-1,,,,15 May 2021\n"
        "Cy,Doe,https://www.linkedin.com/in/cy-2,,,,15 May 2021\n"
    )
    assert farmer(f"farmer import {file} --json").data["new"] == 2


def test_who_wrote_and_who_was_written_to_is_one_in_messages_without_profiles(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer("farmer config set me 'Kim Doe'")
    header = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    profile = "https://www.linkedin.com/in/"
    rows = [
        "c1,Kim Doe,,Ana Ruiz,2023-03-01 10:00:00 UTC,,x,INBOX\n",
        f"c1,Ana Ruiz,{profile}ana-ruiz,Kim Doe,2023-03-02 10:00:00 UTC,,x,INBOX\n",
        f"c2,Bo Li,{profile}bo-1,Kim Doe,2023-03-02 10:00:00 UTC,,x,INBOX\n",
        f"c3,Bo Li,{profile}bo-2,Kim Doe,2023-03-03 10:00:00 UTC,,x,INBOX\n",
    ]
    file = tmp_path / "messages.csv"
    for order in (rows, rows[::-1]):
        file.write_text(header + "".join(order))
        imported = farmer(f"farmer import {file} --json").data
    assert (imported["new"], imported["touchpoints"]) == (0, 0)
    assert sorted(line[1] for line in farmer("farmer list").rows) == ["Ana Ruiz", "Bo Li", "Bo Li"]
    older = tmp_path / "older.csv"
    older.write_text(header + "c9,Kim Doe,,Ana Ruiz,2022-03-01 10:00:00 UTC,,x,INBOX\n")
    assert farmer(f"farmer import {older} --json").data["new"] == 0
