"""Where each row came from: what the log still tells is filled in, and what it does not is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from farmer.formats import FORMATS
from farmer.ledger import FileLedger
from farmer.ledger.file.backup import back_up
from farmer.ledger.newcomers import ImportedTouch, Newcomer
from farmer.ledger.sqlite.schema.migrate import migrate
from farmer.model import Contact, Fact, Handle, Touch
from tests.ledger.making import DAY, NOW, begin, raw, tables_of
from tests.ledger.revisions import of_revision
from tests.ledger.story import STORY

MAIL = Handle("email", "di@moss.example")
# Read only since every change says by itself where its rows came from.
NEWER = ("bookings", "call-table", "calls", "guests", "signal", "telegram", "whatsapp")


def logged(ledger: Path, number: int, words: str, *rows: tuple[str, int]) -> None:
    """A change of an older farmer, which brought those rows in."""
    with raw(ledger) as db:
        db.execute(
            'INSERT INTO change (id, words, "at") VALUES (?, ?, ?)',
            [number, words, f"2026-06-0{number}T12:00:00+00:00"],
        )
        db.executemany(
            "INSERT INTO change_row (change_id, table_name, row_id) VALUES (?, ?, ?)",
            [[number, *row] for row in rows],
        )


def migrated(ledger: Path) -> Path:
    migrate(ledger, lambda step: back_up(ledger, step, "2026-06-15"))
    return ledger


def origin(ledger: Path, table: str, row_id: int = 1) -> tuple[Any, ...]:
    day = "added_on" if table == "contact" else "recorded_on"
    with raw(ledger) as db:
        found = db.execute(f'SELECT source, {day} FROM "{table}" WHERE id = ?', [row_id])
        return tuple(found.fetchone())


@pytest.fixture
def older(ledger: Path) -> Path:
    """A ledger of the revision before, without any log."""
    return of_revision(ledger, "0007")


def test_what_no_log_tells_says_so(older: Path) -> None:
    migrated(older)
    assert origin(older, "contact") == (None, "2026-06-01")
    assert origin(older, "fact") == (None, None)
    assert origin(older, "tag") == (None, None)
    # A touchpoint said from the beginning which file it was from.
    assert origin(older, "touchpoint") == ("hand", None)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("log event with Ana Ruiz", "hand"),
        ("import of a fair", "file"),
        *((f"import of {each.title}", each.kind) for each in FORMATS if each.kind not in NEWER),
        ("import of vCard and mail", "file"),
    ],
)
def test_what_the_log_tells_is_filled_in(older: Path, words: str, source: str) -> None:
    logged(older, 3, words, ("contact", 1), ("fact", 1), ("tag", 1), ("touchpoint", 1))
    migrated(older)
    assert origin(older, "contact") == (source, "2026-06-01")
    assert origin(older, "fact") == (source, "2026-06-03")
    assert origin(older, "tag") == (source, "2026-06-03")
    assert origin(older, "touchpoint") == ("hand", "2026-06-03")


def test_rows_of_a_whole_ledger_are_older_than_their_import(older: Path) -> None:
    logged(older, 3, "import of a whole ledger", ("contact", 1), ("fact", 1))
    migrated(older)
    assert origin(older, "contact") == (None, "2026-06-01")
    assert origin(older, "fact") == (None, None)


def test_a_change_that_was_undone_tells_nothing(older: Path) -> None:
    logged(older, 3, "remove f1", ("fact", 1))
    with raw(older) as db:
        db.execute("UPDATE change SET undone_at = '2026-06-04T12:00:00+00:00'")
    assert origin(migrated(older), "fact") == (None, None)


def test_what_undo_brings_back_knows_its_source_too(older: Path) -> None:
    logged(older, 2, "import of vCard", ("fact", 1))
    with raw(older) as db:
        image = db.execute(
            "SELECT json_object('id', id, 'contact_id', contact_id, 'what', what, 'on', \"on\","
            " 'note', note) FROM fact"
        ).fetchone()
        db.execute("DELETE FROM fact")
        db.execute(
            "INSERT INTO change (id, words, \"at\") VALUES (3, 'remove f1', '2026-06-03T12:00:00')"
        )
        db.execute(
            'INSERT INTO change_row (change_id, table_name, row_id, "before")'
            " VALUES (3, 'fact', 1, ?)",
            image,
        )
    FileLedger(migrated(older)).undo(NOW)
    assert origin(older, "fact") == ("vcard", "2026-06-02")


def test_every_row_that_is_written_says_where_it_came_from_and_when(ledger: Path) -> None:
    for step in STORY[:-1]:
        step(FileLedger(ledger))
    with FileLedger(ledger).reading() as reader:
        tables = tables_of(reader)
    for name, rows in tables.items():
        assert rows, name
        if name == "touchpoints.origins":  # each is of a touchpoint, which says when
            continue
        assert all(row["added_on" if name == "contacts" else "recorded_on"] for row in rows), name
        assert all(row["source"] for row in rows if "source" in row), name


def test_what_is_typed_and_what_is_imported_can_be_told_apart(ledger: Path) -> None:
    begin(ledger)
    touch = ImportedTouch(Touch(DAY, "connect"), "linkedin", "x1")
    di = Newcomer(
        Contact("Di Moss"), (MAIL,), (touch,), (Fact(DAY, "kept"),), ("golf",), "linkedin"
    )
    with FileLedger(ledger).changing("an import", NOW) as change:
        [new] = change.add_newcomers([di], DAY)
    assert origin(ledger, "contact", new) == ("linkedin", DAY.isoformat())
    assert origin(ledger, "handle", 2) == ("linkedin", "2026-06-15")
    assert origin(ledger, "fact", 2) == ("linkedin", "2026-06-15")
    assert origin(ledger, "tag", 2) == ("linkedin", "2026-06-15")
    assert origin(ledger, "contact") == ("hand", DAY.isoformat())
    assert origin(ledger, "handle") == ("hand", "2026-06-15")
    with FileLedger(ledger).changing("merge", NOW) as change:
        change.merge(1, new)
    assert origin(ledger, "fact", 2) == ("linkedin", "2026-06-15")


def test_the_day_is_the_users_own(ledger: Path) -> None:
    with FileLedger(ledger).changing("late", NOW, DAY) as change:
        ana = change.add_contact(Contact("Ana Ruiz", added_on=DAY), [MAIL])
        change.add_fact(ana, Fact(DAY, "kept"))
    assert origin(ledger, "handle") == ("hand", DAY.isoformat())
    assert origin(ledger, "fact") == ("hand", DAY.isoformat())


def test_the_kinds_that_the_migration_knows_are_those_of_the_formats() -> None:
    from farmer.ledger.sqlite.schema.steps import STEPS

    script = (STEPS.folder / "versions" / "0008_sources.py").read_text(encoding="utf-8")
    older = (each for each in FORMATS if each.kind not in NEWER)
    assert all(f'"{each.kind}": "{each.title}"' in script for each in older)
