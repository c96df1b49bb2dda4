"""Chats and calls brought in through the command, with invented people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

WHATSAPP = (
    "03/06/2026, 18:05 - Messages and calls are end-to-end encrypted.\n"
    "03/06/2026, 18:05 - Ana Ruiz: Nice to meet you\n"
    "03/06/2026, 18:07 - Kim Doe: Likewise!\n"
    "13/06/2026, 09:00 - Kim Doe: Coffee?\n"
    "13/06/2026, 09:10 - Ana Ruiz: Voice call, 12 min\n"
)
TELEGRAM = json.dumps(
    {
        "name": "Ana Ruiz",
        "type": "personal_chat",
        "id": 2,
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2026-06-03T18:05:33",
                "from": name,
                "from_id": "u",
            }
            for name in ("Ana Ruiz", "Kim Doe")
        ],
    }
)
MESSENGER = json.dumps(
    {
        "participants": ["Ana Ruiz", "Kim Doe"],
        "threadName": "Ana Ruiz_1",
        "messages": [
            {"senderName": "Ana Ruiz", "text": "hi", "timestamp": 1780509933000, "type": "text"}
        ],
    }
)
SIGNAL = (
    "[2026-06-03 18:05:33] Ana Ruiz: Nice to meet you  \n"
    "[2026-06-04 18:05:33] Me: Outgoing video call (accepted, 5m 3s)  \n"
    "[2026-06-05 18:05:33] Ana Ruiz: Missed voice call  \n"
)
CALLS = (
    "<calls count='2'>\n"
    "<call number='+34600111222' duration='305' date='1780509933000' type='1' "
    "readable_date='Jun 3, 2026 6:05:33 PM' contact_name='Ana'/>\n"
    "<call number='+34600111222' duration='0' date='1780609933000' type='3' "
    "readable_date='Jun 4, 2026' contact_name='Ana'/>\n"
    "</calls>\n"
)


@pytest.fixture
def at_home(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """An empty ledger that knows whose it is, and a folder of its own."""
    monkeypatch.chdir(tmp_path)
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    return farmer


def talks(farmer: Farmer) -> list[tuple[Any, ...]]:
    """Day, kind, who began and minutes of everything with Ana, the oldest first."""
    shown = json.loads(farmer("farmer export").out)["touchpoints"]
    return sorted((each["on"], each["kind"], each["by"], each["minutes"]) for each in shown)


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        (
            "chat.txt",
            WHATSAPP,
            [
                ("2026-06-03", "message", "them", None),
                ("2026-06-13", "call", "them", 12),
                ("2026-06-13", "message", "me", None),
            ],
        ),
        ("result.json", TELEGRAM, [("2026-06-03", "message", "them", None)]),
        ("e2ee.json", MESSENGER, [("2026-06-03", "message", "them", None)]),
        (
            "chat.md",
            SIGNAL,
            [
                ("2026-06-03", "message", "them", None),
                ("2026-06-04", "video", "me", 5),
                ("2026-06-05", "attempt", "them", None),
            ],
        ),
    ],
)
def test_a_chat_is_a_message_a_day_and_the_same_twice(
    at_home: Farmer, tmp_path: Path, name: str, text: str, right: list[tuple[Any, ...]]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    for _ in range(2):
        assert at_home(f"farmer import {name} --new").status == 0
        assert talks(at_home) == right
        assert len(at_home("farmer list --json").data["people"]) == 1


def test_a_name_alone_may_be_somebody_else(at_home: Farmer, tmp_path: Path) -> None:
    """Who has an address already is asked about; nothing is written until that is said."""
    at_home("farmer add 'Ana Ruiz' --email ana@ruiz.example")
    (tmp_path / "chat.txt").write_text(WHATSAPP, encoding="utf-8")
    imported = at_home("farmer import chat.txt --json").data
    assert [doubt["name"] for doubt in imported["unsure"]] == ["Ana Ruiz"]
    assert talks(at_home) == []


def test_a_call_that_was_logged_and_that_a_chat_tells_of_too_is_one(
    at_home: Farmer, tmp_path: Path
) -> None:
    chat = tmp_path / "chat.md"
    begun = "[2026-06-03 18:05:33] Ana Ruiz: Hi  \n[2026-06-03 18:05:34] Me: Hello  \n"
    chat.write_text(begun, encoding="utf-8")
    at_home("farmer import chat.md --new")
    at_home("farmer log 'Ana Ruiz' --kind video --on 2026-06-04 --note tea")
    chat.write_text(begun + SIGNAL, encoding="utf-8")
    for _ in range(2):
        at_home("farmer import chat.md --new")
        assert [kind for _, kind, _, _ in talks(at_home)].count("video") == 1
        assert len(at_home("farmer list --json").data["people"]) == 1


def test_what_a_chat_says_of_itself_is_counted(at_home: Farmer, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(WHATSAPP, encoding="utf-8")
    imported = at_home("farmer import chat.txt --new --json").data
    assert [(each["line"], "program's own" in each["reason"]) for each in imported["skipped"]] == [
        (1, True)
    ]


def test_calls_need_no_name_of_yours(farmer: Farmer, tmp_path: Path) -> None:
    """A telephone's own list says who rang: nobody is asked who they are."""
    path = tmp_path / "calls.xml"
    path.write_text(CALLS, encoding="utf-8")
    farmer("farmer add 'Ana Ruiz' --phone '+34 600 111 222'")
    for _ in range(2):
        assert farmer(f"farmer import {path}").status == 0
        assert talks(farmer) == [
            ("2026-06-03", "call", "them", 5),
            ("2026-06-04", "attempt", "them", None),
        ]


def test_strangers_of_a_chat_stay_out_until_they_are_wanted(farmer: Farmer, tmp_path: Path) -> None:
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    path = tmp_path / "chat.txt"
    path.write_text(WHATSAPP, encoding="utf-8")
    farmer(f"farmer import {path}")
    assert not farmer("farmer list --json").data["people"]
    farmer(f"farmer import {path} --new")
    assert farmer("farmer show 'Ana Ruiz'").status == 0


def test_a_day_that_cannot_be_read_is_said_and_its_person_stays(
    farmer: Farmer, tmp_path: Path
) -> None:
    path = tmp_path / "Connections.csv"
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    path.write_text(f"{header}Bo,Li,,,East,CTO,some day\nCy,Ode,,,,,13/05/2026\n", encoding="utf-8")
    said = farmer(f"farmer import {path}")
    assert said.rows[-1] == ["unread", str(path), "2", "day of connecting"]
    again = farmer(f"farmer import {path} --json").data
    assert again["unread"] == [{"line": 2, "field": "day of connecting"}]
    assert len(farmer("farmer list --json").data["people"]) == 2


def _of_telegram(name: str, user: int, day: int) -> dict[str, Any]:
    told = {"id": day, "type": "message", "date": f"2026-05-{day:02}T18:05:33"}
    return {
        "name": name,
        "type": "personal_chat",
        "id": user,
        "messages": [told | {"from": name, "from_id": f"user{user}"}],
    }


def _everything(*chats: dict[str, Any]) -> dict[str, Any]:
    ana = {"user_id": 222, "first_name": "Ana", "last_name": "Ruiz", "phone_number": "+34600111222"}
    return {
        "about": "x",
        "personal_information": {"user_id": 111, "first_name": "Kim"},
        "contacts": {"list": [ana]},
        "chats": {"list": list(chats)},
    }


ALONE, IN_ALL = _of_telegram("Ana Ruiz", 222, 4), _everything(_of_telegram("Ana Ruiz", 222, 3))


@pytest.mark.parametrize("files", [(ALONE, IN_ALL), (IN_ALL, ALONE)], ids=["alone first", "last"])
def test_one_chat_and_the_export_of_everything_tell_of_one_person(
    files: tuple[dict[str, Any], ...], at_home: Farmer, tmp_path: Path
) -> None:
    """Telegram's own number of her says so, though only one of them has her telephone."""
    for told in files:
        (tmp_path / "result.json").write_text(json.dumps(told))
        at_home("farmer import result.json --new")
    whole = json.loads(at_home("farmer export").out)
    [ana] = whole["contacts"]
    assert [each["value"] for each in ana["handles"]] == ["+34600111222"]
    assert len(whole["touchpoints"]) == 2


def test_telegrams_number_tells_two_of_one_name_apart_and_knows_a_new_name(
    at_home: Farmer, tmp_path: Path
) -> None:
    both = (_of_telegram("Ana Ruiz", 222, 3), _of_telegram("Ana Ruiz", 333, 4))
    (tmp_path / "result.json").write_text(json.dumps(_everything(*both)))
    at_home("farmer import result.json --new")
    assert len(json.loads(at_home("farmer export").out)["contacts"]) == 2
    (tmp_path / "result.json").write_text(json.dumps(_of_telegram("Anita R.", 333, 5)))
    at_home("farmer import result.json --new")
    assert len(json.loads(at_home("farmer export").out)["contacts"]) == 2


def _from_signal_desktop(*numbers: str) -> str:
    """An export of Signal's own: for each telephone somebody called Ana Ruiz, who wrote a day."""
    frames: list[dict[str, Any]] = [
        {"version": "1", "backupTimeMs": "1780700000000"},
        {"recipient": {"id": "1", "self": {}}},
    ]
    for whose, number in enumerate(numbers, start=2):
        named = {"profileGivenName": "Ana", "profileFamilyName": "Ruiz", "e164": number}
        said = {"authorId": str(whose), "dateSent": "1780509933000", "standardMessage": {}}
        frames += [
            {"recipient": {"id": str(whose), "contact": named}},
            {"chat": {"id": f"c{whose}", "recipientId": str(whose)}},
            {"chatItem": {"chatId": f"c{whose}", "incoming": {}, **said}},
        ]
    return "\n".join(map(json.dumps, frames))


DESKTOP = ("main.jsonl", _from_signal_desktop("34600111222"))
BY_NAME = ("chat.md", SIGNAL)


@pytest.mark.parametrize(
    "files", [(DESKTOP, BY_NAME), (BY_NAME, DESKTOP)], ids=["telephone first", "name first"]
)
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one by one"])
def test_two_exports_of_signal_tell_of_one_person(
    files: tuple[tuple[str, str], ...], at_once: bool, at_home: Farmer, tmp_path: Path
) -> None:
    """One file has her telephone, the other only her name, which nobody else in Signal has."""
    for name, text in files:
        (tmp_path / name).write_text(text)
        if not at_once:
            at_home(f"farmer import {name} --new")
    for _ in range(2):
        at_home("farmer import " + " ".join(name for name, _ in files) + " --new")
    [ana] = json.loads(at_home("farmer export").out)["contacts"]
    assert [each["value"] for each in ana["handles"]] == ["+34600111222"]


def test_two_of_one_name_in_signal_stay_two_and_a_name_alone_is_neither(
    at_home: Farmer, tmp_path: Path
) -> None:
    (tmp_path / "main.jsonl").write_text(_from_signal_desktop("34600111222", "34600333444"))
    at_home("farmer import main.jsonl --new")
    (tmp_path / "chat.md").write_text(SIGNAL)
    at_home("farmer import chat.md")
    people = json.loads(at_home("farmer export").out)["contacts"]
    numbers = sorted(handle["value"] for each in people for handle in each["handles"])
    assert (len(people), numbers) == (2, ["+34600111222", "+34600333444"])
