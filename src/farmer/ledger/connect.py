"""Where the ledger is, and how it is opened: for reading by most commands, for writing by few."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import FarmerError, InvalidValue, LedgerUnavailable
from farmer.ledger import driver
from farmer.ledger.refusals import (
    LedgerDamaged,
    LedgerLocked,
    WrongKey,
    engine_errors,
    foreign_file,
    newer_ledger,
    not_a_file,
    primary_code,
    refusing,
)
from farmer.ledger.schema import APPLICATION_ID, STEPS, Steps

if TYPE_CHECKING:
    from farmer.ledger.findings import Whereabouts

Notify = Callable[[str], None]
# What other rooms hold and hand back; only this room speaks to it.
OpenLedger = sqlite3.Connection


def locate(override: str | None, environ: Mapping[str, str]) -> Path:
    """The ledger's path: as asked for, else ``FARMER_LEDGER``, else the platform's data folder.

    Raises:
        InvalidValue: where an empty path is asked for.
        LedgerUnavailable: where it lies in a home folder that nobody knows.
    """
    if override is not None and not override.strip():
        raise InvalidValue("--ledger names no file.", "Give a path, or leave --ledger out.")
    chosen = override or environ.get("FARMER_LEDGER")
    try:
        if chosen:
            return Path(chosen).expanduser()
        from platformdirs import user_data_path

        return user_data_path("farmer", appauthor=False) / "ledger.db"
    except RuntimeError:  # pathlib's way to say that there is no home
        raise LedgerUnavailable(
            "Your home folder is not known, so neither is the ledger's place.",
            "Name the ledger with --ledger PATH or FARMER_LEDGER.",
        ) from None


def quietly(_: str) -> None:
    """Tell nobody."""


@contextmanager
def reading(
    path: Path, notify: Notify = quietly, *, steps: Steps = STEPS
) -> Iterator[sqlite3.Connection | None]:
    """The ledger at `path`, to read; None where there is none yet. Never creates anything.

    An older ledger is migrated first, and `notify` told so.

    Raises:
        LedgerUnavailable: for a file that is no ledger, newer, locked, damaged or out of reach.
    """
    with refusing(path):
        db = _open_current(path, notify, steps) if is_there(path) else None
    if db is None:
        yield None
        return
    with refusing(path, opening=False), closing(db):
        yield db


@contextmanager
def glancing(path: Path, *, steps: Steps = STEPS) -> Iterator[sqlite3.Connection | None]:
    """The ledger at `path` if it can be read as it is; None for whatever trouble there is.

    Nothing is made, migrated or cleaned up: the ledger is not the business of whoever glances.
    """
    try:
        db = _opened_to_read(path, "ro") if is_there(path) else None
    except engine_errors(FarmerError):
        db = None
    if db is None:
        yield None
        return
    with closing(db):
        try:
            current = is_current(db, path, steps)
        except engine_errors(FarmerError):
            current = None
        yield db if current else None


def peek(path: Path) -> Whereabouts:
    """What can be told of the file at `path`, a newer ledger's and a locked one's included.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
    """
    from farmer.ledger.findings import Whereabouts

    if not is_there(path):
        return Whereabouts(path, exists=False)
    locked = driver.salt_of(path) is not None
    try:
        with refusing(path), closing(open_to_read(path)) as db:
            revision = revision_of(db, path)
            size = path.stat().st_size
            return Whereabouts(path, revision is not None, size, revision, locked)
    except (LedgerLocked, WrongKey) as refusal:
        size = path.stat().st_size
        return Whereabouts(path, True, size, locked=True, unread=refusal.message)


def is_there(path: Path) -> bool:
    """Whether a file with something in it is at `path`.

    Raises:
        LedgerUnavailable: for a folder or device, or where it may not be looked at.
    """
    with refusing(path):
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return found.st_size > 0


def is_current(db: sqlite3.Connection, path: Path, steps: Steps = STEPS) -> bool | None:
    """Whether the ledger needs no migration; None where the file holds no ledger yet.

    Raises:
        LedgerUnavailable: for another program's database, or a ledger of a newer farmer.
    """
    revision = revision_of(db, path)
    if revision is None:
        return None
    if revision not in steps.revisions:
        raise newer_ledger(path)
    return revision == steps.head


def revision_of(db: sqlite3.Connection, path: Path) -> str | None:
    """The revision recorded in the ledger; None where the file is empty.

    A crash while the very first change was being written leaves a file that turns empty only once
    SQLite has opened it and taken the half-written change back.
    """
    if db.execute("PRAGMA page_count").fetchone()[0] == 0:
        if path.stat().st_size:  # too little for SQLite to see, yet somebody's
            raise foreign_file(path)
        return None
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise foreign_file(path)
    try:
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except engine_errors() as error:
        if primary_code(error) != sqlite3.SQLITE_ERROR:
            raise
        row = None
    if row is None:
        raise LedgerDamaged(f"The ledger {path} does not say its revision.", "Restore a backup.")
    return str(row[0])


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the ledger, but can clean up after a crash.

    Not ``mode=ro`` at first: that refuses a ledger whose last writer crashed.
    """
    try:
        return _opened_to_read(path, "rw")
    except engine_errors() as error:
        if primary_code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    return _opened_to_read(path, "ro")


def open_to_write(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A connection whose transactions are begun and ended by hand; the file must exist."""
    db = _opened(path, "rw")
    db.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    return db


def _open_current(path: Path, notify: Notify, steps: Steps) -> sqlite3.Connection | None:
    db = open_to_read(path)
    try:
        current = is_current(db, path, steps)
    except BaseException:
        db.close()
        raise
    if current:
        return db
    db.close()
    if current is None:
        return None
    from farmer.ledger.migrate import migrate

    migrate(path, notify, steps=steps)
    return open_to_read(path)


def _opened_to_read(path: Path, mode: str) -> sqlite3.Connection:
    db = _opened(path, mode)
    db.execute("PRAGMA query_only = ON")
    return db


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file at `path`, read once: opening it tells little.

    Whoever keeps others from reading it may be putting another in its place, locked or unlocked.
    """
    while True:
        db = driver.connect(path, mode)
        try:
            db.execute("PRAGMA schema_version").fetchone()
        except BaseException:
            db.close()
            raise
        if driver.is_still(db, path):
            return db
        db.close()
