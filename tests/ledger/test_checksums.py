"""Checksums: right after whatever is written, and wrong as soon as anything else changes."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.file.checkup import examine
from farmer.ledger.refusals import LedgerDamaged
from farmer.ledger.sqlite.checksums import BLOCK_BITS, Block, enable_checksums, has_checksums
from farmer.ledger.sqlite.schema import verify
from farmer.ledger.sqlite.schema.steps import CHECKED
from farmer.ledger.sqlite.schema.verify import damage_in
from farmer.model import Contact, Event, Fact
from tests.ledger.making import DAY, NOW, begin, raw
from tests.ledger.revisions import of_revision
from tests.ledger.story import STORY

# By table, a column in which another value is allowed.
_COLUMNS = {
    **{"contact": "company", "handle": "value", "event": "place", "touchpoint": "note"},
    **{"fact": "note", "tag": "tag", "gains": "text", "request": "need", "request_step": "note"},
    **{"promise": "text", "not_same": "other_id", "change": "words", "change_row": "row_id"},
    **{"forgotten": "digest", "former": "value", "origin": "told"},
    **{"identifier": "value", "detail": "label", "link": "how", "shared_row": "table_name"},
    **{"shared_run": "table_name"},
}


def change_unseen(ledger: Path, statement: str) -> None:
    """Write as a failing disk would: no trigger sees it."""
    with raw(ledger) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        made = triggers.fetchall()
        for name, _ in made:
            db.execute(f'DROP TRIGGER "{name}"')
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(statement)
        for _, sql in made:
            db.execute(sql)


def test_they_are_right_after_whatever_is_written(ledger: Path) -> None:
    for chapter in STORY:
        chapter(FileLedger(ledger))
        with raw(ledger) as db:
            assert damage_in(db) is None, chapter.__name__


@pytest.mark.parametrize("table", CHECKED)
def test_a_value_that_changed_by_itself_is_found_in_every_table(ledger: Path, table: str) -> None:
    *until, forgetting = STORY
    for chapter in (*until, forgetting) if table == "forgotten" else until:
        chapter(FileLedger(ledger))
    column = _COLUMNS[table]
    if table == "forgotten":
        with raw(ledger) as db:
            db.execute("INSERT INTO forgotten (key, digest) VALUES (?, ?)", ["a" * 64, "b" * 64])
    if table == "shared_row":
        with raw(ledger) as db:
            db.execute("INSERT INTO shared_row (uid, table_name) VALUES (?, 'fact')", ["a" * 32])
    if table == "shared_run":
        with raw(ledger) as db:
            db.execute(
                "INSERT INTO shared_run (table_name, first_id, body, as_of, uids)"
                " VALUES ('fact', 1, '{}', 0, ?)",
                ["a" * 64],
            )
    with raw(ledger) as db:
        (row,) = db.execute(f'SELECT max(id) FROM "{table}"').fetchone()
    new = f"'{'c' * 64}'" if table == "forgotten" else "3" if column.endswith("_id") else "'x'"
    change_unseen(ledger, f'UPDATE "{table}" SET "{column}" = {new} WHERE id = {row}')
    with raw(ledger) as db:
        found = damage_in(db)
    assert found is not None
    assert found.blocks == (Block(table, 0),)
    assert examine(ledger, DAY).changed


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM fact WHERE id = 1",
        "INSERT INTO fact (id, contact_id, \"on\", what) VALUES (900, 1, '2026-06-01', 'gave')",
        "UPDATE fact SET note = CAST(note AS BLOB) WHERE id = 1",
        "UPDATE touchpoint SET minutes = NULL WHERE id = 1",
        "UPDATE touchpoint SET note = '' WHERE id = 1",
        "DELETE FROM checksum WHERE table_name = 'contact'",
        "UPDATE checksum SET total = total + 1 WHERE table_name = 'event'",
        "UPDATE alembic_version SET version_num = '0001'",
        "DROP INDEX ix_touchpoint_event_id",
    ],
)
def test_what_came_went_or_is_of_another_kind_is_found(ledger: Path, statement: str) -> None:
    begin(ledger)
    change_unseen(ledger, statement)
    with raw(ledger) as db:
        assert damage_in(db) is not None
    with (
        pytest.raises(LedgerDamaged),
        FileLedger(ledger).changing("elsewhere", NOW) as writer,
    ):
        writer.add_event(Event(DAY, "Gala"))


@pytest.mark.parametrize(
    "statement",
    [
        'CREATE TRIGGER "contact_search_else" AFTER INSERT ON contact BEGIN SELECT 1; END',
        "CREATE TABLE search_else (id)",
        "DROP INDEX ix_touchpoint_event_id",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_a_broken_layout_of_the_index_hides_no_other(ledger: Path, statement: str) -> None:
    begin(ledger)
    with raw(ledger) as db:
        db.execute("DROP TABLE search_config")
        assert damage_in(db) is None
        db.execute(statement)
        assert damage_in(db) is not None


def test_an_older_ledger_gets_them_with_the_next_migration(ledger: Path) -> None:
    of_revision(ledger, "0001")
    with raw(ledger) as db:
        assert not has_checksums(db)
        assert damage_in(db) is None
    with FileLedger(ledger).reading() as reader:
        assert reader.exists
    with raw(ledger) as db:
        assert has_checksums(db)
        assert damage_in(db) is None


def add_facts(ledger: Path, count: int) -> None:
    with FileLedger(ledger).changing("many", NOW) as writer:
        ana = writer.add_contact(Contact("Ana Ruiz", added_on=DAY))
        for _ in range(count):
            writer.add_fact(ana, Fact(DAY, "kept"))


def test_a_change_of_a_large_ledger_sees_what_it_writes_over(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever blocks have their turn."""
    add_facts(ledger, 3 << BLOCK_BITS)
    monkeypatch.setattr(verify, "MOST_ROWS", 10)
    monkeypatch.setattr(verify, "IN_TURN", "SELECT 1 WHERE :most + :place < 0")
    change_unseen(ledger, "UPDATE fact SET note = 'x' WHERE id = 2")
    with FileLedger(ledger).changing("elsewhere", NOW) as writer:
        writer.edit_fact(2 << BLOCK_BITS, {"note": "seen"})
    with (
        pytest.raises(LedgerDamaged),
        FileLedger(ledger).changing("beside it", NOW) as writer,
    ):
        writer.edit_fact(3, {"note": "seen"})


def test_every_block_of_a_large_ledger_has_its_turn(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_facts(ledger, 9 << BLOCK_BITS)
    monkeypatch.setattr(verify, "MOST_ROWS", 10)
    change_unseen(ledger, "UPDATE fact SET note = 'x' WHERE id = 2")
    with pytest.raises(LedgerDamaged):  # noqa: PT012 — one of the next few notices
        for number in range(9):
            with FileLedger(ledger).changing("elsewhere", NOW) as writer:
                writer.add_contact(Contact(f"Bo {number}", added_on=DAY))


def test_forgetting_sums_up_anew_and_hides_no_damage(ledger: Path) -> None:
    begin(ledger)
    add_facts(ledger, 2 << BLOCK_BITS)
    change_unseen(ledger, "UPDATE fact SET note = 'x' WHERE id = 400")
    change_unseen(ledger, "UPDATE touchpoint SET note = 'x' WHERE contact_id = 1")
    FileLedger(ledger).forget(1, DAY, NOW)
    with raw(ledger) as db:
        found = damage_in(db)
        spoilt = db.execute("SELECT table_name, block FROM checksum WHERE total = -1").fetchall()
        right = db.execute("SELECT count(*) FROM checksum WHERE total >= 0").fetchone()[0]
    assert found is not None
    assert set(found.blocks) == {Block("touchpoint", 0), Block("fact", 1)}
    assert {Block(*each) for each in spoilt} == set(found.blocks)
    assert right


def test_the_sum_of_a_row_never_changes_with_the_version_of_sqlite() -> None:
    """Or every ledger would be called damaged after an upgrade."""
    row = (7, "Ana “Annie” Ruíz\n\t\\ / 王", None, "", -3, 2**53)
    spelled = '[7,"Ana “Annie” Ruíz\\n\\t\\\\ / 王",null,"",-3,9007199254740992]'
    with closing(sqlite3.connect(":memory:")) as db:
        assert _sum_of(db, row) == zlib.crc32(spelled.encode())


def test_sqlcipher_sums_up_as_sqlite_does(extra: None) -> None:
    from sqlcipher3 import dbapi2

    text = "".join(map(chr, (*range(1, 0x180), 0x2028, 0xFEFF, 0xFFFD, 0x1F600)))
    with closing(sqlite3.connect(":memory:")) as db, closing(dbapi2.connect(":memory:")) as cipher:
        assert _sum_of(db, (1, text, None)) == _sum_of(cipher, (1, text, None))


def _sum_of(db: sqlite3.Connection, row: tuple[object, ...]) -> int:
    enable_checksums(db)
    values = ", ".join("?" * len(row))
    found: int = db.execute(f"SELECT crc32(CAST(json_array({values}) AS BLOB))", row).fetchone()[0]
    return found
