"""Why a ledger cannot be used, each reason with its sentence; engine errors are turned into these.

The sentences may name the ledger's path, never what is in it.
"""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from farmer.errors import Conflict, FarmerError, LedgerUnavailable


class NotALedger(LedgerUnavailable):
    """A file of somebody else's, a folder, a device."""

    code = "not-a-ledger"


class NewerLedger(LedgerUnavailable):
    """A ledger that a newer farmer has written."""

    code = "newer-ledger"


class LedgerBusy(LedgerUnavailable):
    """Another farmer command is writing."""

    code = "ledger-busy"


class LedgerReadOnly(LedgerUnavailable):
    """The file or its folder may be read, not written."""

    code = "ledger-read-only"


class LedgerUnreadable(LedgerUnavailable):
    """The operating system does not let us open it."""

    code = "ledger-unreadable"


class LedgerAway(LedgerUnavailable):
    """A ledger that a program which synchronises keeps elsewhere."""

    code = "ledger-away"


class LedgerDamaged(LedgerUnavailable):
    """A ledger whose content is broken."""

    code = "ledger-damaged"


class AlteredLedger(LedgerUnavailable):
    """A database with a ledger's mark that is not made as a ledger is."""

    code = "altered-ledger"


class LedgerLocked(LedgerUnavailable):
    """A ledger whose key, or what it takes to use it, is not at hand."""

    code = "ledger-locked"


class NobodyHere(LedgerLocked):
    """A ledger whose key somebody would have to type, where nobody can."""


class WrongKey(LedgerUnavailable):
    """A key that does not open the ledger."""

    code = "wrong-key"


class DiskFull(LedgerUnavailable):
    """No room for what was to be written."""

    code = "disk-full"


class MigrationFailed(LedgerUnavailable):
    """A migration that could not be finished, and was taken back."""

    code = "migration-failed"


class NotConverted(LedgerUnavailable):
    """A ledger that could not be locked or unlocked, and is as it was."""

    code = "not-converted"


class NotFinished(LedgerUnavailable):
    """A ledger that was locked or unlocked, and files beside it that are not yet."""

    code = "not-finished"


LOCKING_EXTRA = "Install farmer-ledger[encrypted]: pipx install --force 'farmer-ledger[encrypted]'"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_FREE_SPACE = "Free some space, then run this again."
_ELSEWHERE = "Name another with --ledger PATH or FARMER_LEDGER."

# By SQLite's primary result code: the refusal, its sentence about {path}, its hint.
_ENGINE: dict[int, tuple[type[LedgerUnavailable], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        LedgerBusy,
        "Another program is writing to {path}.",
        "Wait until it has finished, then run this again.",
    ),
    sqlite3.SQLITE_READONLY: (
        LedgerReadOnly,
        "The ledger {path} cannot be written.",
        "Allow writing to the file and its folder, or name another with --ledger PATH.",
    ),
    sqlite3.SQLITE_FULL: (
        DiskFull,
        "There is no room on the disk to write {path}.",
        _FREE_SPACE,
    ),
    sqlite3.SQLITE_CORRUPT: (
        LedgerDamaged,
        "The ledger {path} is damaged.",
        "See what is wrong, and what can be done: farmer doctor",
    ),
    sqlite3.SQLITE_NOTADB: (NotALedger, "{path} is not a farmer ledger.", _ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: (LedgerUnreadable, "The ledger {path} cannot be opened.", _ELSEWHERE),
    sqlite3.SQLITE_PERM: (LedgerUnreadable, "The ledger {path} cannot be opened.", _ELSEWHERE),
    sqlite3.SQLITE_IOERR: (
        LedgerUnreadable,
        "The disk refused to read or write {path}.",
        "Check the disk, then run this again.",
    ),
}
# A transaction for which there is no room is taken back; of the others it is not asked.
_DONE = {sqlite3.SQLITE_FULL: "Nothing was changed."}
# A value beyond what any connection takes: farmer never wrote it.
_ENGINE[sqlite3.SQLITE_TOOBIG] = _ENGINE[sqlite3.SQLITE_CORRUPT]
_ENGINE[sqlite3.SQLITE_LOCKED] = _ENGINE[sqlite3.SQLITE_BUSY]
_ENGINE[sqlite3.SQLITE_PROTOCOL] = _ENGINE[sqlite3.SQLITE_BUSY]

# What SQLite says of its primary result codes.
_SAID = {
    "database is locked": sqlite3.SQLITE_BUSY,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "file is not a database": sqlite3.SQLITE_NOTADB,
}

_CONSTRAINT = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "That is in the ledger already.",
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "That refers to something that is not in the ledger.",
    sqlite3.SQLITE_CONSTRAINT_CHECK: "The ledger's rules do not allow that value.",
}


def engine_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What SQLite raises, and the `others`: SQLCipher, once loaded, has a family of its own."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, *others) if cipher is None else (sqlite3.Error, cipher.Error, *others)


def code_of(error: BaseException) -> int:
    """SQLite's result code; 0 where the error has none.

    SQLCipher's module leaves it out of some errors, of copying for example: those are known by
    SQLite's words. That a text is no UTF-8 Python finds itself.
    """
    if str(error).startswith("Could not decode to UTF-8"):
        return sqlite3.SQLITE_CORRUPT
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return _SAID.get(str(error), 0) if code is None else code


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code; 0 where the error has none."""
    return code_of(error) & 0xFF


def busy(path: Path) -> LedgerUnavailable:
    """The refusal while another command is writing."""
    return _refusal(sqlite3.SQLITE_BUSY, path)


def disk_full(path: Path) -> LedgerUnavailable:
    """The refusal where there is no room for a ledger at `path`."""
    return _refusal(sqlite3.SQLITE_FULL, path)


def damaged(path: Path) -> LedgerUnavailable:
    """The refusal of a ledger in which something cannot be, or is not as it was written."""
    return _refusal(sqlite3.SQLITE_CORRUPT, path)


def away(path: Path, left: Path) -> LedgerAway:
    """The refusal of a ledger of which, or of a backup, a synchroniser `left` only that here."""
    return LedgerAway(
        f"The ledger {path} is not all here: {left.name} stands for a file that is in the cloud.",
        "Let the program that synchronises the folder fetch it; then run this again.",
    )


def foreign_file(path: Path) -> NotALedger:
    """The refusal of a database that another program made."""
    return NotALedger(f"{path} is a database, but not a farmer ledger.", _ELSEWHERE)


def not_a_file(path: Path) -> NotALedger:
    """The refusal of a folder, device or pipe."""
    kind = "a folder" if path.is_dir() else "not a file"
    return NotALedger(f"{path} is {kind}; a ledger is a file.", _ELSEWHERE)


def newer_ledger(path: Path) -> NewerLedger:
    """The refusal of a ledger whose revision this farmer does not know."""
    return NewerLedger(
        f"The ledger {path} was written by a newer farmer.",
        "Upgrade this one: pipx upgrade farmer-ledger",
    )


def refusal_for(error: BaseException, path: Path) -> FarmerError | None:
    """What to say about `error`, or None where it is a bug rather than the ledger's state."""
    if isinstance(error, engine_errors()):
        return _engine_refusal(code_of(error), path)
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes a name that is no text any more
        return damaged(path)
    if isinstance(error, PermissionError):
        return LedgerUnreadable(f"You may not open or create {path}.", _ELSEWHERE)
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return DiskFull(f"There is no room on the disk to write beside {path}.", _FREE_SPACE)
        reason = (error.strerror or "it cannot be used").lower()
        return LedgerUnreadable(f"The ledger {path} cannot be opened: {reason}.", _ELSEWHERE)
    return None


@contextmanager
def refusing(path: Path, *, opening: bool = True) -> Iterator[None]:
    """Turn what the engine or, while `opening`, the operating system says into a refusal.

    Once the ledger is open, the system's complaints are about other files.

    The original is not chained: SQLite quotes values in some of its messages.
    """
    try:
        yield
    except engine_errors(*((OSError, UnicodeDecodeError) if opening else ())) as error:
        refusal = refusal_for(error, path)
        if refusal is None:
            raise
        raise refusal from None


def _engine_refusal(code: int, path: Path) -> FarmerError | None:
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        sentence = _CONSTRAINT.get(code, "The ledger's rules do not allow that.")
        return Conflict(sentence, "Nothing was written.")
    return _refusal(primary, path) if primary in _ENGINE else None


def _refusal(primary: int, path: Path) -> LedgerUnavailable:
    refusal, sentence, hint = _ENGINE[primary]
    return refusal(sentence.format(path=path), hint, done=_DONE.get(primary, ""))
