"""Undo and redo: any changes, stepped through one by one, give every earlier ledger again."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.details import GAINS, WHOSE, Gain
from farmer.errors import Conflict
from farmer.facts import FACTS
from farmer.ledger import FileLedger
from farmer.ledger.newcomers import ImportedTouch, Newcomer
from farmer.ledger.sqlite.read.reader import SqliteReader
from farmer.ledger.sqlite.schema.search_index import create_search, drop_search
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.sqlite.write import SqliteWriter
from farmer.model import BEGINNERS, KINDS, Contact, Event, Fact, Handle, Touch
from tests.ledger.making import DAY, NOW, begin, contact, content, raw, sequences

Operation = Callable[[SqliteWriter], object]

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
NAMES = TEXTS.map(lambda text: f"N{text}")
DAYS = st.dates(date(1990, 1, 1), date(2026, 6, 15))
HANDLES = st.lists(
    st.builds(Handle, st.sampled_from(("email", "phone", "url")), st.sampled_from("abcd")),
    max_size=3,
)
TOUCHES = st.builds(
    Touch,
    DAYS,
    st.sampled_from(KINDS),
    st.none() | st.sampled_from(BEGINNERS),
    st.none() | st.integers(1, 1440),
    st.none() | st.integers(2, 90),
    st.integers(0, 3),
    TEXTS,
)
CONTACTS = st.builds(Contact, NAMES, nickname=TEXTS, company=TEXTS, notes=TEXTS, added_on=DAYS)


def ids(db: sqlite3.Connection, table: str) -> list[int]:
    return [row[0] for row in db.execute(f'SELECT id FROM "{table}" ORDER BY id')]


def on_some(table: str, act: Callable[[SqliteWriter, int], object], choice: int) -> Operation:
    """`act` on one of the rows that there are, if any."""

    def operation(writer: SqliteWriter) -> None:
        there = ids(writer.connection, table)
        if there:
            act(writer, there[choice % len(there)])

    return operation


def removing(table: str, choice: int) -> Operation:
    """A row taken out by plain SQL, with all that hangs on it; the triggers see that too."""
    sql = f'DELETE FROM "{table}" WHERE id = ?'
    return on_some(table, lambda writer, row: writer.connection.execute(sql, [row]), choice)


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    kinds = ("contact", "many", "touch", "fact", "fill", "edit", "tag", "gains", "remove")
    kind = draw(st.sampled_from(kinds))
    choice = draw(st.integers(0, 50))
    if kind == "contact":
        person, handles = draw(CONTACTS), draw(HANDLES)
        return lambda writer: writer.add_contact(person, handles)
    if kind == "many":
        sourced = ImportedTouch(draw(TOUCHES), "linkedin", "x")
        people = [Newcomer(draw(CONTACTS), tuple(draw(HANDLES)), (sourced,)) for _ in range(3)]
        return lambda writer: writer.add_newcomers(people, DAY)
    if kind == "touch":
        event, touch = draw(st.builds(Event, DAYS, TEXTS.map(str.strip))), draw(TOUCHES)
        return on_some(
            "contact",
            lambda writer, row: writer.add_touch(row, touch, writer.add_event(event)),
            choice,
        )
    if kind == "remove":
        return removing(draw(st.sampled_from(TRACKED)), choice)
    return draw(smaller_operations(kind, choice))


def smaller_operations(kind: str, choice: int) -> st.SearchStrategy[Operation]:
    if kind == "fact":
        facts = st.builds(Fact, DAYS, st.sampled_from(FACTS), TEXTS)
        return facts.map(lambda fact: on_some("contact", lambda w, i: w.add_fact(i, fact), choice))
    if kind == "fill":
        return st.tuples(TEXTS, HANDLES).map(
            lambda found: on_some("contact", lambda w, i: add_to(w, i, *found), choice)
        )
    if kind == "tag":
        return st.sampled_from("abc").map(
            lambda tag: on_some("contact", lambda w, i: retag(w, i, tag), choice)
        )
    if kind == "gains":
        gains = st.builds(
            Gain, st.sampled_from(WHOSE), st.sampled_from(GAINS), TEXTS.map(str.strip), DAYS
        )
        return gains.map(
            lambda gain: on_some("contact", lambda w, i: w.write_gains(i, gain), choice)
        )
    return st.sampled_from(BEGINNERS).map(
        lambda by: on_some("touchpoint", lambda w, i: w.edit_touch(i, {"by": by}), choice)
    )


def retag(writer: SqliteWriter, contact_id: int, tag: str) -> None:
    """In if they are out, and out if they are in."""
    asked = "SELECT 1 FROM tag WHERE contact_id = ? AND tag = ?"
    if writer.connection.execute(asked, [contact_id, tag]).fetchone():
        writer.remove_tag(contact_id, tag)
    else:
        writer.add_tag(contact_id, tag)


def add_to(writer: SqliteWriter, contact_id: int, title: str, handles: list[Handle]) -> None:
    writer.edit_contact(contact_id, {"title": title})
    writer.add_handles(contact_id, handles)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(operations(), min_size=1, max_size=4), min_size=1, max_size=5))
def test_stepping_back_and_forward_gives_every_ledger_again(
    changes: list[list[Operation]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = begin(Path(folder) / "ledger.db")
        states = [content(ledger)]
        for operations_of_one in changes:
            with FileLedger(ledger).changing("change", NOW) as writer:
                for operation in operations_of_one:
                    operation(writer)
            if kept_changes(ledger) > len(states):
                states.append(content(ledger))
        given_ids = sequences(ledger)
        assert states[-1] == content(ledger)
        for state in reversed(states[:-1]):
            FileLedger(ledger).undo(NOW)
            assert content(ledger) == state
        FileLedger(ledger).undo(NOW)
        assert not any(content(ledger).values())
        assert searchable(ledger) == []
        with pytest.raises(Conflict):
            FileLedger(ledger).undo(NOW)
        for state in states:
            FileLedger(ledger).redo()
            assert content(ledger) == state
            assert searchable(ledger) == searchable_anew(ledger)
        with pytest.raises(Conflict):
            FileLedger(ledger).redo()
        assert {table: sequences(ledger)[table] for table in states_of(given_ids)} == {
            table: given_ids[table] for table in states_of(given_ids)
        }


def searchable(ledger: Path) -> list[tuple[int, str, str]]:
    """What the index says, row by row."""
    with raw(ledger) as db:
        return db.execute("SELECT rowid, name, text FROM search ORDER BY rowid").fetchall()


def searchable_anew(ledger: Path) -> list[tuple[int, str, str]]:
    """What it would say if it were laid out now."""
    with raw(ledger) as db:
        db.execute("BEGIN")
        drop_search(db)
        create_search(db)
        found = db.execute("SELECT rowid, name, text FROM search ORDER BY rowid").fetchall()
        db.execute("ROLLBACK")
        return found


def kept_changes(ledger: Path) -> int:
    with raw(ledger) as db:
        found: int = db.execute("SELECT count(*) FROM change").fetchone()[0]
        return found


def states_of(given_ids: dict[str, int]) -> set[str]:
    """The tracked tables that ever gave an id."""
    return given_ids.keys() - {"change", "change_row"}


def test_undo_tells_what_it_took_back(ledger: Path) -> None:
    begin(ledger)
    undone = FileLedger(ledger).undo(NOW + timedelta(hours=1))
    assert (undone.words, undone.changed_at) == ("log event with Ana Ruiz and Bo Li", NOW)
    assert undone.rows == 11
    with raw(ledger) as db:
        assert db.execute("SELECT recording, undone_at FROM change").fetchall() == [
            (0, "2026-06-15T13:00:00+00:00")
        ]


def test_last_in_first_out(ledger: Path) -> None:
    begin(ledger)
    for name in ("Cy", "Di"):
        with FileLedger(ledger).changing(f"add {name}", NOW) as writer:
            writer.add_contact(contact(name))
    assert FileLedger(ledger).undo(NOW).words == "add Di"
    with FileLedger(ledger).changing("add Ed", NOW) as writer:
        writer.add_contact(contact("Ed"))
    assert [FileLedger(ledger).undo(NOW).words for _ in range(2)] == ["add Ed", "add Cy"]


def test_what_was_undone_can_be_redone_until_something_is_written(ledger: Path) -> None:
    begin(ledger)
    for name in ("Cy", "Di"):
        with FileLedger(ledger).changing(f"add {name}", NOW) as writer:
            writer.add_contact(contact(name))
    FileLedger(ledger).undo(NOW)
    FileLedger(ledger).undo(NOW)
    assert FileLedger(ledger).redo().words == "add Cy"
    with FileLedger(ledger).changing("add Ed", NOW) as writer:
        writer.add_contact(contact("Ed"))
    with pytest.raises(Conflict):
        FileLedger(ledger).redo()
    FileLedger(ledger).undo(NOW)
    assert FileLedger(ledger).redo().words == "add Ed"


def test_a_change_that_writes_nothing_leaves_what_can_be_redone(ledger: Path) -> None:
    begin(ledger)
    FileLedger(ledger).undo(NOW)
    with FileLedger(ledger).changing("nothing", NOW):
        pass
    assert FileLedger(ledger).redo().words == "log event with Ana Ruiz and Bo Li"


def test_the_edition_tells_undo_and_redo_too(ledger: Path) -> None:
    begin(ledger)
    editions = []
    for step in (None, lambda: FileLedger(ledger).undo(NOW), lambda: FileLedger(ledger).redo()):
        if step:
            step()
        with raw(ledger) as db:
            editions.append(SqliteReader(db).edition())
    assert editions[0] != editions[1] != editions[2]


def test_ids_are_not_given_again_after_undo(ledger: Path) -> None:
    begin(ledger)
    given_ids = []
    for _ in range(3):
        with FileLedger(ledger).changing("add", NOW) as writer:
            given_ids.append(writer.add_contact(contact("Cy")))
        FileLedger(ledger).undo(NOW)
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers([Newcomer(contact("Di"))], DAY)
        given_ids += ids(writer.connection, "contact")[2:]
    assert given_ids == [3, 4, 5, 6]


def test_undone_change_keeps_what_would_do_it_again(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("edit t1", NOW) as writer:
        writer.edit_touch(1, {"by": "them"})
    FileLedger(ledger).undo(NOW)
    with raw(ledger) as db:
        (before,) = db.execute("SELECT before FROM change_row WHERE change_id = 2").fetchall()
    assert json.loads(before[0])["by"] == "them"


def test_nothing_to_undo_is_a_conflict_and_makes_no_file(ledger: Path) -> None:
    with pytest.raises(Conflict) as refused:
        FileLedger(ledger).undo(NOW)
    assert refused.value.hint
    assert not ledger.exists()
    FileLedger(begin(ledger)).undo(NOW)
    with pytest.raises(Conflict):
        FileLedger(ledger).undo(NOW)


def test_undo_that_fails_changes_nothing(ledger: Path) -> None:
    begin(ledger)
    with raw(ledger) as db:
        db.execute("CREATE TRIGGER no BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'no'); END")
    before = content(ledger)
    with pytest.raises(Conflict):
        FileLedger(ledger).undo(NOW)
    assert content(ledger) == before
    with raw(ledger) as db:
        assert db.execute("SELECT recording, undone_at FROM change").fetchall() == [(0, None)]
        assert db.execute("SELECT count(*) FROM change_row").fetchone() == (11,)


def test_large_import_is_undone(ledger: Path) -> None:
    begin(ledger)
    before = content(ledger)
    people = [
        Newcomer(
            contact(f"Guest {number}"),
            (Handle("url", f"example.org/{number}"),),
            (ImportedTouch(Touch(DAY, "connect"), "linkedin", str(number)),),
        )
        for number in range(3000)
    ]
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers(people, DAY)
    assert len(content(ledger)["touchpoint"]) == 3002
    assert FileLedger(ledger).undo(NOW).rows == 12000
    assert content(ledger) == before
