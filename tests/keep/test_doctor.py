"""Looking after the file: backup, restore and doctor, as somebody in trouble types them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.ledger.sqlite import driver
from farmer.tasks.keep.findings import in_words
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer
from tests.ledger.making import raw


def test_doctor_says_that_all_is_well(evening: Farmer, ledger: Path) -> None:
    ledger.parent.chmod(0o700)
    assert evening("farmer backup").status == evening("farmer backup").status == 0
    assert evening("farmer restore 1 --yes").status == 0
    assert evening("farmer doctor").out == ""
    assert evening("farmer doctor --json").data["findings"] == []


def test_doctor_before_there_is_a_ledger(farmer: Farmer) -> None:
    assert farmer("farmer doctor").status == 0
    assert farmer("farmer doctor --json").data["exists"] is False
    for command in ("backup", "doctor --salvage new.db", "export", "calendar --write due.ics"):
        refused = farmer(f"farmer {command} --json")
        assert refused.status == 3
        assert refused.envelope["error"]["code"] == "no-ledger"


# FTS5's own tables.
INDEX_PARTS = ("data", "idx", "content", "docsize", "config")
FOUND = {
    "impossible-date": "UPDATE touchpoint SET \"on\" = '2099-01-01' WHERE id = 1",
    "event-of-nobody": "INSERT INTO event (name, \"on\") VALUES ('Gala', '2026-06-01')",
    "unfinished-change": "UPDATE change SET recording = 1 WHERE id = 1",
    "search-index": "DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)",
    "damaged": "PRAGMA foreign_keys = OFF; DELETE FROM contact WHERE id = 2",
}


@pytest.mark.parametrize("code", FOUND)
def test_doctor_finds_what_no_constraint_can_say(evening: Farmer, ledger: Path, code: str) -> None:
    with raw(ledger) as db:
        db.executescript(FOUND[code])
    found = evening("farmer doctor --json")
    assert code in {finding["code"] for finding in found.data["findings"]}
    assert found.status == (6 if code == "damaged" else 0)
    assert all(finding["advice"] for finding in found.data["findings"])


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)",
        "DELETE FROM search_data WHERE id > 10",
        "UPDATE search_data SET block = x'00ff00ff' WHERE id > 10",
        "UPDATE search_content SET c1 = 'another word'",
        *(f"DELETE FROM search_{part}" for part in INDEX_PARTS if part != "idx"),
        "UPDATE search_config SET v = 'none'",
        "UPDATE search_docsize SET sz = x'ff'",
        "DELETE FROM search_data WHERE id = 10",
        *(f"DROP TABLE search_{part}" for part in INDEX_PARTS),
        "DROP TABLE search",
        'DROP TRIGGER "contact_search_insert"',
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'search'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '+', '-')"
        " WHERE name = 'touchpoint_search_insert'",
    ],
)
def test_a_broken_index_is_mended_by_what_doctor_says(
    evening: Farmer, ledger: Path, harm: str
) -> None:
    """And nothing of the history is lost with it."""
    ledger.parent.chmod(0o700)
    found, told = evening("farmer find port").out, evening("farmer undo history").out
    with raw(ledger) as db:
        db.executescript(harm)
    found_wrong = evening("farmer doctor")
    assert found_wrong.status == 0
    (row,) = found_wrong.rows
    assert row[0] == "search-index"
    assert row[2] == "Lay it out anew: farmer backup, then farmer restore 1"
    assert evening("farmer backup").status == 0
    assert evening("farmer restore 1 --yes").status == 0
    assert evening("farmer doctor").out == ""
    assert (evening("farmer find port").out, evening("farmer undo history").out) == (found, told)


def test_a_promise_counted_twice_is_found(evening: Farmer) -> None:
    evening('farmer promise add Ana "send the lease" --on 2026-06-03')
    evening("farmer promise kept p1 --on 2026-06-05")
    evening('farmer mark Ana kept --on 2026-06-04 --note "send the lease"')
    found = evening("farmer doctor --json").data["findings"]
    assert [f["code"] for f in found if "folder" not in f["code"]] == ["promise-twice"]


def test_what_lies_around_is_told_of(evening: Farmer, ledger: Path) -> None:
    """Conflict copies, what a killed command left, and doors that stand open."""
    around = (
        *("ledger (conflicted copy 2026-06-01).db", "ledger.sync-conflict-20260601-120000-AB.db"),
        *("ledger 2.db", "ledger-LAPTOP-9.db", ".ledger.db.77.part"),
    )
    for name in around:
        ledger.with_name(name).write_bytes(b"x")
    ledger.with_name("ledgers.db").write_bytes(b"x")
    ledger.chmod(0o644)
    ledger.parent.chmod(0o755)
    answered = evening("farmer doctor --json")
    said = " ".join(finding["sentence"] for finding in answered.data["findings"])
    assert all(name in said for name in around)
    assert "ledgers.db" not in said
    codes = [finding["code"] for finding in answered.data["findings"]]
    assert codes.count("conflict-copy") == 4
    assert {"open-to-others", "folder-open-to-others"} <= set(codes)
    # Beside a locked ledger, what is left of a command may be read without its key.
    assert ("left-over" in codes) is (driver.salt_of(ledger) is None)
    assert ("readable-beside" in codes) is (driver.salt_of(ledger) is not None)
    assert "chmod 600" in evening("farmer list").err
    ledger.chmod(0o600)
    ledger.with_name(".ledger.db.77.part").unlink()
    assert evening("farmer list").err == ""


def test_a_report_has_nothing_personal_in_it(evening: Farmer, ledger: Path) -> None:
    """No name, note, event, path or account."""
    for broken in (False, True):
        if broken:
            ledger.write_bytes(ledger.read_bytes()[:5000])
        for form in ("", " --json"):
            told = evening("farmer doctor --report" + form)
            report = told.out if not form else str(told.data["report"])
            for word in ("Ana", "Ruiz", "Bo", "Mixer", "port", "lease", str(ledger.parent)):
                assert word not in report, word
            assert os.path.expanduser("~") not in report  # noqa: PTH111
            assert "sqlite" in report


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_ledger_is_recognised_and_left_alone(
    evening: Farmer, ledger: Path, tmp_path: Path, seed: int
) -> None:
    """Whatever bits fell over: a sentence or an answer, never a traceback, never a write."""
    random = Random(seed)
    whole = bytearray(ledger.read_bytes())
    places = range(100) if seed % 3 == 0 else range(len(whole))
    for _ in range(1 + seed % 4):
        whole[random.choice(places)] ^= 1 << random.randrange(8)
    if seed % 5 == 4:
        del whole[random.randrange(len(whole)) :]
    ledger.write_bytes(whole)
    digest = hashlib.sha256(whole).digest()
    for command in (
        "list",
        "check Ana",
        "stale",
        "today",
        "show Ana",
        "find lease",
        "doctor",
        "doctor --all",
    ):
        outcome = evening(f"farmer {command}")
        assert outcome.status in (0, 3, 6, 10, 11), (command, outcome)
    assert hashlib.sha256(ledger.read_bytes()).digest() == digest
    saved = evening(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert saved.status in (0, 6)
    if saved.status == 0:
        assert evening(f"farmer doctor --ledger {tmp_path / 'new.db'} --json").status == 0


def _flip(ledger: Path, old: bytes, new: bytes) -> None:
    """Change a word in the file itself, as a failing disk would."""
    whole = ledger.read_bytes()
    assert old in whole
    ledger.write_bytes(whole.replace(old, new))


@pytest.mark.usefixtures("legible")
def test_a_copy_of_what_changed_by_itself_pushes_no_good_one_out(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    for name in ("Kim", "Lou"):
        text = f"First Name,Last Name\n{name},Doe\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    evening(f"farmer import {tmp_path / 'Kim.csv'}")
    copies = sorted(ledger.parent.glob("ledger.*.db"))
    assert copies
    _flip(ledger, b"Mixer", b"Mixes")
    another = tmp_path / "Lou.csv"
    for command in (f"import {another}", "backup", "merge Ana Bo", "forget Ana --yes"):
        assert evening(f"farmer {command}").status == 6, command
    assert sorted(ledger.parent.glob("ledger.*.db")) == copies


@pytest.mark.usefixtures("legible")
def test_what_is_salvaged_is_not_taken_for_what_was_written(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    _flip(ledger, b"Mixer", b"Mixes")
    saved = evening(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert ["changed", "e1", ""] in saved.rows


@pytest.mark.usefixtures("legible")
def test_of_a_ledger_that_was_cut_off_it_is_said_what_is_gone(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """By whole tables, and how many records of what are saved."""
    with raw(ledger) as db:
        (first,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contact'")
    ledger.write_bytes(ledger.read_bytes()[: (first[0] - 1) * 4096])
    saved = evening(f"farmer doctor --salvage {tmp_path / 'new.db'}")
    assert saved.status == 0
    assert ["unread", "contact", ""] in saved.rows
    assert ["lost", "contact", "2"] in saved.rows
    assert ["came", "event", "1"] in saved.rows
    shown = Terminal("doctor", "--salvage", str(tmp_path / "b.db"), "--ledger", str(ledger))
    assert shown.end() == 0
    assert "No contact could be read: up to 2 are lost." in shown.plain
    assert "b.db: 1 record." in " ".join(shown.plain.split())


@pytest.mark.usefixtures("legible")
@pytest.mark.parametrize("command", ["doctor", "list", "log Ana --by me", "export", "undo"])
def test_a_column_that_changed_its_name_is_damage(
    evening: Farmer, ledger: Path, command: str
) -> None:
    _flip(ledger, b"CREATE TABLE fact (\n\tid", b"CREATE TABLE fact (\n\thd")
    refused = evening(f"farmer {command}")
    assert refused.status == 6
    assert "damaged" in (refused.out + refused.err)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE touchpoint SET minutes = 'many'", "A touchpoint holds a value that cannot be."),
        ("UPDATE touchpoint SET depth = 9", "A touchpoint holds a value that cannot be."),
        ("UPDATE contact SET birthday = 'never'", "A contact holds a value that cannot be."),
        ("UPDATE contact SET cadence_days = -4", "A contact holds a value that cannot be."),
    ],
)
def test_a_value_that_cannot_be_is_the_ledgers_fault_and_not_that_of_who_asks(
    evening: Farmer, ledger: Path, change: str, said: str
) -> None:
    """And no word of SQLite's is on the screen."""
    with raw(ledger) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(change)
    shown = evening("farmer show Ana")
    assert (shown.status, "is damaged" in shown.err) == (6, True)
    assert evening('farmer show Ana --as-of "the day before never"').status == 2
    assert ["damaged", said] in [row[:2] for row in evening("farmer doctor").rows]


@pytest.mark.usefixtures("legible")
@pytest.mark.parametrize("day", ["2026-13-01", "2026-06-41", "r026-06-01"])
@pytest.mark.parametrize("table", ["touchpoint", "fact"])
def test_a_day_that_cannot_be_is_damage_and_none_to_come(
    evening: Farmer, ledger: Path, table: str, day: str
) -> None:
    """It reads as one after today, and would be left out in silence."""
    with raw(ledger) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(f'UPDATE {table} SET "on" = ? WHERE id = 1', [day])
    dated = {"touchpoint": ["stale", "stats", "list"], "fact": []}[table]
    for command in ("show Ana", "check Ana", *dated, "export", "log Bo --by me"):
        refused = evening(f"farmer {command}")
        assert (refused.status, "is damaged" in refused.err) == (6, True), (command, refused)
    told = evening("farmer doctor")
    assert told.status == 6
    assert {row[0] for row in told.rows} == {"damaged"}


@pytest.mark.usefixtures("legible")
def test_doctor_says_where_a_value_cannot_be(evening: Farmer, ledger: Path) -> None:
    """As it does of one that may be, and is not as it was written."""
    ledger.write_bytes(ledger.read_bytes().replace(b"2026-06-01", b"2026-13-01"))
    told = evening("farmer doctor")
    assert told.status == 6
    said = [row[1] for row in told.rows]
    assert "A touchpoint holds a value that cannot be." in said
    assert "Something is not as it was written: t1 to t2." in said


@given(st.text(max_size=60))
def test_whatever_sqlite_finds_is_said_in_words_of_farmers(line: str) -> None:
    for found in (
        line,
        f"row 3 missing from index {line}",
        f"CHECK constraint failed in fact{line}",
    ):
        sentence = in_words(found)
        assert sentence.endswith(".")
        assert "constraint" not in sentence
        assert "index ix" not in sentence


def test_where_there_is_no_ledger_no_file_is_called_empty(farmer: Farmer) -> None:
    found = farmer("farmer doctor --all --json")
    assert (found.status, found.data["exists"], found.data["files"]) == (0, False, [])
