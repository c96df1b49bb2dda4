"""Ledgers for the tests of this room, and what they hold."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from farmer.details import Gain
from farmer.formats.whole_shape import SHAPE, Tables
from farmer.ledger import FileLedger
from farmer.ledger.file.restore import copied, restore
from farmer.ledger.reader import Reader
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.functions import enable_functions
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.model import Contact, Event, Fact, Handle, Touch
from farmer.referrals.states import Request, StepTaken

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def begin(ledger: Path) -> Path:
    """A ledger with two people who met at a mixer, in one change."""
    with FileLedger(ledger).changing("log event with Ana Ruiz and Bo Li", NOW) as writer:
        ana = writer.add_contact(contact("Ana Ruiz"), [Handle("email", "ana@example.org")])
        bo = writer.add_contact(Contact("Bo Li", met_through_id=ana, added_on=DAY))
        mixer = writer.add_event(Event(DAY, "Chamber mixer", "Old Mill"))
        for whose in (ana, bo):
            writer.add_touch(whose, Touch(DAY, "event", "me", 120, 30, 2, "Knows the port"), mixer)
        writer.add_fact(ana, Fact(DAY, "kept", "Sent the address"))
        writer.add_tag(ana, "golf")
        asked = StepTaken("asked", DAY)
        wanted = Request("given", ana, None, "a buyer", "asker", (asked,))
        request = writer.add_request(wanted, "a pitch", "call", inside=False)
        writer.add_step(request, RecordedStep(asked))
        writer.write_gains(ana, Gain("theirs", "skills", "Tax law", DAY))
    return ledger


def tables_of(reader: Reader) -> Tables:
    """Every row of every list in an export."""
    return {name: list(reader.table(name)) for name in SHAPE}


def contact(name: str) -> Contact:
    """A person about whom nothing but the name is known."""
    return Contact(name, added_on=DAY)


@contextmanager
def raw(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The file through nobody's eyes but SQLite's, foreign keys enforced, each statement alone."""
    with closing(_connected(ledger)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        yield db


def _connected(ledger: Path) -> sqlite3.Connection:
    if driver.salt_of(ledger) is None:
        db = sqlite3.connect(ledger, isolation_level=None)
        enable_functions(db)
        return db
    db = driver.connect(ledger, "rw")
    enable_functions(db)
    db.row_factory = None
    return db


def put_back(ledger: Path, backup: Path) -> Path | None:
    """Restore a backup; where the ledger from before is kept."""
    with copied(ledger, backup, DAY) as copy:
        return restore(ledger, copy, DAY.isoformat())


def content(ledger: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every tracked table."""
    with raw(ledger) as db:
        return {
            table: db.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in TRACKED
        }


def everything(ledger: Path) -> list[str]:
    """The whole file, schema, log and version record included, as the SQL that would make it."""
    with raw(ledger) as db:
        return list(db.iterdump())


def schema(ledger: Path) -> dict[tuple[str, str], str]:
    """What the file is made of, by type and name; line breaks and spaces do not count."""
    with raw(ledger) as db:
        found = db.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    return {(kind, name): " ".join(sql.split()) for kind, name, sql in found}


def sequences(ledger: Path) -> dict[str, int]:
    """The highest id that each table ever gave."""
    with raw(ledger) as db:
        return dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def parts(sql: str) -> list[str]:
    """A table's columns and constraints, in no order: a rebuild may change that."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    # Of a column that was added later, the constraint stands beside it.
    inside = re.sub(r"(?<=[A-Z]) CONSTRAINT", ", CONSTRAINT", inside)
    return sorted(part.strip() for part in re.split(r",\s+(?![^(]*\))", inside))
