"""Another copy of the ledger is taken in: said in full, written once, taken back in one step."""

from __future__ import annotations

import json
import shutil
import sys
from itertools import count
from pathlib import Path

import pytest

from farmer.ledger import FileLedger, keys
from farmer.shell import quoted
from farmer.tasks.keep import keychain
from tests.conftest import KEY_COMMAND, Farmer, lock
from tests.keyrings import Memory
from tests.ledger.making import content


@pytest.fixture
def other(evening: Farmer, ledger: Path) -> Path:
    """A copy as a synchroniser leaves it, beside the ledger."""
    copy = ledger.with_name("ledger (conflicted copy 2026-06-14).db")
    shutil.copyfile(ledger, copy)
    return copy


def test_two_evenings_on_two_laptops(evening: Farmer, ledger: Path, other: Path) -> None:
    """What each was told is there; of what both corrected, the line for the other is said."""
    evening("farmer edit Ana --company Acme")
    evening('farmer log "Cy Ode" --new --on 2026-06-12')
    there = f'--ledger "{other}"'
    evening(f"farmer edit Ana --company Beta --title Partner {there}")
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 {there}')
    before, untouched = content(ledger), other.read_bytes()
    would = evening(f'farmer sync "{other}" --dry-run --json').data
    assert content(ledger) == before
    done = evening(f'farmer sync "{other}" --json').data
    assert {**done, "backup": None, "dry_run": True} == would
    assert Path(done["backup"]).exists()
    assert (done["related"], done["people"], done["both"]) == (True, 3, 2)
    assert done["came"] == {"contact": 1, "touchpoint": 1}
    (clash,) = done["corrected"]
    assert (clash["who"]["name"], clash["field"]) == ("Ana Ruiz", "company")
    assert {clash["stands"], clash["gives_way"]} == {"Acme", "Beta"}
    assert clash["command"] == f"farmer edit c1 --company {clash['gives_way']} --correction"
    assert [row[1] for row in evening("farmer list").rows] == [
        "Ana Ruiz", "Bo Li", "Cy Ode", "Di Fox",
    ]  # fmt: skip
    assert other.read_bytes() == untouched
    again = evening(f'farmer sync "{other}" --json').data
    assert (again["came"], again["changed"], again["backup"]) == ({}, 0, None)
    assert evening("farmer undo").err == "The next farmer sync brings it again.\n"
    assert content(ledger) == before


def test_what_it_says_to_people(evening: Farmer, other: Path) -> None:
    there = f'--ledger "{other}"'
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 {there}')
    said = " ".join(evening(f'farmer sync "{other}" --dry-run --plain').out.split())
    assert "Would take in 1 person and 1 touchpoint from ledger (conflicted copy" in said
    said = " ".join(evening(f'farmer sync "{other}" --plain').out.split())
    assert "Took in 1 person and 1 touchpoint" in said
    assert "To take it back: farmer undo" in said
    said = " ".join(evening(f'farmer sync "{other}" --plain').out.split())
    assert "that this ledger does not have" in said


def test_what_takes_long_says_what_it_does_to_whoever_watches(
    evening: Farmer, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By file and by folder; the answer stands alone, and a program is told nothing of it."""
    folder = tmp_path / "between"
    folder.mkdir()
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 --ledger "{other}"')
    monkeypatch.setattr("farmer.cli.sync.can_watch", lambda: True)
    monkeypatch.setattr("farmer.cli.sync.stopwatch", count().__next__)
    monkeypatch.setattr("farmer.cli.passphrase.new_secret", lambda _why: "a long passphrase")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for typed, last in ((f'"{other}"', "Taking in"), (f'"{folder}"', "Sending")):
        watched = evening(f"farmer sync {typed}")
        assert watched.status == 0, watched.err
        assert "Comparing" in watched.err
        assert last in watched.err
        assert "Comparing" not in watched.out
        assert "Comparing" not in evening(f"farmer sync {typed} --json").err


def test_what_is_typed_for_the_other_value_keeps_no_past(evening: Farmer, other: Path) -> None:
    """The one that stood by the sync was never true."""
    there = f'--ledger "{other}"'
    evening("farmer edit Ana --company Acme")
    evening(f"farmer edit Ana --company Beta {there}")
    (clash,) = evening(f'farmer sync "{other}" --json').data["corrected"]
    assert evening(clash["command"]).status == 0
    ana = evening("farmer show Ana").out
    assert clash["gives_way"] in ana
    assert clash["stands"] not in ana


def test_what_can_be_taken_back_beside_a_forgetting(evening: Farmer, other: Path) -> None:
    there = f'--ledger "{other}"'
    evening(f"farmer forget Bo --yes {there}")
    said = evening(f'farmer sync "{other}" --plain').out
    assert "Forgotten for good" in said
    assert "farmer undo" not in said
    evening(f'farmer log "Cy Ode" --new --on 2026-06-12 {there}')
    evening(f"farmer forget Ana --yes {there}")
    said = evening(f'farmer sync "{other}" --plain').out
    assert "To take back the rest: farmer undo --past-forgetting" in said
    assert [row[1] for row in evening("farmer list").rows] == ["Cy Ode"]
    assert evening("farmer undo").status == 5
    evening("farmer undo --past-forgetting")
    assert not evening("farmer list").rows


def test_copies_beside_the_ledger_are_named_with_the_line_to_type(
    evening: Farmer, other: Path
) -> None:
    line = f"farmer sync '{other}'"
    (found,) = (
        each
        for each in evening("farmer doctor --json").data["findings"]
        if each["code"] == "conflict-copy"
    )
    assert line in found["advice"]
    assert line in evening("farmer where").err


def test_somebody_new_in_both_is_one_by_an_address_alone(evening: Farmer, other: Path) -> None:
    there = f'--ledger "{other}"'
    evening('farmer add "Cy Ode" --email cy@ode.example --company "Ode & Co"')
    evening('farmer add "Di Fox"')
    evening(f'farmer add "Cy Ode" --email cy@ode.example --title Partner {there}')
    evening(f'farmer add "Di Fox" {there}')
    done = evening(f'farmer sync "{other}" --json').data
    assert [same["kept"]["name"] for same in done["same"]] == ["Cy Ode"]
    assert [maybe["command"] for maybe in done["maybe"]] == ["farmer merge c4 c6"]
    cy = evening('farmer show "Cy Ode" --json').data
    assert (cy["company"], cy["title"]) == ("Ode & Co", "Partner")
    assert not evening(f'farmer sync "{other}" --json').data["came"]


def test_whoever_is_forgotten_in_one_is_in_both(evening: Farmer, ledger: Path, other: Path) -> None:
    evening(f'farmer forget Bo --yes --ledger "{other}"')
    assert evening(f'farmer sync "{other}" --dry-run --json').data["forgotten"] == 1
    assert evening(f'farmer sync "{other}" --json').data["forgotten"] == 1
    assert [row[1] for row in evening("farmer list").rows] == ["Ana Ruiz"]
    assert b"Bo Li" not in b"".join(
        path.read_bytes() for path in ledger.parent.glob("ledger.*db") if path != other
    )


def test_lines_that_both_read_are_there_once(
    evening: Farmer, ledger: Path, other: Path, tmp_path: Path
) -> None:
    """Talks, what followed from them, and the event at which two were met: in any order."""
    lines = tmp_path / "lines.txt"
    lines.write_text(
        "2026-06-10: coffee with Ana; kept\n"
        "2026-06-11: lunch with Ana and Bo; Ana promised the lease by friday\n"
    )
    started = _counts(evening, ledger)
    for each in (ledger, other):
        evening(f'farmer import "{lines}" --as lines --ledger "{each}"')
    read = _counts(evening, ledger)
    assert {name for name in read if read[name] != started[name]} >= {
        "touchpoints",
        "facts",
        "promises",
    }
    before = tmp_path / "before.db"
    shutil.copyfile(ledger, before)
    for into, taken in ((ledger, other), (other, before), (other, ledger), (ledger, other)):
        done = evening(f'farmer sync "{taken}" --ledger "{into}" --json').data
        assert done["removed"] == {}
        assert _counts(evening, into) == read
    evening(f'farmer edit f1 --note elsewhere --ledger "{other}"')
    evening(f'farmer sync "{other}"')
    assert _counts(evening, ledger) == read


def _counts(farmer: Farmer, ledger: Path) -> dict[str, int]:
    whole = json.loads(farmer(f'farmer export --ledger "{ledger}"').out)
    lists = {name: rows for name, rows in whole.items() if isinstance(rows, list)}
    return {name: len(rows) for name, rows in lists.items() if name != "names"}


def test_what_cannot_be_taken_in(evening: Farmer, ledger: Path, tmp_path: Path) -> None:
    """Nothing there, the ledger itself, no ledger; and nowhere to take it in."""
    text = tmp_path / "notes.txt"
    text.write_text("notes" * 4000)
    before = ledger.read_bytes()
    for what, status in (("nowhere.db", 3), (str(ledger), 2), (str(text), 6), (str(tmp_path), 6)):
        assert evening(f'farmer sync "{what}"').status == status, what
    assert ledger.read_bytes() == before
    assert "folder between your machines" in evening("farmer sync nowhere").err
    nothing = tmp_path / "nothing.db"
    assert evening(f'farmer sync "{ledger}" --ledger "{nothing}"').status == 3
    assert not nothing.exists()


OTHER_KEY = f'"{sys.executable}" -E -c "print(\'{"cd" * 32}\')"'


@pytest.mark.usefixtures("extra")
def test_a_locked_copy_comes_in_by_its_own_passphrase_and_by_no_other(
    evening: Farmer, ledger: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong one, and none, write nothing, and leave nothing beside the ledger."""
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 --ledger "{other}"')
    lock(other)
    before, locked = ledger.read_bytes(), other.read_bytes()
    beside = sorted(ledger.parent.iterdir())
    for command in (OTHER_KEY, None):
        if command:
            monkeypatch.setenv("FARMER_KEY_COMMAND", command)
        else:
            monkeypatch.delenv("FARMER_KEY_COMMAND")
        refused = evening(f'farmer sync "{other}"')
        assert (refused.status, refused.out) == (6, "")
        assert other.name in refused.err
        assert (ledger.read_bytes(), other.read_bytes()) == (before, locked)
        assert sorted(ledger.parent.iterdir()) == beside
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    assert evening(f'farmer sync "{other}" --json').data["came"] == {"contact": 1, "touchpoint": 1}
    assert other.read_bytes() == locked


def test_a_locked_copy_opens_by_its_key_in_the_keyring(
    evening: Farmer, ledger: Path, other: Path, memory: Memory
) -> None:
    """Where the keyring has none, and nobody can type, it is said how the key gets there."""
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 --ledger "{other}"')
    salt, key = keys.new_key("six words that nobody ever said")
    FileLedger(other).lock((salt, key))
    before, locked = ledger.read_bytes(), other.read_bytes()
    refused = evening(f'farmer sync "{other}"')
    assert (refused.status, refused.out) == (6, "")
    name = quoted(str(other))
    assert refused.err.splitlines() == [
        f"{other} is locked, the keyring does not have its key, and nobody is here to type its "
        "passphrase.",
        f"Have the keyring keep it, in a terminal: farmer lock --keyring --ledger {name}",
    ]
    assert ledger.read_bytes() == before
    keychain.keep_key(salt, key)
    assert len(memory.kept) == 1
    assert evening(f'farmer sync "{other}" --json').data["came"] == {"contact": 1, "touchpoint": 1}
    assert other.read_bytes() == locked
    assert len(memory.kept) == 1
