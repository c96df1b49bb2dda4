"""Everybody of a file at one occasion, in one group: ``import --at --on --tag``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

PEOPLE = "Name,Email\nAna Ruiz,ana@acme.example\nBo Li,bo@east.example\n"
AT_THE_FAIR = "--at 'Spring fair' --on 2026-06-03"
LOG = "farmer log 'Ana Ruiz' --at 'Spring fair' --on 2026-06-03 --note tea"


@pytest.fixture
def at_home(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """An empty ledger, and a folder with a table of people."""
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text(PEOPLE)
    return farmer


def touches(farmer: Farmer) -> list[tuple[Any, ...]]:
    """Whose, day, kind, event and note of everything, by whose it is."""
    whole = json.loads(farmer("farmer export").out)
    names = {each["id"]: each["name"] for each in whole["contacts"]}
    events = {each["id"]: each["name"] for each in whole["events"]} | {None: None}
    return sorted(
        (
            names[each["contact_id"]],
            each["on"],
            each["kind"],
            events[each["event_id"]],
            each["note"],
        )
        for each in whole["touchpoints"]
    )


def test_everybody_was_there_and_it_is_no_talk(at_home: Farmer) -> None:
    said = at_home(f"farmer import people.csv {AT_THE_FAIR} --pretty").out
    assert "2 people were at Spring fair on 3 Jun 2026" in said
    assert [each[2:4] for each in touches(at_home)] == [("attended", "Spring fair")] * 2
    assert at_home("farmer check Ana --json").envelope["data"]["asker"]["assessment"]["score"] == 0


def test_a_second_time_adds_nothing_whatever_the_file_and_the_case(at_home: Farmer) -> None:
    Path("cards.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@acme.example\nEND:VCARD\n"
    )
    at_home(f"farmer import people.csv {AT_THE_FAIR}")
    before = at_home("farmer export").out
    at_home(f"farmer import people.csv {AT_THE_FAIR}")
    at_home("farmer import cards.vcf --at 'SPRING fair' --on 2026-06-03")
    assert at_home("farmer export").out == before


@pytest.mark.parametrize("logged_first", [True, False])
def test_the_talk_there_is_what_was_attended(at_home: Farmer, logged_first: bool) -> None:
    imported = f"farmer import people.csv {AT_THE_FAIR}"
    at_home("farmer import people.csv")
    for command in [LOG, imported] if logged_first else [imported, LOG]:
        at_home(command)
    right = [
        ("Ana Ruiz", "2026-06-03", "event", "Spring fair", "tea"),
        ("Bo Li", "2026-06-03", "attended", "Spring fair", ""),
    ]
    assert touches(at_home) == right
    at_home(imported)
    assert touches(at_home) == right


def test_a_talk_elsewhere_that_day_is_another_one(at_home: Farmer) -> None:
    at_home(f"farmer import people.csv {AT_THE_FAIR}")
    at_home("farmer log Ana --on 2026-06-03")
    at_home("farmer log Ana --at 'Evening do' --on 2026-06-03")
    kinds = [(each[2], each[3]) for each in touches(at_home) if each[0] == "Ana Ruiz"]
    assert kinds == [("attended", "Spring fair"), ("event", "Evening do"), ("meeting", None)]


def test_an_event_without_a_name_is_known_again_by_its_day(at_home: Farmer) -> None:
    Path("luma.csv").write_text(
        "name,email,approval_status,checked_in_at\n"
        "Ana Ruiz,ana@acme.example,approved,2026-06-03T18:05:00.000Z\n"
        "Bo Li,,approved,2026-06-03T18:05:00.000Z\n"
    )
    said = at_home("farmer import luma.csv --pretty").out
    assert "2 people were there on 3 Jun 2026" in " ".join(said.split())
    assert [each[1:4] for each in touches(at_home)] == [("2026-06-03", "attended", None)] * 2
    before = at_home("farmer export").out
    at_home("farmer import luma.csv")
    assert at_home("farmer export").out == before


def test_everybody_gets_the_tag_who_was_known_too(at_home: Farmer) -> None:
    at_home("farmer import people.csv")
    told = at_home("farmer import people.csv --tag @fair -t @spring --json").data
    assert told["updated"] == 2
    assert len(at_home("farmer list @fair").rows) == len(at_home("farmer list @spring").rows) == 2
    again = at_home("farmer import people.csv --tag @fair --json").data
    assert (again["updated"], again["unchanged"]) == (0, 2)


def test_one_undo_takes_back_the_event_too(at_home: Farmer) -> None:
    at_home(f"farmer import people.csv {AT_THE_FAIR} --tag @fair")
    at_home("farmer undo")
    whole = json.loads(at_home("farmer export").out)
    assert (whole["contacts"], whole["events"], whole["touchpoints"]) == ([], [], [])


def test_a_dry_run_says_who_was_there_and_writes_nothing(at_home: Farmer) -> None:
    told = at_home(f"farmer import people.csv {AT_THE_FAIR} --dry-run --json").data
    gathering = {"event": "Spring fair", "on": "2026-06-03", "people": 2}
    assert told["talks"]["attended"] == [gathering]
    assert at_home("farmer list").out == ""


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--at 'Spring fair'", "Add the day: --on"),
        ("--at 'Spring fair' --on 2027-01-01", "future"),
        ("--tag fair", "is not a tag"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(at_home: Farmer, options: str, sentence: str) -> None:
    refused = at_home(f"farmer import people.csv {options}")
    assert refused.status == 2
    assert sentence in refused.err
    assert at_home("farmer list").out == ""


def test_a_whole_ledger_is_imported_as_it_is(at_home: Farmer) -> None:
    at_home("farmer import people.csv")
    at_home("farmer export -o all.json")
    refused = at_home("farmer --ledger new.db import all.json --tag @fair")
    assert "as it is" in refused.err


def test_those_of_a_mailbox_were_there_as_well_once_each(at_home: Farmer) -> None:
    at_home("farmer config set me 'Kim Doe' kim@doe.example")
    at_home("farmer import people.csv")
    mail = (
        "From x\nFrom: Ana Ruiz <ana@acme.example>\nTo: kim@doe.example\n"
        "Date: {} Jun 2026 10:00:00 +0000\nMessage-ID: <{}@x>\n\nhello\n\n"
    )
    Path("in.mbox").write_text("".join(mail.format(day, day) for day in (1, 2, 3)))
    at_home(f"farmer import in.mbox {AT_THE_FAIR} --tag @fair")
    kinds = sorted(each[2] for each in touches(at_home))
    assert kinds == ["attended", "email", "email", "email"]
