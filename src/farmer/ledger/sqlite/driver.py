"""Which SQLite opens a ledger: the standard library's, or SQLCipher where the ledger is locked.

The first bytes of the file tell: a plain one names its format there, a locked one has a random
salt. They are read only while this process has no connection to the file, because closing a file
gives up every lock that the process holds on it, whoever took it.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

from farmer.ledger.keys import is_by_sqlcipher, key_of
from farmer.ledger.refusals import (
    LOCKING_EXTRA,
    LedgerLocked,
    WrongKey,
    damaged,
    engine_errors,
    primary_code,
)
from farmer.ledger.waiting import MOMENT_SECONDS, patiently

# No text of a ledger comes near; a database made to fill the memory is refused at that.
VALUE_BYTES = 32_000_000

_PLAIN = b"SQLite format 3\0"
# What a team told begins so where it is not sealed (`farmer.ledger.file.beside`).
_PLAIN_TEAM = b'{"form": '
# Of every locked ledger; a plain one may have another.
_PAGE_BYTES = 4096
NEEDED_TO_LOCK = "Locking a ledger takes SQLCipher, which is not installed."

_File = tuple[int, int]  # device and inode: a ledger may have several paths
_NO_FILE = (0, 0)  # SQLite refuses to open it, and says so better


class _Noted:
    """A connection that this module knows of until it is closed; it waits for other commands."""

    place: Path

    def execute(self, *given: Any) -> Any:
        """As SQLite's, with patience: each statement is where a lock may have to be waited for."""
        return patiently(lambda: super(_Noted, self).execute(*given), self.place)  # type: ignore[misc]

    def commit(self) -> None:
        """As SQLite's, with patience: whoever reads keeps it from ending."""
        patiently(lambda: super(_Noted, self).commit(), self.place)  # type: ignore[misc]

    def close(self) -> None:
        _noted.pop(self, None)
        super().close()  # type: ignore[misc]


class _PlainConnection(_Noted, sqlite3.Connection):
    pass


_noted: WeakKeyDictionary[Any, tuple[_File, bytes | None]] = WeakKeyDictionary()


def salt_of(path: Path) -> bytes | None:
    """The salt of a locked ledger; None for any other file, or none."""
    try:
        file = _identity(path)
        for known, salt in _noted.values():
            if known == file:
                return salt
        return _read_salt(path)
    except OSError:  # SQLite finds out what is wrong, and says so better
        return None


def is_plain(path: Path) -> bool:
    """Whether the file is one of SQLite's that anybody can read, by its first bytes."""
    try:
        with path.open("rb", buffering=0) as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except OSError:  # nobody can, then
        return False


def module_of(path: Path) -> ModuleType:
    """The DB-API module that opens the ledger at `path`.

    Raises:
        LedgerLocked: where it is locked and the extra is not installed.
    """
    return sqlite3 if salt_of(path) is None else cipher(_needed_to_open(path))


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to the file at `path`, which must exist; `mode` is ``rw`` or ``ro``.

    Raises:
        LedgerLocked: where the file is locked, and the key or the extra is not at hand.
        WrongKey: where the key does not open it.
    """
    salt = salt_of(path)
    if salt is None:
        return _connected(sqlite3, _PlainConnection, path, mode, None)
    db = _connect_cipher(cipher(_needed_to_open(path)), path, mode, salt)
    try:
        _unlock(db, path, salt)
    except BaseException:
        db.close()
        raise
    return db


def is_still(db: sqlite3.Connection, path: Path) -> bool:
    """Whether what is open is the file at `path`, or there is none: nobody put another there."""
    try:
        return _noted[db][0] == _identity(path)
    except FileNotFoundError:
        return True


def connect_copy(copy: Path, original: Path) -> sqlite3.Connection:
    """A connection to the empty file `copy`, which is to become what `original` is."""
    salt = salt_of(original)
    if salt is None:
        return _connected(sqlite3, _PlainConnection, copy, "rw", None)
    db = _connect_cipher(cipher(_needed_to_open(original)), copy, "rw", salt)
    set_key(db, salt, key_of(original, salt))
    return db


def connect_to_convert(path: Path) -> sqlite3.Connection:
    """A connection by SQLCipher, to a locked ledger or a plain one.

    Raises:
        LedgerLocked, WrongKey: as `connect`.
    """
    if salt_of(path) is not None:
        return connect(path, "rw")
    return _connect_cipher(cipher(NEEDED_TO_LOCK), path, "rw", None)


def cipher(missing: str) -> ModuleType:
    """SQLCipher's module.

    Raises:
        LedgerLocked: where it is not installed; `missing` says so.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise LedgerLocked(missing, LOCKING_EXTRA) from None
    return dbapi2  # type: ignore[no-any-return]


def key_spec(salt: bytes, key: bytes) -> str:
    """The key as SQLCipher takes it where nothing is to be derived any more."""
    return f"x'{(key + salt).hex()}'"


def set_key(db: sqlite3.Connection, salt: bytes, key: bytes) -> None:
    """Tell a new connection the key."""
    db.execute(f'PRAGMA key = "{key_spec(salt, key)}"')


def _needed_to_open(path: Path) -> str:
    return f"The ledger {path} is locked, and SQLCipher, which opens it, is not installed."


def _identity(path: Path) -> _File:
    found = path.stat()
    return found.st_dev, found.st_ino


def _read_salt(path: Path) -> bytes | None:
    size = path.stat().st_size
    with path.open("rb", buffering=0) as file:
        begins = file.read(len(_PLAIN))
    # A crash in the midst of a change may leave part of a page, and its journal.
    return salt_in(begins, size, whole=Path(f"{path}-journal").exists())


def salt_in(begins: bytes, size: int, *, whole: bool = False) -> bytes | None:
    """The salt of a file of that `size` that `begins` so; None of one that is not locked.

    `whole` is whether it is taken for whole though it does not end with a page.
    """
    # A crash in a ledger's very first change leaves zeros; SQLite takes that change back.
    begins = begins[: len(_PLAIN)]
    is_plain = begins.startswith((_PLAIN, _PLAIN_TEAM)) or not any(begins)
    if size < _PAGE_BYTES or is_plain:
        return None
    whole = whole or size % _PAGE_BYTES == 0
    return begins if whole or not is_by_sqlcipher(begins) else None


def _connect_cipher(
    module: ModuleType, path: Path, mode: str, salt: bytes | None
) -> sqlite3.Connection:
    class CipherConnection(_Noted, module.Connection):  # type: ignore[name-defined,misc]
        pass

    db = _connected(module, CipherConnection, path, mode, salt)
    # It would write to stderr whenever a key is wrong.
    db.execute("PRAGMA cipher_log_level = NONE")
    db.execute("PRAGMA cipher_default_compatibility = 4")
    return db


def _connected(
    module: ModuleType, factory: type[Any], path: Path, mode: str, salt: bytes | None
) -> sqlite3.Connection:
    file = _identity(path) if path.exists() else _NO_FILE
    db: sqlite3.Connection = module.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=MOMENT_SECONDS,
        isolation_level=None,
        factory=factory,
    )
    db.place = path  # type: ignore[attr-defined] # it is one of ours
    db.row_factory = module.Row
    _noted[db] = file, salt
    _distrust(db)
    return db


def _distrust(db: sqlite3.Connection) -> None:
    """Let what a file says of itself do little, for somebody else may have written it.

    SQLCipher's module has no such limits, and neither it nor Python before 3.12 the other switch.
    """
    db.execute("PRAGMA cell_size_check = ON")
    if isinstance(db, sqlite3.Connection):
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_BYTES)
        if sys.version_info >= (3, 12):
            db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def _unlock(db: sqlite3.Connection, path: Path, salt: bytes) -> None:
    set_key(db, salt, key_of(path, salt))
    try:
        db.execute("PRAGMA application_id").fetchone()  # of the first page only
    except engine_errors() as error:
        if primary_code(error) == sqlite3.SQLITE_CORRUPT:
            return  # it opens with that key, and is cut off: whoever reads on is told
        if primary_code(error) != sqlite3.SQLITE_NOTADB:
            raise
        if _is_signed(db, path):
            raise damaged(path) from None
        raise WrongKey(
            f"{path} does not open with that key.",
            "Try again with its own passphrase, or name another ledger with --ledger PATH.",
        ) from None


def _is_signed(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the key is that of some page: then the first page, which does not open, is damaged.

    With a wrong key no page is as it was signed.
    """
    broken = db.execute("PRAGMA cipher_integrity_check").fetchall()
    return len(broken) < path.stat().st_size // _PAGE_BYTES
