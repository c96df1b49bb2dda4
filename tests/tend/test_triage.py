"""Those whom only a file brought: in no list of what is due, until somebody decides about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

# Ana wrote most and Bo less; of the others an address book is all that is known.
CHAT = """\
03/02/2025, 10:15 - Ana Ruiz: the lease is signed
04/02/2025, 10:15 - Ana Ruiz: thanks again
05/02/2025, 10:15 - Kim Doe: you are welcome
"""
BO = "03/01/2025, 09:00 - Bo Lang: happy new year\n"
CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{firm}\nBDAY:1980-06-17\nEND:VCARD\n"
    for name, firm in [("Cy Moss", "Moss & Co"), ("Di Frey", ""), ("Ed Hale", ""), ("Flo Orr", "")]
)
MEETING = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1@cal.example
DTSTART:20260601T100000Z
DTEND:20260601T110000Z
SUMMARY:Budget
ATTENDEE;CN=Kim Doe;PARTSTAT={status}:mailto:kim@doe.example
ATTENDEE;CN=Ana Ruiz:mailto:ana@ruiz.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def brought(farmer: Farmer, tmp_path: Path) -> Farmer:
    """A ledger to which two chats and an address book brought six people."""
    farmer('farmer config set me "Kim Doe" kim@doe.example')
    for name, text in [
        ("WhatsApp Chat with Ana Ruiz.txt", CHAT),
        ("WhatsApp Chat with Bo Lang.txt", BO),
        ("cards.vcf", CARDS),
    ]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert farmer(f'farmer import "{tmp_path / name}" --new').status == 0
    return farmer


def undecided(farmer: Farmer) -> list[str]:
    return [each["person"]["name"] for each in farmer("farmer triage --json").data["people"]]


def test_of_whom_most_is_known_comes_first(brought: Farmer) -> None:
    names = ["Ana Ruiz", "Bo Lang", "Cy Moss", "Di Frey", "Ed Hale", "Flo Orr"]
    assert undecided(brought) == names
    rows = brought("farmer triage").rows
    assert rows[0][0:4] == ["person", "c1", "Ana Ruiz", ""]
    assert [row[2] for row in rows] == names
    assert brought("farmer triage --json --limit 2").data["total"] == 6


def test_nothing_is_due_of_whom_only_a_file_brought(brought: Farmer, tmp_path: Path) -> None:
    """Old threads and the birthdays of an address book are a number, and not a list."""
    stale = brought("farmer stale --json").data
    assert (stale["ties"], stale["total"], stale["untended"]) == ([], 0, 6)
    assert (stale["never_met"], stale["barely_met"]) == (0, 0)
    today = brought("farmer today --json").data
    assert (today["total"], today["untended"]) == (0, 6)
    assert brought("farmer today --one-line").out == ""
    assert "6 people only came with a file" in brought("farmer stale --pretty").out
    assert "farmer triage" in brought("farmer today --pretty").out
    entries = brought(f"farmer calendar -o {tmp_path / 'kept.ics'} --json").data["entries"]
    assert entries == 0
    assert len(brought("farmer list").rows) == 6


def test_whoever_is_asked_for_is_shown(brought: Farmer) -> None:
    assert [row[1] for row in brought("farmer stale Ana").rows] == ["Ana Ruiz"]
    assert brought("farmer stale Ana --json").data["untended"] == 0


@pytest.mark.parametrize(
    "command",
    [
        "farmer tag Ana @golf",
        "farmer edit Ana --cadence 30",
        "farmer log Ana --kind message",
        "farmer mark Ana gave",
        'farmer promise add Ana "send it"',
        'farmer gains Ana --goals "a shop"',
        'farmer request add Ana --to Bo --need "a word"',
        "farmer recall Ana --since 2015 --last 2025 --yes",
        "farmer archive Ana",
    ],
)
def test_whatever_is_typed_of_somebody_decides_about_them(brought: Farmer, command: str) -> None:
    assert brought(command).status == 0
    assert "Ana Ruiz" not in undecided(brought)
    assert brought("farmer undo").status == 0
    assert undecided(brought)[0] == "Ana Ruiz"


def test_a_talk_that_a_calendar_tells_of_is_one(brought: Farmer, tmp_path: Path) -> None:
    """And one that is not known to have happened is none."""
    brought("farmer edit Ana --email ana@ruiz.example")
    for status, waits in (("NEEDS-ACTION", True), ("ACCEPTED", False)):
        file = tmp_path / "meeting.ics"
        file.write_text(MEETING.format(status=status), encoding="utf-8")
        brought(f"farmer import {file}")
        assert ("Ana Ruiz" in undecided(brought)) == waits


def test_whom_somebody_typed_is_looked_after(farmer: Farmer) -> None:
    """A ledger that was there before loses nobody from its lists."""
    farmer("farmer add Gwen")
    farmer("farmer log Hal --kind message --on 2025-01-01 --new")
    assert undecided(farmer) == []
    assert farmer("farmer triage --pretty").out.startswith("Nobody waits")


def sit(*keys: tuple[str, str]) -> str:
    """What is shown to somebody who presses each key once the words before it are there."""
    terminal = Terminal("triage", PROMPT_TOOLKIT_NO_CPR="1")
    told = ""
    for words, typed in keys:
        terminal.expect(words)
        told, terminal.shown = told + terminal.shown, ""
        terminal.type(typed)
    assert terminal.end() == 0
    return told + terminal.shown


def test_five_at_a_time_one_key_each_and_one_undo(brought: Farmer) -> None:
    shown = sit(
        ("1. Ana Ruiz", "t"),
        ("2. Bo Lang", "a"),
        ("3. Cy Moss", "c"),
        ("How often?", "often\r"),
        ("Choose from", "layer-15\r"),
        ("4. Di Frey", "g"),
        ("Which group?", "@golf\r"),
        ("5. Ed Hale", "s"),
        ("1 more", "\r"),
        ("1. Flo Orr", "q"),
    )
    assert ": wanted every 90 days." in shown
    assert undecided(brought) == ["Ed Hale", "Flo Orr"]
    cadences = [brought(f"farmer show {n} --json").data["cadence_days"] for n in ("Ana", "Cy")]
    assert cadences == [90, 30]
    assert brought("farmer show Di --json").data["tags"] == ["golf"]
    assert brought("farmer show Bo --json").data["archived"]
    assert brought("farmer undo").status == 0
    assert len(undecided(brought)) == 6


def test_what_is_recalled_is_part_of_the_same_change(brought: Farmer) -> None:
    shown = sit(
        ("1. Ana Ruiz", "r"),
        ("Since:", "\r"),
        ("How often", "\r"),
        ("Last:", "\r"),
        ("Their work:", "used\r"),
        ("For each other:", "\r"),
        ("2. Bo Lang", "a"),
        ("3. Cy Moss", "q"),
    )
    assert "from memory" in shown
    history = brought("farmer show Ana --json").data["history"]
    assert "memory" in {line["source"] for line in history}
    assert brought("farmer undo").status == 0
    assert undecided(brought)[:2] == ["Ana Ruiz", "Bo Lang"]


def test_a_key_that_means_nothing_does_nothing(brought: Farmer) -> None:
    sit(("1. Ana Ruiz", "x"), ("s or q:", "\x1b[A"), ("", "q"))
    assert len(undecided(brought)) == 6


def test_what_was_planned_is_confirmed_with_one_key(brought: Farmer, tmp_path: Path) -> None:
    brought("farmer edit Ana --email ana@ruiz.example")
    file = tmp_path / "meeting.ics"
    file.write_text(MEETING.format(status="NEEDS-ACTION"), encoding="utf-8")
    brought(f"farmer import {file}")
    assert [m["people"][0]["name"] for m in brought("farmer triage --json").data["planned"]] == [
        "Ana Ruiz"
    ]
    sit(("Planned for 1 Jun 2026: Ana Ruiz.", "y"), ("more: Enter goes on", "q"))
    assert brought("farmer show Ana --json").data["history"][0]["what"] == "meeting"
    assert brought("farmer triage --json").data["planned"] == []
    brought("farmer undo")
    assert brought("farmer show Ana --json").data["history"][0]["what"] == "planned"
