"""A CRM's day of last contact is one contact of that day, whatever else tells of it, and when."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from farmer.sources import LAST_CONTACT
from tests.conftest import Farmer

DAY = "2026-06-01"
TABLE = "Name,Email,Company,Last contact\nAna Ruiz,ana@port.example,Port,{}\n"


def history(farmer: Farmer, who: str = "Ana") -> list[tuple[str, str, str | None]]:
    found = farmer(f"farmer show {who} --json").data["history"]
    return sorted((each["on"], each["what"], each["by"]) for each in found)


def crm(
    farmer: Farmer, folder: Path, day: str = DAY, name: str = "people.csv"
) -> dict[str, object]:
    path = folder / name
    path.write_text(TABLE.format(day))
    said = farmer(f"farmer import {path} --json")
    assert said.status == 0
    return dict(said.data)


def test_it_is_recorded_once_and_a_later_day_beside_it(farmer: Farmer, isolation: Path) -> None:
    came = [crm(farmer, isolation, day) for day in (DAY, DAY, "2026-06-10")]
    assert [(each["touchpoints"], each["updated"], each["unchanged"]) for each in came] == [
        (1, 0, 0),
        (0, 0, 1),
        (1, 1, 0),
    ]
    found = farmer("farmer show Ana --json").data["history"]
    assert {(each["on"], each["what"], each["by"], each["note"]) for each in found} == {
        (DAY, "message", None, LAST_CONTACT),
        ("2026-06-10", "message", None, LAST_CONTACT),
    }


def mail(folder: Path) -> str:
    path = folder / "letter.eml"
    path.write_text(
        "From: Ana Ruiz <ana@port.example>\nTo: Kim Doe <kim@doe.example>\nSubject: hello\n"
        "Date: Mon, 01 Jun 2026 09:15:00 +0000\nMessage-ID: <1@port.example>\n\nhi\n"
    )
    return f"farmer import {path}"


def calendar(folder: Path) -> str:
    path = folder / "calendar.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VEVENT\r\nUID:one\r\n"
        "DTSTAMP:20260601T080000Z\r\nDTSTART:20260601T100000Z\r\nDTEND:20260601T110000Z\r\n"
        "ORGANIZER:mailto:kim@doe.example\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Ruiz:"
        "mailto:ana@port.example\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return f"farmer import {path}"


def other_crm(folder: Path) -> str:
    path = folder / "other.csv"
    path.write_text(
        f"Full name,Email,Last interaction\nAna Ruiz,ana@port.example,{DAY}T08:15:00Z\n"
    )
    return f"farmer import {path}"


def table(folder: Path) -> str:
    path = folder / "people.csv"
    path.write_text(TABLE.format(DAY))
    return f"farmer import {path}"


def typed(_folder: Path) -> str:
    return f"farmer log Ana --kind letter --by me --on {DAY}"


def connected(folder: Path) -> str:
    path = folder / "Connections.csv"
    path.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana,ana@port.example,Port,Buyer,01 Jun 2026\n"
    )
    return f"farmer import {path}"


@pytest.mark.parametrize("steps", list(permutations((mail, table, typed))))
def test_it_counts_beside_nothing_of_its_day_in_whatever_order(
    farmer: Farmer, isolation: Path, steps: tuple[object, ...]
) -> None:
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    farmer("farmer add 'Ana Ruiz' --email ana@port.example --company Port")
    for step in steps:
        assert farmer(step(isolation)).status == 0  # type: ignore[operator]
    assert history(farmer) == [(DAY, "email", "them"), (DAY, "letter", "me")]


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (calendar, (DAY, "meeting", "me")),
        (other_crm, (DAY, "message", None)),
        (connected, (DAY, "connect", None)),
        (lambda _: f"farmer log Ana --kind attempt --on {DAY}", (DAY, "attempt", None)),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_any_other_word_of_the_day_is_the_fuller_one(
    farmer: Farmer, isolation: Path, other: object, left: tuple[str, ...], first: bool
) -> None:
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    farmer("farmer add 'Ana Ruiz' --email ana@port.example --company Port")
    both = [other(isolation), table(isolation)]  # type: ignore[operator]
    for step in both if first else reversed(both):
        assert farmer(step).status == 0
    assert history(farmer) == [left]


def test_files_of_one_import_tell_of_one_contact(farmer: Farmer, isolation: Path) -> None:
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    names = " ".join(each(isolation).removeprefix("farmer import ") for each in (table, mail))
    came = farmer(f"farmer import {names} --json").data
    assert came["touchpoints"] == 1
    assert history(farmer) == [(DAY, "email", "them")]


def test_it_gives_way_where_a_talk_is_moved_to_its_day(farmer: Farmer, isolation: Path) -> None:
    farmer("farmer add 'Ana Ruiz' --email ana@port.example")
    crm(farmer, isolation)
    talk = farmer("farmer log Ana --kind call --on 2026-06-02 --json").data["touchpoints"][0]["id"]
    farmer(f"farmer edit {talk} --on {DAY}")
    assert history(farmer) == [(DAY, "call", None)]
    farmer("farmer undo")
    assert history(farmer) == [(DAY, "message", None), ("2026-06-02", "call", None)]


def test_it_gives_way_where_two_are_made_one(farmer: Farmer, isolation: Path) -> None:
    crm(farmer, isolation)
    farmer("farmer add 'Bo Li'")
    farmer(f"farmer log Bo --kind call --on {DAY}")
    farmer("farmer merge Ana Bo")
    assert history(farmer) == [(DAY, "call", None)]


def test_it_comes_again_where_the_talk_was_taken_out(farmer: Farmer, isolation: Path) -> None:
    crm(farmer, isolation)
    talk = farmer(f"farmer log Ana --kind call --on {DAY} --json").data["touchpoints"][0]["id"]
    crm(farmer, isolation)
    assert history(farmer) == [(DAY, "call", None)]
    farmer(f"farmer remove {talk}")
    crm(farmer, isolation)
    assert history(farmer) == [(DAY, "message", None)]


def test_what_somebody_makes_of_it_stays(farmer: Farmer, isolation: Path) -> None:
    crm(farmer, isolation)
    farmer("farmer edit t1 --note 'about the lease'")
    farmer(f"farmer log Ana --kind call --on {DAY}")
    assert history(farmer) == [(DAY, "call", None), (DAY, "message", None)]


def test_namesakes_are_not_taken_for_one_by_the_day(farmer: Farmer, isolation: Path) -> None:
    path = isolation / "people.csv"
    path.write_text(f"Full name,Job title,Last contact\nAna Ruiz,Buyer,{DAY}\nBo Li,Cook,{DAY}\n")
    farmer(f"farmer import {path}")
    assert history(farmer) == history(farmer, "Bo") == [(DAY, "message", None)]


def test_monica_keeps_it_of_everybody(farmer: Farmer, isolation: Path) -> None:
    contact = {
        "uuid": "c1",
        "properties": {"first_name": "Ana", "last_name": "Ruiz", "last_talked_to": DAY},
        "data": [],
    }
    data = [{"count": 1, "type": "contact", "values": [contact]}]
    path = isolation / "monica.json"
    export = {"version": "1.0", "app_version": "4.1.2", "account": {"uuid": "a", "data": data}}
    path.write_text(json.dumps(export))
    assert farmer(f"farmer import {path}").status == 0
    assert history(farmer) == [(DAY, "message", None)]
