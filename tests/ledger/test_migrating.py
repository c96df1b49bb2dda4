"""Bringing an older ledger up to date: everything is kept, or nothing is changed."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest.mock import patch

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.file.backup import back_up
from farmer.ledger.forgotten import source_mark
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.refusals import MigrationFailed, NewerLedger
from farmer.ledger.sqlite import log
from farmer.ledger.sqlite.forget import forget_in
from farmer.ledger.sqlite.log.undo import undo
from farmer.ledger.sqlite.schema.migrate import migrate
from farmer.ledger.sqlite.schema.steps import STEPS, TRACKED, Steps
from farmer.links import Link
from farmer.model import Contact, Touch
from farmer.referrals.states import StepTaken
from tests.ledger.making import (
    DAY,
    NOW,
    begin,
    contact,
    content,
    everything,
    parts,
    raw,
    schema,
    sequences,
)
from tests.ledger.revisions import ORIGINS, of_revision

STOP_RECORDING_THEN = (
    "UPDATE change SET recording = 0, undone_at = :undone_at WHERE id = :change_id"
)

TODAY = "2026-06-15"
# As `of_revision` has her.
ANA = Contact("Ana Ruiz", 1, added_on=date(2026, 6, 1), notes="knows the port")

# Killed at that function of the migration, with a page cache so small that the file is written to.
KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from farmer.ledger.file.backup import back_up
from farmer.ledger.sqlite.schema import migrate

def kill(db, *_):
    os.kill(os.getpid(), signal.SIGKILL)

def small(db, path, mark):
    db.execute("PRAGMA cache_size = 2")
    return revision_of(db, path, mark)

revision_of, migrate.revision_of = migrate.revision_of, small
setattr(migrate, sys.argv[2], kill)
ledger = Path(sys.argv[1])
migrate.migrate(ledger, lambda step: back_up(ledger, step, "2026-06-15"))
"""

REBUILD = """
    import sqlalchemy as sa
    from alembic import op

    from farmer.ledger.sqlite.schema.tables import TouchpointRow

    revision = "9000"
    down_revision = "HEAD"


    def upgrade():
        with op.batch_alter_table(
            "touchpoint", recreate="always", copy_from=TouchpointRow.__table__
        ) as batch:
            batch.add_column(sa.Column("mood", sa.String(), nullable=True))
"""
HALF = """
    from alembic import op

    revision = "9000"
    down_revision = "HEAD"


    def upgrade():
        op.execute("ALTER TABLE contact ADD COLUMN shoe_size INTEGER")
        op.execute("DELETE FROM fact")
        op.execute("INSERT INTO nowhere VALUES (1)")
"""
LOSING = """
    from alembic import op

    revision = "9000"
    down_revision = "HEAD"


    def upgrade():
        op.execute("DELETE FROM touchpoint WHERE id = 2")
"""
ORPHANING = """
    from alembic import op

    revision = "9000"
    down_revision = "HEAD"


    def upgrade():
        op.execute("UPDATE touchpoint SET contact_id = 77")
"""


def with_step(folder: Path, script: str) -> Steps:
    """The real steps and, after them, `script`."""
    steps = Steps((*STEPS.revisions, "9000"), folder / "steps")
    if not steps.folder.exists():
        shutil.copytree(STEPS.folder, steps.folder, ignore=shutil.ignore_patterns("__pycache__"))
    (steps.folder / "versions" / "9000_next.py").write_text(
        dedent(script).replace("HEAD", STEPS.head), encoding="utf-8"
    )
    return steps


def brought_up_to_date(ledger: Path, steps: Steps = STEPS) -> Path | None:
    return migrate(ledger, lambda step: back_up(ledger, step, TODAY), steps=steps)


def backups(ledger: Path) -> list[str]:
    return sorted(path.name for path in ledger.parent.glob("ledger.before-*"))


def arranged(ledger: Path) -> dict[tuple[str, str], str | list[str]]:
    """The schema; a rebuilt table has its constraints in any order."""
    made = schema(ledger)
    return {
        key: parts(sql) if key[0] == "table" and "(" in sql else sql for key, sql in made.items()
    }


def _touchpoint(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A touchpoint as today's columns begin: without the id that its source has for it.

    One without a source was one that somebody typed, until the day was recorded too.
    """
    *told, source, _source_id = row[:12]
    recorded_on = row[12:]
    return (*told, source or (None if recorded_on else "hand"), *recorded_on)


@pytest.mark.parametrize("revision", STEPS.revisions[:-1])
def test_every_earlier_ledger_is_brought_up_to_date_with_all_it_held(
    ledger: Path, revision: str
) -> None:
    with_a_request(of_revision(ledger, revision))
    with raw(ledger) as db:
        tables = [t for t in TRACKED if db.execute(f"PRAGMA table_info({t})").fetchall()]
        before = {t: db.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables}
    backup = brought_up_to_date(ledger)
    assert backup is not None
    after = content(ledger)
    for table, rows in before.items():
        # A step may add columns; what was there stands before them, unchanged.
        moved = table == "touchpoint" and revision < ORIGINS
        kept = [_touchpoint(row) if moved else row for row in rows]
        assert [row[: len(old)] for row, old in zip(after[table], kept, strict=True)] == kept
    assert [row[1:4] for row in after["origin"]] == [(2, "vcard", "old")]
    assert arranged(ledger) == arranged(begin(ledger.with_name("fresh.db")))
    with FileLedger(ledger).reading() as reader:
        assert {hit.table for hit in reader.search("port") + reader.search("lease")} == {
            "contact",
            "fact",
        }
    with FileLedger(ledger).changing("add", NOW) as writer:
        writer.add_contact(contact("Bo Li"))
    FileLedger(ledger).undo(NOW)
    assert content(ledger) == after


@pytest.mark.parametrize("revision", STEPS.revisions[:-1])
@pytest.mark.parametrize("moment", ["_keep_sequences", "_verify", "create_search"])
def test_killed_in_the_middle_of_a_step_the_ledger_is_as_it_was_and_then_is_migrated(
    ledger: Path, tmp_path: Path, revision: str, moment: str
) -> None:
    of_revision(ledger, revision)
    with raw(ledger) as db:
        notes = [f"note {number} " + "x" * 500 for number in range(2_000)]
        db.executemany("UPDATE contact SET notes = ?", [[notes[0]]])
        db.executemany(
            "INSERT INTO contact (name, notes, added_on) VALUES ('Cy Ode', ?, '2026-06-01')",
            [[note] for note in notes],
        )
        before = list(db.iterdump())
    killed = subprocess.run([sys.executable, "-c", KILLED, str(ledger), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert ledger.with_name("ledger.db-journal").exists()
    crashed = Path(shutil.copytree(ledger.parent, tmp_path / "crashed"))
    with raw(crashed / "ledger.db") as db:
        assert list(db.iterdump()) == before
    said: list[str] = []
    with FileLedger(ledger, said.append).reading() as reader:
        assert len(reader.people()) == 2_001
    assert len(said) == 1
    assert FileLedger(ledger).whereabouts().revision == STEPS.head


def a_ledger_with_sources(ledger: Path) -> None:
    """Of the revision before a touchpoint could have several: t1 was edited, t3 taken out.

    The last change, t4, was undone.
    """
    of_revision(ledger, "0009")
    with raw(ledger) as db:
        db.row_factory = sqlite3.Row
        columns = 'contact_id, kind, "on", minutes, source, source_id, note'
        for words, *statements in (
            (
                "import of calendar",
                f"""INSERT INTO touchpoint ({columns}) VALUES
                    (1, 'meeting', '2026-06-02', 30, 'icalendar', 'ana\ta 2026-06-02', 'Port'),
                    (1, 'connect', '2026-06-03', NULL, 'linkedin', 'ana', '')""",
            ),
            (
                "edit",
                "UPDATE touchpoint SET minutes = 45, note = 'Pier' WHERE source_id LIKE '%a%02'",
            ),
            (
                "import of calendar",
                f"""INSERT INTO touchpoint ({columns}) VALUES
                    (1, 'video', '2026-06-04', 60, 'icalendar', 'ana\tb 2026-06-04', 'Zoé')""",
            ),
            ("edit", "UPDATE touchpoint SET minutes = 15 WHERE kind = 'video'"),
            ("remove", "DELETE FROM touchpoint WHERE kind = 'video'"),
            (
                "import of mail",
                f"""INSERT INTO touchpoint ({columns}) VALUES
                    (1, 'email', '2026-06-05', NULL, 'mail', 'ana\temail 2026-06-05', '')""",
            ),
        ):
            at = "2026-06-06T12:00:00+00:00"
            db.execute('INSERT INTO change (words, "at", recording) VALUES (?, ?, 1)', [words, at])
            for statement in statements:
                db.execute(statement)
            db.execute("UPDATE change SET recording = 0")
        undo_as_then(db)


def undo_as_then(db: sqlite3.Connection) -> None:
    """Undo as farmer did while a change kept no instant at which it was last done again."""
    with patch.object(log.undo, "STOP_RECORDING", STOP_RECORDING_THEN):
        undo(db, NOW)


def known(ledger: Path) -> list[tuple[str, str, str, int | None]]:
    """The kind of what sources know, as what, and how long they and the ledger say it was."""
    with FileLedger(ledger).reading() as reader:
        return [
            (
                touchpoint.touch.kind,
                sourced.source_id,
                f"{told['on']} {told['minutes']} {told['note']}" if told else "",
                touchpoint.touch.minutes,
            )
            for sourced in reader.sourced()
            for told in [json.loads(sourced.told or "null")]
            if (touchpoint := reader.touchpoint(sourced.touch_id)) is not None
        ]


def test_what_sources_know_goes_along_with_what_they_told_and_with_what_the_log_brings_back(
    ledger: Path,
) -> None:
    a_ledger_with_sources(ledger)
    brought_up_to_date(ledger)
    generic = ("meeting", "old", "", None)
    met = ("meeting", "ana\ta 2026-06-02", "2026-06-02 30 Port", 45)
    linked = ("connect", "ana", "", None)
    mailed = ("email", "ana\temail 2026-06-05", "", None)
    seen = ("video", "ana\tb 2026-06-04", "2026-06-04 60 Zoé", 15)
    assert known(ledger) == [generic, met, linked]
    after = content(ledger)
    assert FileLedger(ledger).redo().words == "import of mail"
    assert known(ledger) == [generic, met, linked, mailed]
    assert FileLedger(ledger).undo(NOW).words == "import of mail"
    assert content(ledger) == after
    assert FileLedger(ledger).undo(NOW).words == "remove"
    assert known(ledger) == [generic, met, linked, seen]
    for _ in range(3):
        FileLedger(ledger).undo(NOW)
    assert known(ledger) == [generic, (*met[:3], 30), linked]
    assert FileLedger(ledger).undo(NOW).words == "import of calendar"
    assert known(ledger) == [generic]
    for _ in range(5):
        FileLedger(ledger).redo()
    assert content(ledger) == after


@pytest.mark.parametrize("revision", ["0009", "0010", "0011"])
@pytest.mark.parametrize("undone", [0, 1, 3])
def test_what_was_changed_of_rebuilt_and_widened_tables_can_be_undone_after_it(
    ledger: Path, revision: str, undone: int
) -> None:
    """People and addresses, which got columns, and the steps of requests, whose table is another.

    Some changes were undone before already: they can be done again.
    """
    with_a_request(of_revision(ledger, revision))
    with raw(ledger) as db:
        db.row_factory = sqlite3.Row
        for words, statement in (
            ("edit c1", "UPDATE contact SET name = 'Ana de la Cruz' WHERE id = 1"),
            ("edit c1", "DELETE FROM handle WHERE id = 1"),
            ("target said no", """INSERT INTO request_step (request_id, step, "on", note)
                VALUES (1, 'target-no', '2026-06-02', 'not now')"""),
            ("edit s1", "UPDATE request_step SET note = 'mailed' WHERE id = 1"),
            ("remove s3", "DELETE FROM request_step WHERE id = 3"),
        ):  # fmt: skip
            at = "2026-06-06T12:00:00+00:00"
            db.execute('INSERT INTO change (words, "at", recording) VALUES (?, ?, 1)', [words, at])
            db.execute(statement)
            db.execute("UPDATE change SET recording = 0")
        for _ in range(undone):
            undo_as_then(db)
    brought_up_to_date(ledger)
    after, told = content(ledger), [told_of_request(ledger)]
    kept = FileLedger(ledger)
    for _ in range(undone):
        kept.redo()
    with kept.reading() as reader:
        assert reader.contact(1) == replace(ANA, name="Ana de la Cruz")
        assert reader.addresses(1) == []
    assert told_of_request(ledger) == [("asked", "mailed", None), ("ask-target", "", None)]
    for words in ("remove s3", "edit s1", "target said no", "edit c1", "edit c1"):
        told.append(told_of_request(ledger))
        assert kept.undo(NOW).words == words
    assert told[2] == [*told[1], ("target-no", "not now", None)]
    with kept.reading() as reader:
        assert reader.contact(1) == ANA
        (address,) = reader.addresses(1)
    assert (address.handle.value, address.preferred, address.until) == (
        "ana@acme.example",
        False,
        None,
    )
    for _ in range(5 - undone):
        kept.redo()
    assert content(ledger) == after
    with kept.changing("target said later", NOW) as writer:
        writer.add_step(1, RecordedStep(StepTaken("target-later", DAY, until=date(2026, 9, 1))))
    steps = content(ledger)["request_step"]
    assert steps[-1][0] == 4  # the third was given


def with_a_request(ledger: Path) -> Path:
    """An older ledger with an address, a promise and a request too, where it had any."""
    with raw(ledger) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        for table, columns, values in (
            ("handle", "contact_id, kind, value", "1, 'email', 'ana@acme.example'"),
            ("promise", "contact_id, text, mine, made_on", "1, 'fare', 1, '2026-06-01'"),
            (
                "request",
                "direction, person_id, target, need, began",
                "'given', 1, 'Bo', 'a berth', 'asker'",
            ),
            ("request_step", 'request_id, step, "on", note', "1, 'asked', '2026-06-01', 'called'"),
            ("request_step", 'request_id, step, "on"', "1, 'ask-target', '2026-06-01'"),
        ):
            if table in there:
                db.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({values})')
    return ledger


def told_of_request(ledger: Path) -> list[tuple[str, str, object]]:
    with FileLedger(ledger).reading() as reader:
        (request,) = reader.requests()
    return [(step.taken.step, step.taken.note, step.taken.until) for step in request.steps]


@pytest.mark.parametrize("migrated", [False, True])
def test_forgotten_by_what_sources_knew_before_and_after_that_step(
    ledger: Path, migrated: bool
) -> None:
    a_ledger_with_sources(ledger)
    if migrated:
        brought_up_to_date(ledger)
    forget_in(ledger, {(1, "2026-06-01")}, NOW)
    with FileLedger(ledger).reading() as reader:
        forgotten = reader.forgotten()
    for mark in (
        ("icalendar", "ana\tz"),
        ("linkedin", "ana"),
        ("mail", "ana\tz"),
        ("vcard", "old"),
    ):
        assert source_mark(*mark) in forgotten
    assert source_mark("vcard", "ana") not in forgotten
    with raw(ledger) as db:
        assert not any("ana" in line or "Pier" in line for line in db.iterdump())


def test_rebuilt_table_keeps_all_it_had(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("log", NOW) as writer:
        writer.add_touch(1, Touch(DAY, "call"))
    FileLedger(ledger).undo(NOW)  # the highest id given is now higher than any in the table
    rows, before, given = content(ledger), schema(ledger), sequences(ledger)
    brought_up_to_date(ledger, with_step(tmp_path, REBUILD))
    assert content(ledger) == {
        **rows,
        "touchpoint": [(*row, None) for row in rows["touchpoint"]],
    }
    assert sequences(ledger) == given
    after = schema(ledger)
    assert after.keys() == before.keys()
    table = after["table", "touchpoint"]
    assert "PRIMARY KEY AUTOINCREMENT" in table
    for rule in ("kind", "on", "by", "minutes", "group", "depth", "time"):
        assert f"CONSTRAINT ck_touchpoint_{rule} CHECK" in table
    for name in (
        "fk_touchpoint_contact_id",
        "fk_touchpoint_event_id",
    ):
        assert f"CONSTRAINT {name} " in table
    assert all("mood" in after["trigger", f"touchpoint_{event}"] for event in ("update", "delete"))
    changed = {key for key in after if after[key] != before[key]}
    assert {name for _, name in changed} == {
        "touchpoint",
        "touchpoint_update",
        "touchpoint_delete",
        *(f"touchpoint_checksum_{event}" for event in ("insert", "update", "delete")),
    }


def test_change_made_before_a_migration_can_be_undone_after_it(
    ledger: Path, tmp_path: Path
) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("edit t1", NOW) as writer:
        writer.edit_touch(1, {"by": "them"})
    steps = with_step(tmp_path, REBUILD)
    brought_up_to_date(ledger, steps)
    assert FileLedger(ledger, steps=steps).undo(NOW).words == "edit t1"
    assert FileLedger(ledger, steps=steps).undo(NOW).rows == 11
    assert not any(content(ledger).values())


@pytest.mark.parametrize("script", [HALF, LOSING, ORPHANING])
def test_failing_step_leaves_the_ledger_as_it_was(
    ledger: Path, tmp_path: Path, script: str
) -> None:
    before = everything(begin(ledger))
    steps = with_step(tmp_path, script)
    with pytest.raises(MigrationFailed) as failed:
        brought_up_to_date(ledger, steps)
    assert str(ledger) in failed.value.message
    assert failed.value.hint
    assert everything(ledger) == before


def test_mended_step_goes_on_from_where_the_failed_one_left_it(
    ledger: Path, tmp_path: Path
) -> None:
    begin(ledger)
    with pytest.raises(MigrationFailed):
        brought_up_to_date(ledger, with_step(tmp_path, HALF))
    brought_up_to_date(ledger, with_step(tmp_path / "mended", REBUILD))
    assert FileLedger(ledger).whereabouts().revision == "9000"


def test_interrupted_step_leaves_the_ledger_as_it_was(ledger: Path, tmp_path: Path) -> None:
    before = everything(begin(ledger))
    script = HALF.replace('op.execute("INSERT INTO nowhere VALUES (1)")', "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        brought_up_to_date(ledger, with_step(tmp_path, script))
    assert everything(ledger) == before


def test_failing_migrations_do_not_pile_up_backups(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    steps = with_step(tmp_path, HALF)
    for _ in range(3):
        with pytest.raises(MigrationFailed), FileLedger(ledger, steps=steps).reading():
            pass
    assert len(backups(ledger)) <= 1


def test_backup_is_the_ledger_before_and_private(ledger: Path, tmp_path: Path) -> None:
    before = everything(begin(ledger))
    backup = brought_up_to_date(ledger, with_step(tmp_path, REBUILD))
    assert backup == ledger.with_name("ledger.before-9000.2026-06-15.db")
    assert everything(backup) == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_backup_never_replaces_another_file(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    there = ledger.with_name("ledger.before-9000.2026-06-15.db")
    there.write_text("somebody's", encoding="utf-8")
    backup = brought_up_to_date(ledger, with_step(tmp_path, REBUILD))
    assert there.read_text(encoding="utf-8") == "somebody's"
    assert backup == ledger.with_name("ledger.before-9000.2026-06-15-2.db")


def test_current_ledger_is_left_alone(ledger: Path) -> None:
    begin(ledger)
    before = ledger.read_bytes()
    assert brought_up_to_date(ledger) is None
    assert ledger.read_bytes() == before
    assert backups(ledger) == []


def test_reading_migrates_an_older_ledger_and_says_so(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    said: list[str] = []
    steps = with_step(tmp_path, REBUILD)
    with FileLedger(ledger, said.append, steps=steps).reading() as reader:
        assert len(reader.people()) == 2
    (sentence,) = said
    assert "brought up to date" in sentence
    assert backups(ledger)[0] in sentence


def test_undo_migrates_an_older_ledger_and_says_so(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    said: list[str] = []
    FileLedger(ledger, said.append, steps=with_step(tmp_path, REBUILD)).undo(NOW)
    assert len(said) == 1


def test_newer_ledger_is_refused_unchanged_but_can_be_told_of(ledger: Path, tmp_path: Path) -> None:
    brought_up_to_date(begin(ledger), with_step(tmp_path, REBUILD))
    before = ledger.read_bytes()
    with pytest.raises(NewerLedger, match="newer farmer"), FileLedger(ledger).reading():
        pass
    with pytest.raises(NewerLedger), FileLedger(ledger).changing("add", NOW) as writer:
        writer.add_contact(contact("Cy"))
    with pytest.raises(NewerLedger):
        FileLedger(ledger).undo(NOW)
    with pytest.raises(NewerLedger):
        brought_up_to_date(ledger)
    assert ledger.read_bytes() == before
    found = FileLedger(ledger).whereabouts()
    assert (found.exists, found.revision, found.size) == (True, "9000", len(before))


def test_alembic_neither_prints_nor_sets_up_logging(
    ledger: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import logging

    before = list(logging.root.handlers), logging.root.level
    brought_up_to_date(begin(ledger), with_step(tmp_path, REBUILD))
    assert (list(logging.root.handlers), logging.root.level) == before
    assert capfd.readouterr() == ("", "")


def test_ledger_from_before_links_takes_them_and_whoever_was_archived_stays_that(
    ledger: Path,
) -> None:
    """Nobody who was in the ledger becomes somebody only known of, and a link is undone."""
    of_revision(ledger, "0015")
    with raw(ledger) as db:
        db.execute(
            "INSERT INTO contact (name, added_on, archived, source)"
            " VALUES ('Bo Li', '2026-06-01', 1, 'linkedin')"
        )
    assert brought_up_to_date(ledger) is not None
    with FileLedger(ledger).reading() as reader:
        assert [(p.name, p.archived, p.known_of) for p in reader.people()] == [
            ("Ana Ruiz", False, False),
            ("Bo Li", True, False),
        ]
        assert reader.links_of([1, 2], DAY) == []
        assert reader.lapsed(date(2100, 1, 1)) == []
    before = content(ledger)
    with FileLedger(ledger).changing("link", NOW) as writer:
        writer.write_link(2, 1, Link(DAY, "on the board", "works", told_by_id=2))
    with FileLedger(ledger).reading() as reader:
        [told] = reader.links_of([2], DAY)
        assert (told.contact_id, told.other_id, told.link.how) == (1, 2, "on the board")
        assert [hit.table for hit in reader.search("board")] == ["link"]
    FileLedger(ledger).undo(NOW)
    assert content(ledger) == before


def test_ledger_from_before_assistants_were_noted_takes_such_notes_and_keeps_its_own(
    ledger: Path,
) -> None:
    """It begins with none, and what was noted of sources before stays."""
    of_revision(ledger, "0017")
    with raw(ledger) as db:
        db.execute("INSERT INTO remembered (path, kind) VALUES ('/data/cards', 'vcard')")
    assert brought_up_to_date(ledger) is not None
    file = FileLedger(ledger)
    with file.reading() as reader:
        assert reader.assistant_reads() == []
        assert [each.path for each in reader.remembered()] == ["/data/cards"]
    read = AssistantRead(1, DAY, "check")
    file.note_assistant([read, read, read._replace(with_words=True), read])
    with file.reading() as reader:
        assert reader.assistant_reads() == [read._replace(with_words=True)]


def test_links_from_before_rows_had_names_outside_stay_are_undone_and_forgotten(
    ledger: Path,
) -> None:
    """Those that stand, one that was taken out, and whoever is only known of."""
    of_revision(ledger, "0016")
    with raw(ledger) as db:
        db.execute("INSERT INTO contact (name, added_on) VALUES ('Bo Li', '2026-06-01')")
        db.execute(
            "INSERT INTO contact (name, added_on, archived, source)"
            " VALUES ('Carla Voss', '2026-06-01', 1, 'link')"
        )
        for words, statement in (
            (
                "link",
                'INSERT INTO link (contact_id, other_id, how, strength, told_by_id, "on", source)'
                " VALUES (1, 2, 'from school', 'close', NULL, '2026-06-01', 'hand'),"
                " (1, 3, 'on the board', NULL, 2, '2026-06-01', 'hand')",
            ),
            ("remove k1", "DELETE FROM link WHERE id = 1"),
        ):
            at = "2026-06-06T12:00:00+00:00"
            db.execute('INSERT INTO change (words, "at", recording) VALUES (?, ?, 1)', [words, at])
            db.execute(statement)
            db.execute("UPDATE change SET recording = 0")
        before = db.execute("SELECT * FROM link").fetchall()
    assert brought_up_to_date(ledger) is not None
    assert content(ledger)["link"] == before
    with FileLedger(ledger).reading() as reader:
        (carla,) = (each for each in reader.people() if each.known_of)
        [told] = reader.links_of([carla.id], DAY)
        assert (told.beyond(carla.id), told.link.how, told.link.told_by_id) == (
            *(1, "on the board", 2),
        )
        assert [hit.table for hit in reader.search("board")] == ["link"]
    FileLedger(ledger).undo(NOW)
    with FileLedger(ledger).reading() as reader:
        assert [each.link.how for each in reader.links_of([1], DAY)] == [
            "from school",
            "on the board",
        ]
    assert forget_in(ledger, {(2, "2026-06-01")}, NOW) is not None
    assert [row[1:4] for row in content(ledger)["link"]] == [(1, 3, "on the board")]
    assert b"from school" not in ledger.read_bytes()
