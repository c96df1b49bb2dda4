"""A ledger that SQLite keeps at a path: one moment of it, one change, and stepping back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import FarmerError
from farmer.ledger.refusals import NewerLedger, engine_errors, refusing
from farmer.ledger.sqlite import opening
from farmer.ledger.sqlite.schema.steps import STEPS, Steps, is_current, revision_of
from farmer.ledger.sqlite.schema.trust import distrust
from farmer.ledger.waiting import waiting_at_most
from farmer.written import note_change

if TYPE_CHECKING:
    import sqlite3

    from farmer.ledger.assistant_reads import AssistantRead
    from farmer.ledger.findings import Called, Stepped
    from farmer.ledger.ledger import Notify
    from farmer.ledger.reader import Reader
    from farmer.ledger.sqlite.notes import SqliteNotes
    from farmer.ledger.sqlite.write import SqliteWriter

# Whoever asks for something to be read does not wait longer than that for its being noted.
_SOON_SECONDS = 2.0


class SqliteLedger:
    """What a ledger can do that needs no other file; see `farmer.ledger.ledger.Ledger`."""

    def __init__(
        self,
        path: Path,
        copy: Callable[[str, date], Path],
        notify: Notify | None = None,
        steps: Steps = STEPS,
    ) -> None:
        """The ledger at `path`; nothing is opened yet.

        `copy` makes a backup before a step on a day, and `notify` is told what happened in passing.
        `steps` are the migrations that lead to what this code reads.
        """
        self._path = path
        self._copy = copy
        self._notify = notify or _quietly
        self._steps = steps

    @property
    def place(self) -> str:
        """Its path."""
        return str(self._path)

    @property
    def exists(self) -> bool:
        """Whether a file with something in it is there.

        Raises:
            LedgerUnavailable: for a folder or device, or where it may not be looked at.
        """
        return opening.is_there(self._path)

    @contextmanager
    def reading(self, clock_day: date | None = None, veiled: str | None = None) -> Iterator[Reader]:
        """One moment of the ledger; a reader of nothing where there is none. Creates nothing.

        What is dated the day after `clock_day` reads as of that day; whoever has the tag `veiled`,
        or is only known of where one is given, is not there.
        """
        from farmer.ledger.sqlite.read.reader import NothingToRead, SqliteReader

        with refusing(self._path):
            db = self._current()
        if db is None:
            yield NothingToRead()
            return
        with (
            refusing(self._path, opening=False),
            closing(db),
            closing(SqliteReader(db, clock_day)) as reader,
        ):
            if veiled is not None:
                reader.hide(veiled)
            yield reader

    @contextmanager
    def glancing(self) -> Iterator[Reader]:
        """The ledger if it can be read as it is; a reader of nothing for whatever trouble."""
        from farmer.ledger.sqlite.read.reader import NothingToRead, SqliteReader

        db = self._as_it_is()
        if db is None:
            yield NothingToRead()
            return
        with refusing(self._path, opening=False), closing(db):
            yield SqliteReader(db)

    def called(self, typed: str) -> list[Called]:
        """Everybody unarchived a name of whom may begin as was `typed`, and others, by id."""
        from farmer.ledger.sqlite.read.called import called
        from farmer.ledger.sqlite.read.query import Asking

        db = self._as_it_is()
        if db is None:
            return []
        with refusing(self._path, opening=False), closing(db):
            return called(Asking(db), typed)

    def changing(
        self, words: str, at: datetime, on: date | None = None
    ) -> AbstractContextManager[SqliteWriter]:
        """One change, told in `words`, made at the instant `at` (UTC); begins a ledger."""
        from farmer.ledger.sqlite.change import changing

        return changing(self._path, words, at, self._bring_up_to_date, on)

    @contextmanager
    def noting(self) -> Iterator[SqliteNotes]:
        """What is noted of sources by itself, which is no change; begins a ledger."""
        from farmer.ledger.sqlite.notes import SqliteNotes

        with self._transaction() as db:
            if db is not None:
                yield SqliteNotes(db)
                return
        from farmer.ledger.sqlite.change import noting

        with noting(self._path, self._bring_up_to_date) as notes:
            yield notes

    def note_assistant(self, reads: Sequence[AssistantRead]) -> None:
        """Keep of whom an assistant was told, which is no change: nothing without a ledger."""
        from farmer.ledger.sqlite.reads import note_reads
        from farmer.ledger.sqlite.transaction import transaction

        with waiting_at_most(_SOON_SECONDS):
            if not self._bring_up_to_date():
                return
            path = self._path
            with refusing(path), closing(opening.open_to_write(path)) as db, transaction(db):
                note_reads(db, reads)

    def undo(self, at: datetime, only: int | None = None) -> Stepped:
        """Take back the newest change that still stands; `only` where it is that one."""
        from farmer.ledger.sqlite.log.undo import undo

        with self._transaction() as db:
            return undo(db, at, only)

    def redo(self) -> Stepped:
        """Do again the change that was taken back last."""
        from farmer.ledger.sqlite.log.undo import redo

        with self._transaction() as db:
            return redo(db)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection | None]:
        """A transaction that writes; None where there is no ledger."""
        from farmer.ledger.sqlite.schema.verify import check_change
        from farmer.ledger.sqlite.transaction import transaction

        if not self._bring_up_to_date():
            yield None
            return
        path = self._path
        with refusing(path), closing(opening.open_to_write(path)) as db, transaction(db):
            yield db
            check_change(db, path)
        note_change()

    def _bring_up_to_date(self) -> bool:
        """Migrate an older ledger; False where there is none yet."""
        with self.reading() as reader:
            return reader.exists

    def _current(self) -> sqlite3.Connection | None:
        """The ledger, open to be read, and migrated first if it is older; None for none."""
        if not self.exists:
            return None
        db, mark = opening.open_marked(self._path)
        current = self._is_current(db, mark)
        if current is not False:
            return db if current else None
        self._migrate()
        return opening.open_to_read(self._path)

    def _as_it_is(self) -> sqlite3.Connection | None:
        """The ledger, open to be read, without touching it; None for whatever trouble."""
        try:
            if not self.exists:
                return None
            db, mark = opening.open_untouched(self._path)
            return db if self._is_current(db, mark) else None
        except engine_errors(FarmerError):
            return None

    def _is_current(self, db: sqlite3.Connection, mark: int) -> bool | None:
        """Whether it needs no migration, None for an empty file; `db` stays open only then."""
        current = None
        try:
            current = is_current(revision_of(db, self._path, mark), self._path, self._steps)
            if current is not None:
                distrust(db, self._path)
        except NewerLedger:
            from farmer.ledger.sqlite.schema.verify import check_revision

            check_revision(db, self._path)
            raise
        except BaseException:
            current = None
            raise
        finally:
            if not current:
                db.close()
        return current

    def _migrate(self) -> None:
        from farmer.ledger.sqlite.schema.migrate import migrate

        today = datetime.now(UTC).date()
        backup = migrate(self._path, lambda step: self._copy(step, today), steps=self._steps)
        if backup:
            self._notify(f"The ledger was brought up to date; the one before is kept as {backup}.")


def _quietly(_: str) -> None:
    """Tell nobody."""
