"""What is added by the thousand is logged and indexed as if it had been added one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from farmer.errors import Conflict
from farmer.ledger import FileLedger
from farmer.ledger.newcomers import ImportedTouch, Newcomer
from farmer.ledger.sqlite.bulk import CHUNK
from farmer.ledger.sqlite.read.reader import SqliteReader
from farmer.ledger.sqlite.schema.search_index import is_stale
from farmer.ledger.sqlite.schema.verify import damage_in
from farmer.ledger.sqlite.write import SqliteWriter
from farmer.model import Contact, Event, Fact, Handle, Touch
from tests.ledger.making import DAY, NOW, begin, raw

ON = date(2020, 1, 1)
PEOPLE = [
    Newcomer(
        Contact(f"Guest {number}", company="Quay & Sons" if number % 2 else ""),
        (Handle("email", f"guest{number}@example.org"),),
        (
            ImportedTouch(
                Touch(ON, "call", note=f"the quay {number}"),
                "test",
                str(number),
                event_id=1 if number % 7 == 0 else None,
            ),
        ),
        (Fact(ON, "kept", "sent it"),) if number % 3 == 0 else (),
        ("golf",) if number % 5 == 0 else (),
    )
    for number in range(40)
]


def one_by_one(writer: SqliteWriter) -> None:
    writer.add_event(Event(ON, "Quay day"))
    for whole in PEOPLE:
        contact = Contact(whole.contact.name, company=whole.contact.company, added_on=DAY)
        whose = writer.add_contact(contact, whole.handles)
        for sourced in whole.touches:
            named = (sourced.source, sourced.source_id)
            writer.add_touch(whose, sourced.touch, sourced.event_id, *named)
        for fact in whole.facts:
            writer.add_fact(whose, fact)
        for tag in whole.tags:
            writer.add_tag(whose, tag)


def at_once(writer: SqliteWriter) -> None:
    writer.add_event(Event(ON, "Quay day"))
    writer.add_newcomers(PEOPLE, DAY)


def logged(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    query = 'SELECT change_id, table_name, row_id, "before" FROM change_row'
    return sorted(map(tuple, db.execute(query)))


def triggers(db: sqlite3.Connection) -> set[tuple[object, ...]]:
    query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    return set(map(tuple, db.execute(query)))


def test_the_log_the_index_and_the_triggers_are_the_same(tmp_path: Path) -> None:
    found = []
    for write in (one_by_one, at_once):
        path = begin(tmp_path / f"{write.__name__}.db")
        with FileLedger(path).changing("import", NOW) as writer:
            write(writer)
        with raw(path) as db:
            hits = {(hit.table, hit.row_id) for hit in SqliteReader(db).search("quay")}
            hits |= {(hit.table, hit.row_id) for hit in SqliteReader(db).search("sent")}
            assert not is_stale(db)
            assert damage_in(db) is None
            found.append((logged(db), triggers(db), hits))
    assert found[0] == found[1]
    assert len(found[0][0]) > len(PEOPLE)
    assert len(found[0][2]) > len(PEOPLE)


def test_more_than_a_chunk_is_logged_whole(ledger: Path) -> None:
    begin(ledger)
    many = [Newcomer(Contact(f"Guest {number}")) for number in range(2 * CHUNK + 1)]
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers(many, DAY)
    with raw(ledger) as db:
        (count,) = db.execute("SELECT count(*) FROM change_row WHERE change_id = 2").fetchone()
    assert count == len(many)


def test_where_a_row_is_refused_the_triggers_are_as_before(ledger: Path) -> None:
    begin(ledger)
    with raw(ledger) as db:
        before = triggers(db), logged(db)
    twice = Newcomer(Contact("Guest"), tags=("golf", "golf"))
    with pytest.raises(Conflict), FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers([twice], DAY)
    with raw(ledger) as db:
        assert (triggers(db), logged(db)) == before


def test_what_is_written_afterwards_is_logged_and_indexed(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers(PEOPLE, DAY)
    with FileLedger(ledger).changing("add", NOW) as writer:
        whose = writer.add_contact(Contact("Zoë Pier", added_on=DAY))
    with raw(ledger) as db:
        assert [(hit.table, hit.row_id) for hit in SqliteReader(db).search("pier")] == [
            ("contact", whose)
        ]
        assert (3, "contact", whose, None) in logged(db)
    with closing(sqlite3.connect(ledger)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
