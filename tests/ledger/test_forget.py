"""Forgetting: the person is in no file any more, and nobody else has lost anything."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from farmer.details import Gain
from farmer.errors import Conflict
from farmer.ledger import FileLedger
from farmer.ledger.forgotten import address_mark
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.refusals import DiskFull
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.checksums import drop_checksums
from farmer.ledger.sqlite.schema.search_index import is_stale
from farmer.ledger.sqlite.schema.verify import damage_in
from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.referrals.states import Request, StepTaken
from tests.ledger.making import DAY, NOW, contact, content, parts, raw, schema
from tests.ledger.revisions import of_revision

NAME = re.compile(rb"zebulon|quist|zebby|q@quist|777888", re.IGNORECASE)


def populate(ledger: Path) -> Path:
    """Zebulon (c1) everywhere a name can get to, and Bo (c2) and Cy (c3), who stay."""
    with FileLedger(ledger).changing("add Zebulon Quist", NOW) as writer:
        whose = writer.add_contact(
            Contact("Zebulon Quist", nickname="Zebby", notes="tall", added_on=DAY),
            [Handle("email", "q@quist.example"), Handle("phone", "+34777888999")],
        )
        writer.add_contact(contact("Bo Li"), [Handle("email", "bo@li.example")])
        writer.add_contact(Contact("Cy Ode", met_through_id=whose, added_on=DAY))
    with FileLedger(ledger).changing(
        "log dinner with Zebulon Quist and Bo Li at Quist dinner", NOW
    ) as writer:
        dinner = writer.add_event(Event(DAY, "Quist dinner", "Old Mill"))
        for guest in (1, 2):
            writer.add_touch(guest, Touch(DAY, "meal", note="Zebulon knows the port"), dinner)
            writer.add_fact(guest, Fact(DAY, "kept", "Zebulon knows the port"))
    with FileLedger(ledger).changing("log call with Zebulon Quist", NOW) as writer:
        alone = writer.add_event(Event(DAY, "Zebulon alone"))
        writer.add_touch(1, Touch(DAY, "call", note="about ZEBULON QUIST"), alone)
    with FileLedger(ledger).changing("edit Zebulon Quist", NOW) as writer:
        writer.edit_contact(1, {"name": "Zebulon M Quist", "company": "Quist & Co"})
        writer.add_tag(1, "golf")
        writer.add_promise(1, Promise("Zebulon sends the deed", False, DAY))
        writer.write_gains(1, Gain("theirs", "goals", "a boat", DAY))
    with FileLedger(ledger).changing("edit Bo Li", NOW) as writer:
        writer.edit_contact(2, {"notes": "through zebulon m quist, q@quist.example"})
        writer.edit_touch(2, {"note": "Zebulon knows the port, Quist too"})
    return ledger


def ask_around(ledger: Path) -> None:
    """Zebulon asks for Bo (r1) and for nobody known (r2); Cy asks for Zebulon (r3)."""
    judged = json.dumps({"score": 6.5, "gates": [{"sentence": "Zebulon Quist was late"}]})
    asks = [(1, 2, ""), (1, None, "a friend of Zebulon"), (3, 1, "")]
    for asker, target, words in asks:
        with FileLedger(ledger).changing("request of Zebulon Quist", NOW) as writer:
            asked = StepTaken("asked", DAY, "Zebulon was in a hurry")
            life = Request("given", asker, target, words, "asker", ())
            request = writer.add_request(life, "a talk about Quist & Co", "", inside=False)
            writer.add_step(request, RecordedStep(asked, "not yet", judged, judged))
    with FileLedger(ledger).changing("request r1 decline", NOW) as writer:
        writer.add_step(1, RecordedStep(StepTaken("decline", DAY)))


def test_requests_stay_where_somebody_else_is_in_them(ledger: Path, isolation: Path) -> None:
    populate(ledger)
    ask_around(ledger)
    with FileLedger(ledger).reading() as reader:
        assert reader.traces(1).counts["request"] == 3
    forget_zebulon(ledger)
    assert NAME.findall(ledger.read_bytes()) == []
    with FileLedger(ledger).reading() as reader:
        first, third = reader.requests()
        assert (first.id, first.request.person_id, first.request.target_id) == (1, None, 2)
        assert (third.id, third.request.person_id, third.request.target_id) == (3, 3, None)
        assert (first.steps[0].person_then, bool(first.steps[0].target_then)) == (None, True)
        assert (bool(third.steps[0].person_then), third.steps[0].target_then) == (True, None)
        assert first.need == "a talk about (forgotten) & Co"
    undone = 0
    while True:
        try:
            FileLedger(ledger).undo(NOW)
        except Conflict:
            break
        undone += 1
    assert undone >= 5
    for _ in range(undone):
        FileLedger(ledger).redo()
    with raw(ledger) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def forget_zebulon(ledger: Path) -> list[str]:
    return list(FileLedger(ledger).forget(1, DAY, NOW).backups)


def test_the_name_is_in_no_file(ledger: Path, isolation: Path) -> None:
    populate(ledger)
    for name in ("ledger.before-0002.2026-06-01.db", "ledger.before-0002.2026-06-01-2.db"):
        shutil.copy(ledger, ledger.with_name(name))
    assert len(forget_zebulon(ledger)) == 2
    files = [path for path in isolation.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        assert NAME.findall(path.read_bytes()) == [], path.name


@pytest.mark.parametrize(
    "harm",
    [
        'DROP TRIGGER "contact_search_delete"; DROP TRIGGER "touchpoint_search_update"',
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '* 9', '* 7')"
        " WHERE name GLOB '*_search_*'",
    ],
)
def test_an_index_that_was_not_told_who_went_does_not_keep_them(ledger: Path, harm: str) -> None:
    populate(ledger)
    with raw(ledger) as db:
        db.executescript(harm)
    forget_zebulon(ledger)
    assert NAME.findall(ledger.read_bytes()) == []
    with raw(ledger) as db:
        assert damage_in(db) is None
        assert not is_stale(db)


def test_everybody_else_keeps_everything(ledger: Path) -> None:
    populate(ledger)
    before, made = content(ledger), schema(ledger)
    forget_zebulon(ledger)
    after = content(ledger)
    assert schema(ledger) == made
    assert [row[1] for row in after["contact"]] == ["Bo Li", "Cy Ode"]
    assert after["handle"] == [row for row in before["handle"] if row[1] == 2]
    with FileLedger(ledger).reading() as reader:
        (touchpoint,), (line,) = reader.history(2, DAY)[1:]
        assert touchpoint.touch.note == "(forgotten) knows the port, (forgotten) too"
        assert touchpoint.event == "(forgotten) dinner"
        assert line.fact.note == "(forgotten) knows the port"
        bo = reader.contact(2)
        assert bo is not None
        assert bo.notes == "through (forgotten), (forgotten)"
        assert [hit.table for hit in reader.search("zebulon")] == []
        assert len(reader.search("knows the port")) == 2
        assert reader.counts()["events"] == 1


def test_stepping_back_goes_round_what_is_forgotten(ledger: Path) -> None:
    populate(ledger)
    forget_zebulon(ledger)
    words = []
    while True:
        try:
            words.append(FileLedger(ledger).undo(NOW).words)
        except Conflict:
            break
    assert words == [
        "edit Bo Li",
        "log dinner with (forgotten) and Bo Li at (forgotten) dinner",
        "add (forgotten)",
    ]
    assert not any(content(ledger).values())
    for _ in words:
        FileLedger(ledger).redo()
    assert len(content(ledger)["contact"]) == 2
    with raw(ledger) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_forgetting_cannot_be_undone(ledger: Path) -> None:
    with FileLedger(ledger).changing("add Zebulon Quist", NOW) as writer:
        writer.add_contact(Contact("Zebulon Quist", added_on=DAY))
    forget_zebulon(ledger)
    with pytest.raises(Conflict):
        FileLedger(ledger).undo(NOW)
    with pytest.raises(Conflict):
        FileLedger(ledger).redo()


def test_what_was_undone_is_forgotten_too(ledger: Path) -> None:
    populate(ledger)
    for _ in range(3):
        FileLedger(ledger).undo(NOW)
    forget_zebulon(ledger)
    assert NAME.findall(ledger.read_bytes()) == []


def test_a_backup_of_another_ledger_is_left_alone(ledger: Path, tmp_path: Path) -> None:
    """The same id, added on another day, is somebody else."""
    other = tmp_path / "other.db"
    with FileLedger(other).changing("add Di Fo", NOW) as writer:
        writer.add_contact(Contact("Di Fo", added_on=DAY.replace(day=2)))
    backup = ledger.with_name("ledger.before-0002.2026-06-01.db")
    populate(ledger)
    shutil.copy(other, backup)
    before = backup.read_bytes()
    assert forget_zebulon(ledger) == []
    assert backup.read_bytes() == before


def test_an_older_ledger_without_todays_tables_is_scrubbed(ledger: Path) -> None:
    populate(ledger)
    backup = ledger.with_name("ledger.before-0002.2026-06-01.db")
    shutil.copy(ledger, backup)
    with raw(backup) as db:
        drop_checksums(db)
        for table in ("tag", "gains", "search"):
            db.execute(f"DROP TABLE {table}")
        names = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%search%'"
        ).fetchall()
        for (name,) in names:
            db.execute(f'DROP TRIGGER "{name}"')
    assert forget_zebulon(ledger) == [str(backup)]
    assert NAME.findall(backup.read_bytes()) == []


def test_free_pages_do_not_remember(ledger: Path) -> None:
    """What was deleted long before, without zeroing, goes with the rest."""
    populate(ledger)
    leave_traces(ledger)
    assert NAME.findall(ledger.read_bytes())
    forget_zebulon(ledger)
    assert NAME.findall(ledger.read_bytes()) == []


@contextmanager
def refused(file: Path, statement: str) -> Iterator[None]:
    """A disk that is full whenever that statement is run on that file."""

    def execute(db: sqlite3.Connection, sql: str, *asked: Any) -> sqlite3.Cursor:
        if sql == statement and driver.is_still(db, file) and at(db) == file.resolve():
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise full
        return sqlite3.Connection.execute(db, sql, *asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver._PlainConnection, "execute", execute, raising=False)
        yield


def at(db: sqlite3.Connection) -> Path:
    rows = sqlite3.Connection.execute(db, "PRAGMA database_list").fetchall()
    return Path(rows[0][2]).resolve()


def leave_traces(ledger: Path) -> None:
    """What an ordinary command leaves of words that it takes out: they are in free pages."""
    with raw(ledger) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.executemany(
            "INSERT INTO touchpoint (contact_id, kind, \"on\", note) VALUES (1, 'call', ?, ?)",
            [(DAY.isoformat(), f"Zebulon Quist {'x' * 3000}")] * 50,
        )
        db.execute("DELETE FROM touchpoint WHERE length(note) > 3000")


@pytest.mark.parametrize("which", ["ledger", "backup"])
def test_without_room_to_write_it_anew_the_person_is_gone_all_the_same(
    ledger: Path, which: str
) -> None:
    populate(ledger)
    leave_traces(ledger)
    backup = ledger.with_name("ledger.before-0002.2026-06-01.db")
    shutil.copy(ledger, backup)
    file, other = (ledger, backup) if which == "ledger" else (backup, ledger)
    with refused(file, "VACUUM"):
        erasure = FileLedger(ledger).forget(1, DAY, NOW)
        assert (erasure.backups, erasure.loose) == ((str(backup),), (str(file),))
        assert FileLedger(ledger).compact() == [str(file)]
    assert NAME.findall(other.read_bytes()) == []
    with raw(file) as db:
        assert NAME.findall("\n".join(db.iterdump()).encode()) == []
    assert NAME.findall(file.read_bytes())
    assert FileLedger(ledger).compact() == []
    assert NAME.findall(file.read_bytes()) == []


def test_without_old_traces_nothing_is_left_even_so(ledger: Path) -> None:
    """What the forgetting itself takes out is zeroed, whatever comes after."""
    with FileLedger(ledger).changing("add Zebulon Quist", NOW) as writer:
        writer.add_contact(Contact("Zebulon Quist", notes="Quist " * 900, added_on=DAY))
    with refused(ledger, "VACUUM"):
        assert FileLedger(ledger).forget(1, DAY, NOW).loose == (str(ledger),)
    assert NAME.findall(ledger.read_bytes()) == []


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "COMMIT"])
def test_a_refusal_says_what_was_done_until_then(ledger: Path, statement: str) -> None:
    """A backup is without the person already; the ledger is as it was."""
    populate(ledger)
    backup = ledger.with_name("ledger.before-0002.2026-06-01.db")
    shutil.copy(ledger, backup)
    with refused(ledger, statement), pytest.raises(DiskFull) as full:
        FileLedger(ledger).forget(1, DAY, NOW)
    assert "othing was changed" not in full.value.message
    assert "still in the ledger" in full.value.message
    assert str(backup) in full.value.message
    assert NAME.findall(backup.read_bytes()) == []
    assert NAME.findall(ledger.read_bytes())
    with refused(ledger, statement), pytest.raises(DiskFull) as full:
        FileLedger(ledger).forget(2, DAY, NOW)
    erased = FileLedger(ledger).forget(1, DAY, NOW)
    assert (erased.backups, erased.loose) == ((), ())
    assert NAME.findall(ledger.read_bytes()) == []


def test_where_nothing_was_done_that_is_said(ledger: Path) -> None:
    populate(ledger)
    with refused(ledger, "BEGIN IMMEDIATE"), pytest.raises(DiskFull, match="Nothing was changed"):
        forget_zebulon(ledger)


def test_an_older_ledger_keeps_the_digests_as_it_will_when_it_is_migrated(ledger: Path) -> None:
    populate(ledger)
    made = schema(ledger)["table", "forgotten"]
    backup = of_revision(ledger.with_name("ledger.before-0007.2026-06-01.db"), "0006")
    with raw(backup) as db:
        db.execute("UPDATE contact SET name = 'Zebulon Quist', added_on = ?", [DAY.isoformat()])
        db.execute(
            "INSERT INTO handle (contact_id, kind, value) VALUES (1, 'email', 'z@q.example')"
        )
    forget_zebulon(ledger)
    assert parts(schema(backup)["table", "forgotten"]) == parts(made)
    with FileLedger(backup).reading() as reader:
        assert address_mark(Handle("email", "z@q.example")) in reader.forgotten()
    assert parts(schema(backup)["table", "forgotten"]) == parts(made)
