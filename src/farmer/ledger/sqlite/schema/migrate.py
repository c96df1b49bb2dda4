"""Bringing a ledger to this code's revision: every pending step and its record, or nothing at all.

SQLite can take back changes of schema as it does rows, if only everything is one transaction (see
`engine`). Foreign keys are checked at the end instead of on the way, every table must have as many
rows as before, and ids go on where they were: a rebuilt table forgets its sequence.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from farmer.errors import FarmerError, LedgerUnavailable
from farmer.ledger.refusals import MigrationFailed, refusal_for, refusing
from farmer.ledger.sqlite.checksums import create_checksums, drop_checksums
from farmer.ledger.sqlite.log.triggers import recreate_triggers
from farmer.ledger.sqlite.opening import mark_of
from farmer.ledger.sqlite.schema.engine import driver_of, engine_on, refusing_engine
from farmer.ledger.sqlite.schema.search_index import create_search, drop_search
from farmer.ledger.sqlite.schema.steps import (
    APPLICATION_ID,
    CHECKED,
    LOGGED,
    STEPS,
    Steps,
    is_current,
    revision_of,
)
from farmer.ledger.sqlite.schema.verify import check_rows
from farmer.ledger.sqlite.schema.views import create_views, drop_views

# A step that moves a column to a table of its own tells the log of what is gone too: it may grow.
_LOG = "change_row"


def migrate(path: Path, back_up: Callable[[str], Path], *, steps: Steps = STEPS) -> Path | None:
    """Bring the ledger at `path` to the head of `steps`; the backup made before.

    None where nothing was pending. `back_up` copies the ledger before a step, and says where to.

    Raises:
        LedgerUnavailable: where it cannot be done; the ledger is then as it was.
    """
    with (
        refusing(path),
        refusing_engine(path),
        engine_on(path, foreign_keys=False) as engine,
        engine.begin() as connection,
    ):
        db = driver_of(connection)
        # Asked again now that nobody else can write: another command may have migrated it.
        revision = revision_of(db, path, mark_of(db))
        if is_current(revision, path, steps) is not False:
            return None
        check_rows(db)  # they are summed up again afterwards
        backup = back_up(steps.after(revision)[0])
        try:
            apply_steps(connection, steps)
        except BaseException as error:
            backup.unlink()  # of a ledger that has not changed: trying again would pile them up
            if _is_the_steps_fault(error, path):
                raise _failed(path) from error
            raise
    return backup


def apply_steps(connection: Connection, steps: Steps = STEPS) -> None:
    """Run every pending step in the transaction that is open on `connection`."""
    db = driver_of(connection)
    drop_checksums(db)
    drop_search(db)
    drop_views(db)
    is_new = not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    rows, sequences = _row_counts(db), _sequences(db)
    _run_alembic(connection, steps)
    _keep_sequences(db, sequences)
    _verify(db, rows)
    create_derived(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if is_new:  # by this others tell its people from those of every other ledger
        db.execute(f"PRAGMA user_version = {_new_mark()}")


def _new_mark() -> int:
    """A number of 31 bits that no other ledger is likely to have; never 0."""
    return int.from_bytes(os.urandom(4)) % (2**31 - 1) + 1


def create_derived(db: sqlite3.Connection) -> None:
    """Lay out what follows from the tables of today: triggers, the search index, views."""
    recreate_triggers(db, LOGGED)
    create_search(db)
    create_views(db)
    create_checksums(db, CHECKED)


@contextmanager
def empty_ledger(steps: Steps) -> Iterator[sqlite3.Connection]:
    """What `steps` make, in memory; nothing that follows from its tables."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            _run_alembic(connection, steps)
            yield driver_of(connection)
    finally:
        engine.dispose()


def _run_alembic(connection: Connection, steps: Steps) -> None:
    config = Config()
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    scripts = ScriptDirectory.from_config(config)
    config.attributes["connection"] = connection
    with EnvironmentContext(
        config, scripts, fn=lambda revision, _: scripts._upgrade_revs(steps.head, revision)
    ):
        scripts.run_env()


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    )
    return [row[0] for row in rows]


def _row_counts(db: sqlite3.Connection) -> dict[str, int]:
    counts = {}
    for table in _tables(db):
        counts[table] = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
    return counts


def _sequences(db: sqlite3.Connection) -> dict[str, int]:
    known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()
    return dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall()) if known else {}


def _keep_sequences(db: sqlite3.Connection, before: dict[str, int]) -> None:
    for table, last in before.items():
        db.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, last])


def _verify(db: sqlite3.Connection, before: dict[str, int]) -> None:
    after = _row_counts(db)
    lost = [
        table
        for table, rows in before.items()
        if (after.get(table) != rows if table != _LOG else after.get(table, 0) < rows)
    ]
    if lost:
        raise ValueError(f"rows were lost or doubled in {', '.join(lost)}")
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise ValueError("a row refers to one that is gone")


def _is_the_steps_fault(error: BaseException, path: Path) -> bool:
    """Whether a step went wrong, rather than the disk, the lock or the person at the keyboard."""
    if isinstance(error, DBAPIError):
        refusal = refusal_for(error.orig, path) if error.orig else None
        return not isinstance(refusal, LedgerUnavailable)
    return isinstance(error, Exception) and not isinstance(error, (FarmerError, MemoryError))


def _failed(path: Path) -> MigrationFailed:
    return MigrationFailed(
        f"The ledger {path} could not be brought up to date; it is as it was.",
        "Go back to the farmer that wrote it, and please report this.",
    )
