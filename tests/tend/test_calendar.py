"""A file that a calendar program is subscribed to."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
import vobject

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
    again = farmer(f"farmer calendar --write {path} --json", "2026-06-16")
    assert not again.data["written"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, when)
    farmer("farmer promise kept p1", "2026-06-16")
    assert farmer(f"farmer calendar --write {path}", "2026-06-16").rows == [[str(path), "1", "yes"]]
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
