"""Ledgers made to hurt: with farmer's mark, and with what no farmer puts into one."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.schema.steps import STEPS, TRACKED
from farmer.ledger.sqlite.schema.tables import every_table
from farmer.ledger.sqlite.schema.trust import UNTRACKED
from tests.conftest import Farmer
from tests.ledger.making import begin, content, everything, parts, raw, schema
from tests.ledger.revisions import of_revision

Hurt = Callable[[Path], None]
SECONDS = 20
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


def saying(*statements: str) -> Hurt:
    """What a person with an SQLite of their own does to the file."""

    def hurt(ledger: Path) -> None:
        with raw(ledger) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            db.execute("PRAGMA ignore_check_constraints = ON")
            db.execute("PRAGMA legacy_alter_table = ON")
            for statement in statements:
                db.execute(statement)

    return hurt


def rewriting(table: str, old: str, new: str) -> Hurt:
    """A table whose definition says something else than what it was made with."""

    def hurt(ledger: Path) -> None:
        with raw(ledger) as db:
            db.execute("PRAGMA writable_schema = ON")
            changed = db.execute(
                "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ? AND sql LIKE ?",
                (old, new, table, f"%{old}%"),
            )
            assert changed.rowcount == 1

    return hurt


def _huge_count(ledger: Path) -> None:
    with ledger.open("r+b") as file:
        file.seek(28)  # how many pages there are, says the header
        file.write(b"\xff\xff\xff\xf0")


def _sparse(ledger: Path) -> None:
    pages = 2**30
    with ledger.open("r+b") as file:
        file.seek(28)
        file.write(pages.to_bytes(4, "big"))
        file.truncate(pages * 4096)


def _marked(ledger: Path) -> None:
    ledger.unlink()
    with raw(ledger) as db:
        db.execute(f"PRAGMA application_id = {0x6661726D}")
        db.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        db.execute(f"INSERT INTO alembic_version VALUES ('{STEPS.head}')")


# What a person does, and whether reading alone would run it: then every command refuses.
TAKES_PLACE: dict[str, Hurt] = {
    "a view that never ends": saying(
        "ALTER TABLE contact RENAME TO people",
        f"CREATE VIEW contact AS {ENDLESS} SELECT i AS id, 'Ana' AS name FROM n",
    ),
    "a view of another case": saying(
        "DROP TABLE tag", f"CREATE VIEW TAG AS {ENDLESS} SELECT i AS id, i AS tag FROM n"
    ),
    "a virtual table in a table's place": saying(
        "DROP TABLE contact", "CREATE VIRTUAL TABLE contact USING fts5(id, name)"
    ),
    "a generated column": saying(
        "ALTER TABLE contact ADD COLUMN more TEXT AS (hex(zeroblob(20000000))) VIRTUAL"
    ),
    "a view as the index": saying(
        "DROP TABLE search", f"CREATE VIEW search AS {ENDLESS} SELECT i AS name, i AS text FROM n"
    ),
    "another kind of index": saying(
        "DROP TABLE search", "CREATE VIRTUAL TABLE search USING rtree(id, a, b)"
    ),
}
STORED: dict[str, Hurt] = {
    "a trigger more": saying(
        "CREATE TRIGGER more AFTER INSERT ON touchpoint BEGIN DELETE FROM contact; END"
    ),
    "a trigger on a view": saying(
        "CREATE TRIGGER more INSTEAD OF INSERT ON v_facts BEGIN DELETE FROM contact; END"
    ),
    "a view more": saying("CREATE VIEW more AS SELECT * FROM contact"),
    "a table more": saying("CREATE TABLE more (x)"),
    "a virtual table more": saying("CREATE VIRTUAL TABLE more USING fts5(x)"),
    "an index more": saying("CREATE INDEX more ON touchpoint (kind)"),
    "a column more": saying("ALTER TABLE contact ADD COLUMN more TEXT"),
    "a column less": saying("ALTER TABLE event DROP COLUMN place"),
    "a table less": saying("DROP TABLE promise"),
    "no table at all": _marked,
    "a rule less": rewriting("touchpoint", "BETWEEN 1 AND 1440", "BETWEEN 1 AND 999999999"),
    "a rule that takes nothing": rewriting("tag", "length(tag) <= 50", "length(tag) <= 0"),
    "another default": rewriting("contact", "DEFAULT ''", "DEFAULT (hex(zeroblob(9999999)))"),
    "bytes as a name": saying(
        "DROP TRIGGER contact_checksum_update",
        "DROP TRIGGER contact_search_update",
        "UPDATE contact SET name = x'00ff' WHERE id = 1",
    ),
    "words as a number": saying("UPDATE touchpoint SET minutes = 'many' WHERE id = 1"),
    "a number as a day": saying('UPDATE touchpoint SET "on" = 20260601 WHERE id = 1'),
    "text that is no UTF-8": saying(
        "DROP TRIGGER contact_search_update",
        "UPDATE contact SET notes = CAST(x'c328fe' AS TEXT) WHERE id = 1",
    ),
    "a value to fill the memory": saying(
        f"UPDATE contact SET notes = hex(zeroblob({driver.VALUE_BYTES // 2 + 1})) WHERE id = 1"
    ),
    "a day that is none": saying("UPDATE fact SET \"on\" = '2026-99-99'"),
    "a row of nobody": saying("UPDATE touchpoint SET contact_id = 99 WHERE id = 1"),
    "a change of another table": saying("UPDATE change_row SET table_name = 'sqlite_master'"),
    "a change that is no JSON": saying("UPDATE change_row SET before = '{' WHERE id = 1"),
    "a revision of nobody's": saying("UPDATE alembic_version SET version_num = '../../x'"),
    "more pages than there are": _huge_count,
}
KINDS = TAKES_PLACE | STORED
READING = (
    *("list", "show Ana", "check Ana", "find port", "today", "stale", "stats", "history"),
    *("request", "promise", "where", "duplicates", "doctor", "doctor --report", "doctor --all"),
)


def of_kind(kind: str, hostile: Path) -> Path:
    """A ledger with people in it, and what was done to it."""
    KINDS[kind](begin(hostile))
    return hostile


@pytest.fixture
def mine(farmer: Farmer, ledger: Path) -> Farmer:
    """One's own ledger, which shall stay as it is."""
    farmer('farmer log "Cy Ode" --at Mixer --on 2026-06-01 --new')
    return farmer


@pytest.mark.parametrize("kind", KINDS)
def test_it_does_not_take_the_ledgers_place(
    mine: Farmer, ledger: Path, tmp_path: Path, kind: str
) -> None:
    """Refused in a sentence before anything is asked; the ledger and its folder are as before."""
    hostile = of_kind(kind, tmp_path / "theirs.db")
    before, beside = ledger.read_bytes(), sorted(ledger.parent.iterdir())
    began = time.monotonic()
    refused = mine(f"farmer restore {hostile} --yes")
    assert time.monotonic() - began < SECONDS
    assert refused.status == 6, refused
    assert refused.out == ""
    assert str(hostile) in refused.err
    assert "Ana" not in refused.err
    assert len(refused.err.splitlines()) == 2
    assert ledger.read_bytes() == before
    assert sorted(ledger.parent.iterdir()) == beside


@pytest.mark.parametrize("kind", KINDS)
def test_no_reading_command_runs_it_or_breaks(farmer: Farmer, tmp_path: Path, kind: str) -> None:
    """An answer or a sentence, never a traceback, and the file stays what it was."""
    hostile = of_kind(kind, tmp_path / "theirs.db")
    before = hostile.stat().st_size, hostile.read_bytes()
    began = time.monotonic()
    for command in READING:
        outcome = farmer(f"farmer {command} --ledger {hostile}")
        # 2: a value that the model refuses, as what was typed would be.
        assert outcome.status in (0, 2, 3, 4, 6, 10, 11), (command, outcome)
        if kind in TAKES_PLACE and not command.startswith(("where", "doctor")):
            assert outcome.status == 6, (command, outcome)
            assert "not made the way farmer makes a ledger" in outcome.err
    assert time.monotonic() - began < SECONDS * 3
    assert before == (hostile.stat().st_size, hostile.read_bytes())
    assert farmer(f"farmer doctor --all --ledger {hostile}").status == 6


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ('touchpoint."on"', "x"),
        ('touchpoint."on"', "soon"),
        ('touchpoint."on"', "2025-13-01"),
        ("touchpoint.kind", "chat"),
        ('touchpoint."by"', "nobody"),
        ("touchpoint.minutes", "many"),
        ('fact."on"', "x"),
        ("fact.what", "sang"),
        ("handle.kind", "fax"),
        ("handle.until", "x"),
        ("former.what", "sign"),
        ("former.until", "x"),
        ("contact.met_on", "x"),
        ("contact.added_on", "yesterday"),
        ("contact.snoozed_until", "x"),
        ("promise.due_on", "x"),
        ('request_step."on"', "x"),
        ("request_step.until", "x"),
        ("request_step.outcome", "fine"),
    ],
)
@pytest.mark.parametrize("command", ["show Ana", "check Ana"])
def test_what_is_no_value_of_its_column_is_neither_shown_nor_left_out(
    farmer: Farmer, ledger: Path, column: str, value: str, command: str
) -> None:
    """Nothing is answered in silence about a ledger that was changed by other hands."""
    farmer("farmer log 'Ana Ruiz' --new --on 2026-03-01 --note hello")
    farmer("farmer edit Ana --email ana@old.example --company Acme")
    farmer("farmer edit Ana --no-longer ana@old.example --company Voss")
    farmer("farmer mark Ana gave --on 2026-03-02")
    farmer("farmer promise add Ana 'send it' --on 2026-03-02 --due 2026-06-01")
    farmer("farmer request add Ana --to Bo --need 'a lease for the mill' --on 2026-03-03")
    farmer("farmer request ask-target r1 --on 2026-03-04")
    table, _, name = column.partition(".")
    hurt = saying(f"UPDATE {table} SET {name} = '{value}'")
    assert farmer(f"farmer {command}").status in (0, 10, 11)
    hurt(ledger)
    outcome = farmer(f"farmer {command}")
    if command.startswith("check") and table in ("handle", "former"):
        assert outcome.status in (6, 11)  # which it does not ask for
        return
    assert (outcome.status, outcome.out) == (6, "")
    assert "farmer doctor" in outcome.err


def test_one_for_which_there_is_no_room_does_not_fill_the_disk_first(
    mine: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """Four terabytes, as it says, of which nothing but a few pages is there."""
    hostile = begin(tmp_path / "theirs.db")
    try:
        _sparse(hostile)
    except OSError:
        pytest.skip("this disk has no such files")
    before = ledger.read_bytes()
    refused = mine(f"farmer restore {hostile} --yes")
    assert (refused.status, ledger.read_bytes()) == (6, before)
    assert "no room" in refused.err or "damaged" in refused.err


@pytest.mark.parametrize("revision", STEPS.revisions[:-1])
def test_an_older_one_is_held_to_what_its_farmer_made(
    mine: Farmer, ledger: Path, tmp_path: Path, revision: str
) -> None:
    """Whole it is restored and migrated; with a column more it is refused."""
    older = of_revision(tmp_path / "older.db", revision)
    saying("ALTER TABLE event ADD COLUMN more TEXT")(altered := of_revision(
        tmp_path / "altered.db", revision
    ))  # fmt: skip
    before = ledger.read_bytes()
    assert mine(f"farmer restore {altered} --yes").status == 6
    assert ledger.read_bytes() == before
    assert mine(f"farmer restore {older} --yes").status == 0
    assert [row[1] for row in mine("farmer list").rows] == ["Ana Ruiz"]


def test_what_follows_from_the_tables_is_laid_out_anew(
    mine: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """An index that says something else does not come along."""
    usual = schema(begin(tmp_path / "usual.db"))
    theirs = begin(tmp_path / "theirs.db")
    saying("DELETE FROM search")(theirs)
    wanted = content(theirs)
    assert mine(f"farmer restore {theirs} --yes").status == 0
    made = schema(ledger)
    assert made.keys() == usual.keys()
    assert all(parts(made[key]) == parts(usual[key]) for key in made if key[0] == "table")
    assert all(made[key] == usual[key] for key in made if key[0] != "table")
    assert content(ledger) == wanted
    assert mine("farmer find port").rows


@pytest.mark.parametrize(
    "statements",
    [
        (
            "DROP TRIGGER contact_insert",
            "CREATE TRIGGER contact_insert AFTER INSERT ON contact"
            " BEGIN DELETE FROM touchpoint; END",
        ),
        ("DROP VIEW v_facts", "CREATE VIEW v_facts AS SELECT 'lies' AS note"),
    ],
)
def test_another_trigger_or_view_under_farmers_own_name_is_refused(
    mine: Farmer, ledger: Path, tmp_path: Path, statements: tuple[str, ...]
) -> None:
    before = ledger.read_bytes()
    theirs = begin(tmp_path / "theirs.db")
    saying(*statements)(theirs)
    assert mine(f"farmer restore {theirs} --yes").status == 6
    assert ledger.read_bytes() == before


def test_a_whole_ledger_of_every_story_is_whole(evening_story: Path, farmer: Farmer) -> None:
    """What farmer itself writes is never refused."""
    assert farmer(f"farmer doctor --all --ledger {evening_story}").status == 0
    assert farmer(f"farmer restore {evening_story} --yes").status == 0


@pytest.fixture
def evening_story(tmp_path: Path) -> Path:
    """A ledger to which everything was done that can be."""
    from tests.ledger.story import STORY

    path = tmp_path / "story.db"
    for chapter in STORY:
        chapter(FileLedger(path))
    return path


def test_every_table_of_the_models_is_looked_at() -> None:
    assert {*TRACKED, *UNTRACKED} == {*every_table().tables, "alembic_version"}


def test_a_connection_trusts_no_schema(ledger: Path) -> None:
    """Not even on a Python that lacks the one or the other switch is it left at the defaults."""
    with FileLedger(begin(ledger)).reading() as reader:
        trusted = "PRAGMA trusted_schema"
        assert reader._db.execute(trusted).fetchone()[0] == 0  # type: ignore[attr-defined]
    db = driver.connect(ledger, "ro")
    try:
        assert db.execute("PRAGMA cell_size_check").fetchone()[0] == 1
        with pytest.raises(sqlite3.DataError):
            db.execute(f"SELECT zeroblob({driver.VALUE_BYTES + 1})")
        if sys.version_info >= (3, 12):
            assert db.getconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
    finally:
        db.close()


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be replaced there")
def test_what_is_looked_at_and_asked_about_is_what_takes_the_ledgers_place(
    mine: Farmer, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shared folder puts another file there between the question and the answer."""
    good, bad = begin(tmp_path / "good.db"), of_kind("a trigger more", tmp_path / "bad.db")
    was = everything(good)
    monkeypatch.setattr(
        "farmer.cli.restore.confirm", lambda *_, **__: bad.replace(good)  # instead of a yes
    )  # fmt: skip
    assert mine(f"farmer restore {good}").status == 0
    assert everything(ledger) == was
    assert mine(f"farmer restore {good} --yes").status == 6
    assert everything(ledger) == was


@pytest.mark.parametrize(
    "column",
    [
        "more TEXT AS ('x')",
        "more TEXT GENERATED ALWAYS AS ('x') VIRTUAL",
        "more INT/**/as/**/(1)",
        'more "int"aS(1)',
        "more AS\n('x')",
    ],
)
def test_a_generated_column_is_seen_however_it_is_written(
    farmer: Farmer, ledger: Path, column: str
) -> None:
    begin(ledger)
    with raw(ledger) as db:
        db.execute(f"ALTER TABLE fact ADD COLUMN {column}")
    refused = farmer("farmer list")
    assert refused.status == 6
    assert "is not made the way farmer makes a ledger" in refused.err


def test_a_word_with_as_in_it_generates_nothing(farmer: Farmer, ledger: Path) -> None:
    begin(ledger)
    with raw(ledger) as db:
        db.execute("ALTER TABLE fact ADD COLUMN last_as TEXT DEFAULT ' AS (1)'")
    assert farmer("farmer list").status == 0
