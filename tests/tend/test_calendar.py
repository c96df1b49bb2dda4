"""A file that a calendar program is subscribed to."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar

from tests.conftest import Farmer


@pytest.fixture
def path(farmer: Farmer, tmp_path: Path) -> Path:
    """Where the calendar will be, of somebody just met who promised something."""
    farmer('farmer log "Ana Ruiz" --at Mixer --by them --on 2026-06-14 --new')
    farmer('farmer promise add Ana "send the lease" --due 2026-06-20')
    return tmp_path / "kept" / "farmer.ics"


def test_it_is_written_once_and_again_only_when_something_changed(
    farmer: Farmer, path: Path
) -> None:
    first = farmer(f"farmer calendar --write {path} --json")
    assert first.data == {"path": str(path), "entries": 2, "alarms": False, "written": True}
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content, when = path.read_bytes(), path.stat().st_mtime_ns
    again = farmer(f"farmer calendar --write {path} --json")
    assert not again.data["written"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, when)
    farmer("farmer promise kept p1")
    assert farmer(f"farmer calendar --write {path}").rows == [[str(path), "1", "yes"]]
    assert list(path.parent.iterdir()) == [path]


def test_it_says_what_the_export_says_and_keeps_its_ids(farmer: Farmer, path: Path) -> None:
    farmer(f"farmer calendar --write {path}")
    exported = farmer("farmer export --format ics").out
    assert path.read_text(encoding="utf-8").split() == exported.split()
    assert "VALARM" not in exported
    farmer('farmer promise add Ana "call the port" --mine --due 2026-06-18')
    farmer(f"farmer calendar --write {path}")
    events = vobject.readOne(path.read_text(encoding="utf-8")).vevent_list
    uids = {event.uid.value for event in events}
    kinds = sorted(re.sub("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", uid) for uid in uids)
    assert kinds == ["follow-up-note@farmer", "promise@farmer", "promise@farmer"]
    assert {line[4:] for line in exported.splitlines() if line.startswith("UID:")} <= uids


def test_alarms_are_for_whoever_wants_them(farmer: Farmer, path: Path) -> None:
    """On the morning of the day; asking for them is a change, leaving them out another."""
    farmer(f"farmer calendar --write {path}")
    assert farmer(f"farmer calendar --write {path} --alarms --json").data["written"]
    for event in vobject.readOne(path.read_text(encoding="utf-8")).vevent_list:
        assert event.valarm.action.value == "DISPLAY"
        assert event.valarm.trigger.value.total_seconds() == 9 * 3600
    assert farmer(f"farmer calendar --write {path} --json").data["written"]
    assert "VALARM" not in path.read_text(encoding="utf-8")


def test_nothing_else_is_written_over(farmer: Farmer, path: Path, ledger: Path) -> None:
    """Not another program's calendar, not the ledger, no folder."""
    path.parent.mkdir()
    other = "BEGIN:VCALENDAR\r\nPRODID:-//another//EN\r\nEND:VCALENDAR\r\n"
    path.write_text(other, encoding="utf-8", newline="")
    for target, said in ((path, "not a calendar that farmer wrote"), (ledger, "is a ledger")):
        before = target.read_bytes()
        refused = farmer(f"farmer calendar --write {target}")
        assert (refused.status, target.read_bytes()) == (5, before)
        assert said in refused.err
    folder = farmer(f"farmer calendar --write {path.parent}")
    assert (folder.status, folder.out) == (2, "")
    for command in ("calendar --write", "report -o", "export -o", "export --format csv -o"):
        long = farmer(f"farmer {command} {path.parent / ('x' * 300)}")
        assert (long.status, "file name too long" in long.err) == (2, os.name == "posix")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no special files on this system")
@pytest.mark.parametrize("command", ["calendar --write", "export -o"])
def test_what_is_no_file_stays_what_it_is(
    farmer: Farmer, path: Path, tmp_path: Path, command: str
) -> None:
    """A pipe or a device is not replaced by a file, whoever has the right to."""
    special = tmp_path / "special"
    os.mkfifo(special)
    refused = farmer(f"farmer {command} {special}")
    assert (refused.status, refused.out) == (2, "")
    assert "is not a file" in refused.err
    assert special.is_fifo()


def test_without_a_ledger_there_is_nothing_to_keep(farmer: Farmer, tmp_path: Path) -> None:
    refused = farmer(f"farmer calendar --write {tmp_path / 'farmer.ics'}")
    assert refused.status == 3
    assert not (tmp_path / "farmer.ics").exists()


def entries_of(path: Path, kind: str = "VEVENT") -> dict[str, tuple[str, str]]:
    """By title, the day and the description of each entry of that kind."""
    read = Calendar.from_ical(path.read_text(encoding="utf-8")).walk(kind)
    day = {"VEVENT": "dtstart", "VTODO": "due"}[kind]
    return {
        str(each["summary"]): (str(each.decoded(day)), str(each.get("description", "")))
        for each in read
    }


def test_what_is_overdue_stands_on_today_once_as_a_list(farmer: Farmer, path: Path) -> None:
    """Whom it is about in the title; of each what, since when, and the command. Nothing is past."""
    farmer("farmer promise add Ana 'call the port' --mine --due 2026-06-16")
    for name in ("Bo Li", "Cy Day"):
        farmer(f"farmer log '{name}' --on 2025-06-01 --new")
    farmer("farmer request add Bo --to Ana --need 'a talk'")
    for today in ("2026-06-25", "2026-06-26"):
        farmer(f"farmer calendar -o {path}", today)
        entries = entries_of(path)
        assert min(on for on, _ in entries.values()) == today
        [(title, (_, said))] = [each for each in entries.items() if each[0].startswith("Overdue")]
        assert title == "Overdue: Bo Li, Ana Ruiz and Cy Day"
        lines = said.split("\n")
        assert lines[:2] == [
            "Bo Li to Ana Ruiz: It is too early: tell Bo Li so, kindly, and what would make it "
            "possible (since 15 Jun 2026): farmer request decline r1",
            "Promise to Ana Ruiz: call the port (since 16 Jun 2026): farmer promise kept p2",
        ]
        assert "Be in touch with Bo Li (since 30 Aug 2025): farmer log 'Bo Li'" in lines


def test_a_list_of_what_is_overdue_is_bounded(farmer: Farmer, path: Path) -> None:
    names = " ".join(f"'Guest {chr(97 + n)}{chr(97 + n)}'" for n in range(26))
    farmer(f"farmer log {names} --at Fair --on 2025-01-01 --new")
    farmer(f"farmer calendar -o {path}")
    [(title, (_, said))] = [e for e in entries_of(path).items() if e[0].startswith("Overdue")]
    assert title == "Overdue: Guest aa, Guest bb, Guest cc and 23 more people"
    assert said.count("\n") == 20
    assert said.endswith("… and 6 more: farmer today")


def test_an_open_request_is_there_on_the_day_of_its_next_move(farmer: Farmer, path: Path) -> None:
    farmer("farmer log 'Joe Marsh' --on 2026-06-10 --new")
    farmer("farmer request add Joe --to Ana --need 'a port' --anyway")
    moves = [
        ("", "2026-06-15"),
        ("request ask-target r1", "2026-06-29"),
        ("request target-said r1 later --until 2026-09-01", "2026-09-01"),
    ]
    uids = set()
    for command, on in moves:
        if command:
            assert farmer(f"farmer {command}").status == 0
        farmer(f"farmer calendar -o {path}")
        [asked] = [(t, e) for t, e in entries_of(path).items() if t.startswith("Joe Marsh to Ana")]
        assert asked[1][0] == on
        assert asked[1][1].startswith("For: a port\nfarmer request ")
        uids |= set(re.findall(r"UID:(request-[0-9a-f-]+@farmer)", path.read_text("utf-8")))
    assert len(uids) == 1
    farmer("farmer request withdraw r1")
    farmer(f"farmer calendar -o {path}")
    assert not any("Joe Marsh to" in title for title in entries_of(path))


def test_tasks_for_programs_that_have_them(farmer: Farmer, path: Path) -> None:
    farmer("farmer edit Ana --birthday 1980-02-29")
    farmer(f"farmer calendar -o {path} --todos")
    tasks, days = entries_of(path, "VTODO"), entries_of(path)
    assert "Promise of Ana Ruiz: send the lease" in tasks
    assert list(days) == ["Birthday of Ana Ruiz"]
    assert "RRULE:FREQ=YEARLY;BYYEARDAY=60" in path.read_text("utf-8")
    assert days["Birthday of Ana Ruiz"] == ("2027-03-01", "farmer prepare 'Ana Ruiz'")
    assert not farmer(f"farmer calendar -o {path} --todos --json").data["written"]
    assert farmer(f"farmer calendar -o {path} --json").data["written"]
