"""The one kind of write: a change, told in words, wholly written or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from farmer.files import create_private, create_private_folders
from farmer.ledger.refusals import engine_errors, refusing
from farmer.ledger.sqlite.last_contacts import give_way
from farmer.ledger.sqlite.log.undo import END_UNDONE
from farmer.ledger.sqlite.notes import SqliteNotes
from farmer.ledger.sqlite.read.reader import SqliteReader
from farmer.ledger.sqlite.schema import tables
from farmer.ledger.sqlite.schema.engine import driver_of, engine_on, refusing_engine
from farmer.ledger.sqlite.schema.verify import check_change
from farmer.ledger.sqlite.write import SqliteWriter
from farmer.written import note_change

# So many that no two commands, of however many copies of a ledger, ever give the same.
_NONCE_BYTES = 12
CHANGED_ANYTHING = "SELECT 1 FROM change_row WHERE change_id = ? LIMIT 1"


@contextmanager
def changing(
    path: Path,
    words: str,
    at: datetime,
    bring_up_to_date: Callable[[], bool],
    on: date | None = None,
) -> Iterator[SqliteWriter]:
    """One change of the ledger at `path`, begun if there is none yet.

    Args:
        path: the ledger's file.
        words: what the change is, for whoever reads the history.
        at: the instant (UTC) at which it is made.
        bring_up_to_date: migrates an older ledger; False where there is none yet.
        on: the day on which the user makes it; that of `at` by default.

    Raises:
        LedgerUnavailable: where the ledger cannot be written.
        Conflict: where a constraint does not allow what was asked.
    """
    with refusing_engine(path), _locked(path, bring_up_to_date) as (session, empty):
        try:
            if empty:
                _lay_out(session)
            db = driver_of(session.connection())
            before = SqliteReader(db).edition()
            db.execute(END_UNDONE)
            change = _begun(session, words, at)
            yield SqliteWriter(session, before, on or at.date(), at)
            if _finished(session, change):
                check_change(db, path)
                session.commit()
                empty = False  # begun for good, whatever comes now
                note_change()
            else:
                _withdraw(path, empty)
        except BaseException:
            _withdraw(path, empty)
            raise


@contextmanager
def noting(path: Path, bring_up_to_date: Callable[[], bool]) -> Iterator[SqliteNotes]:
    """What is noted of sources in a ledger that is begun with it.

    Raises:
        LedgerUnavailable: where the ledger cannot be written.
    """
    with refusing_engine(path), _locked(path, bring_up_to_date) as (session, empty):
        try:
            if empty:
                _lay_out(session)
            yield SqliteNotes(driver_of(session.connection()))
            session.commit()
        except BaseException:
            _withdraw(path, empty)
            raise
    note_change()


@contextmanager
def _locked(path: Path, bring_up_to_date: Callable[[], bool]) -> Iterator[tuple[Session, bool]]:
    """A session that holds the write lock, and whether the file is still empty.

    Whoever began a ledger and failed takes its file away; if that happened while this waited for
    the lock, what is locked is a file that nobody can find any more, so it is tried again.
    """
    while True:
        before = _made_sure(path, bring_up_to_date())
        with engine_on(path) as engine, Session(engine) as session:
            try:
                session.connection()  # takes the lock
            except engine_errors(DBAPIError):  # a file that was taken away cannot be locked
                if _is_still(path, before):
                    raise
            if _is_still(path, before):
                # Asked by size: inside a transaction SQLite counts the first page as there.
                yield session, path.stat().st_size == 0
                return


def _made_sure(path: Path, begun: bool) -> os.stat_result:
    """See to it that there is a file, and its owner's alone where it is no ledger yet."""
    with refusing(path):
        if not begun:
            create_private_folders(path.parent)
            if not create_private(path):
                path.chmod(0o600)  # an empty file that somebody else made
        return path.stat()


def _is_still(path: Path, before: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), before)
    except FileNotFoundError:
        return False


def _lay_out(session: Session) -> None:
    """Begin the ledger in the same transaction as its first change: never half made."""
    from farmer.ledger.sqlite.schema.migrate import apply_steps

    apply_steps(session.connection())


def _begun(session: Session, words: str, at: datetime) -> tables.ChangeRow:
    instant, nonce = at.isoformat(timespec="seconds"), os.urandom(_NONCE_BYTES).hex()
    change = tables.ChangeRow(words=words, at=instant, recording=True, nonce=nonce)
    session.add(change)
    session.flush()
    return change


def _finished(session: Session, change: tables.ChangeRow) -> bool:
    """End the recording; False where nothing was changed, so that there is nothing to keep."""
    session.flush()
    db = driver_of(session.connection())
    give_way(db, change.id)
    touched = db.execute(CHANGED_ANYTHING, [change.id])
    change.recording = False
    session.flush()
    return touched.fetchone() is not None


def _withdraw(path: Path, empty: bool) -> None:
    """Take away the file of a ledger that is not begun after all, while the lock is held."""
    if empty:
        path.unlink(missing_ok=True)
