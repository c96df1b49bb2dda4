"""A ledger that is a file, and what only a file can do: be copied, locked, mended, looked at."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.ledger.file.shared import SharedLedger
from farmer.ledger.refusals import damaged, engine_errors, refusing
from farmer.ledger.sqlite import driver, opening
from farmer.ledger.sqlite.schema.steps import STEPS, Steps

if TYPE_CHECKING:
    from farmer.errors import LedgerUnavailable
    from farmer.ledger.file.spool import Spool
    from farmer.ledger.findings import Erasure
    from farmer.ledger.keys import Key
    from farmer.ledger.ledger import Notify
    from farmer.ledger.upkeep import (
        BackupFile,
        Came,
        Checkup,
        Content,
        Conversion,
        FileState,
        Protection,
        Surroundings,
        Whereabouts,
    )


class FileLedger(SharedLedger):
    """A ledger at a path, with the backups beside it.

    Others are told of its own path, and its copies', as text; the paths that they give are those
    of the user's files.
    """

    def __init__(self, path: Path, notify: Notify | None = None, *, steps: Steps = STEPS) -> None:
        """The ledger at `path`, which may not be there yet; `notify` is told what happens to it.

        `steps` are the migrations that lead to what this code reads.
        """
        super().__init__(path, self._copied, notify, steps)

    @property
    def engine(self) -> str:
        """The version of SQLite that keeps it."""
        return sqlite3.sqlite_version

    def forget(self, contact_id: int, added_on: date, at: datetime) -> Erasure:
        """Delete a person, and everybody ever merged into them, from the ledger and its backups.

        Raises:
            LedgerAway: where a program that synchronises keeps a backup elsewhere.
            LedgerUnavailable: where one cannot be written; it says what was done until then.
        """
        from farmer.ledger.file.forget import forget

        return forget(self._path, contact_id, added_on, at)

    def compact(self) -> list[str]:
        """Give up the free pages of the ledger and its backups; what could not be written anew."""
        from farmer.ledger.file.forget import compact

        return compact(self._path)

    def back_up(self, before: str, day: date) -> str | None:
        """Copy it beside itself before something; the copy's path. None where there is none."""
        return str(self._copied(before, day)) if self.exists else None

    def whereabouts(self) -> Whereabouts:
        """What can be told of the file, a newer ledger's and a locked one's included.

        Raises:
            LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
        """
        from farmer.ledger.file.surroundings import whereabouts

        return whereabouts(self._path)

    def is_at(self, path: Path) -> bool:
        """Whether `path` leads to the ledger's own file."""
        try:
            return path.samefile(self._path)
        except OSError:  # one of them is not there
            return False

    def guards(self, path: Path) -> bool:
        """Whether `path` is the ledger's, or another ledger: nothing else may be written there."""
        from farmer.ledger.file.belongings import is_its_own
        from farmer.ledger.file.recognising import may_be_ledger

        return is_its_own(self._path, path) or may_be_ledger(path)

    def left_over(self) -> tuple[str, ...]:
        """What commands that were killed left beside it, whether there is a ledger or not."""
        from farmer.ledger.file.surroundings import left_over

        return left_over(self._path)

    def readable_beside(self) -> tuple[str, ...]:
        """What may be read without a key beside a locked ledger; nothing beside a plain one."""
        if driver.salt_of(self._path) is None:
            return ()
        from farmer.ledger.file.surroundings import readable_beside

        return readable_beside(self._path)

    def open_to_others(self) -> bool:
        """Whether others than its owner may open the file, as far as this system tells."""
        from farmer.files import is_open

        return is_open(self._path)

    def save(self, day: date, output: Path | None = None) -> BackupFile:
        """Copy it to `output`, or to a file beside it that is never thinned out.

        Raises:
            InvalidValue: where `output` is there already, or cannot be made.
            LedgerUnavailable: where the ledger cannot be read, or the copy cannot be written.
        """
        from farmer.ledger.file.backup import save
        from farmer.ledger.file.backups import SAID_SAVED
        from farmer.ledger.upkeep import BackupFile

        copy = save(self._path, day.isoformat(), output)
        return BackupFile(0, str(copy), day.isoformat(), copy.stat().st_size, SAID_SAVED)

    def backups(self) -> list[BackupFile]:
        """The backups beside it, the newest first; none is opened.

        Raises:
            LedgerAway: where a program that synchronises keeps the ledger elsewhere.
            LedgerUnavailable: where its folder may not be looked through.
        """
        from farmer.ledger.file.backups import backups_of, day_of, why_of
        from farmer.ledger.upkeep import BackupFile

        opening.check_not_away(self._path)
        newest_first = reversed(backups_of(self._path))
        return [
            BackupFile(number, str(path), day_of(path), path.stat().st_size, why_of(path))
            for number, path in enumerate(newest_first, 1)
        ]

    def spooling(self, beside: Path | None = None) -> AbstractContextManager[Spool]:
        """Where to put aside what is read of it, as private as it is, `beside` it or that file."""
        from farmer.ledger.file.spool import spooling

        return spooling(self._path, beside or self._path)

    def content(self) -> Content:
        """What it holds, whatever its revision; nothing where there is no ledger.

        Raises:
            LedgerUnavailable: for a file that is no ledger, damaged, newer or out of reach.
        """
        return self.content_of(self._path) if self.exists else {}

    def content_of(self, backup: Path, *tables: str) -> Content:
        """As `content`, of another ledger, or of those `tables` of it; an empty file is refused."""
        from farmer.ledger.file.restore import content_of

        return content_of(backup, *tables)

    def copied(self, backup: Path, today: date) -> AbstractContextManager[Path]:
        """A copy of `backup` that may take its place, each of its pages and rows looked at.

        Raises:
            LedgerUnavailable: for no ledger, or one that is empty, damaged, altered, out of reach.
        """
        from farmer.ledger.file.restore import copied

        return copied(self._path, backup, today)

    def protection_after(self, backup: Path) -> Protection:
        """How it is locked, and would be with a copy of `backup` in its place."""
        from farmer.ledger.file.restore import stays_locked
        from farmer.ledger.upkeep import Protection

        was, own = driver.salt_of(self._path) is not None, stays_locked(self._path)
        return Protection(was, own or driver.salt_of(backup) is not None, own)

    def restore(self, copy: Path, day: date) -> str | None:
        """Put what was `copied` in its place; where the one before is kept, if there was one.

        Raises:
            LedgerUnavailable: where it cannot be done; the ledger is then as it was.
        """
        from farmer.ledger.file.restore import restore

        kept = restore(self._path, copy, day.isoformat())
        return str(kept) if kept else None

    def check_lockable(self) -> None:
        """Refuse where ledgers cannot be locked on this machine.

        Raises:
            LedgerLocked: where SQLCipher is not installed.
        """
        driver.cipher(driver.NEEDED_TO_LOCK)

    def own_key(self) -> Key | None:
        """Its salt and key; None for a plain ledger.

        Raises:
            LedgerLocked: where nobody knows the key.
        """
        from farmer.ledger.keys import key_of

        salt = driver.salt_of(self._path)
        return None if salt is None else (salt, key_of(self._path, salt))

    def salts(self) -> set[bytes]:
        """Those of the ledger and what lies beside it, as far as that is locked."""
        from farmer.ledger.file.backups import backups_of

        files = (self._path, self.team_file, *backups_of(self._path))
        found = {driver.salt_of(file) for file in files}
        return {salt for salt in found if salt is not None}

    def lock(self, key: Key, before: bytes | None = None) -> Conversion:
        """Encrypt it, then its backups; `farmer.ledger.keys.new_key` makes a key.

        `before` is the salt of a locked ledger that gets another key.

        Raises:
            NotFinished: where the ledger is locked, and something beside it could not be seen to.
            LedgerUnavailable: where the ledger cannot be converted; it is then as it was.
        """
        from farmer.ledger.file.lock import lock

        return lock(self._path, key, before)

    def unlock(self) -> Conversion:
        """Make it a plain file again, then its backups.

        Raises:
            LedgerUnavailable: as for `lock`.
        """
        from farmer.ledger.file.lock import unlock

        return unlock(self._path)

    def damage(self) -> LedgerUnavailable | None:
        """The refusal of a damaged ledger; None for a whole one, or none."""
        from farmer.ledger.file.checkup import damage_of

        return damage_of(self._path)

    def examine(self, today: date) -> Checkup:
        """Look through what it holds.

        Raises:
            LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
        """
        from farmer.ledger.file.checkup import damage_of, examine

        try:
            return examine(self._path, today, self._steps)
        except engine_errors():  # a table or a column of it is not there
            raise damage_of(self._path) or damaged(self._path) from None

    def examine_all(self, today: date) -> list[FileState]:
        """How it and each of its copies is, every page and row read; refused as `backups` is."""
        from farmer.ledger.file.whole import examine_all

        return examine_all(self._path, today)

    def look_around(self) -> Surroundings:
        """What lies around it; there has to be one."""
        from farmer.ledger.file.surroundings import look_around

        return look_around(self._path)

    def salvage(self, into: Path) -> dict[str, Came]:
        """Write what can be read of it into a new ledger; by table, what came through.

        Raises:
            LedgerDamaged: where nothing can be read at all; nothing is written then.
            LedgerUnavailable: where `into` cannot be written.
        """
        from farmer.ledger.file.salvage import salvage

        with refusing(into):
            return salvage(self._path, into)

    def _copied(self, before: str, day: date) -> Path:
        from farmer.ledger.file.backup import back_up

        return back_up(self._path, before, day.isoformat())
