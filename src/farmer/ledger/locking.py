"""Locking a ledger and unlocking it: a copy of the other kind is checked, then takes its place.

At every moment the path leads to one whole ledger, and a command that was killed is finished by
the same command typed again. SQLCipher opens both kinds, so only one library holds the file, and
it keeps everybody else away until the copy is in place and what was plain is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from farmer.ledger import driver
from farmer.ledger.files import backups_of, create_private, sync_folder, wipe
from farmer.ledger.keys import SALT_BYTES, to_key
from farmer.ledger.refusals import (
    LedgerLocked,
    NotConverted,
    WrongKey,
    busy,
    engine_errors,
    primary_code,
    refusing,
)
from farmer.ledger.schema import APPLICATION_ID


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of the files.

    Attributes:
        done: those that were converted, or whose conversion was finished.
        left: backups that were not, because they are no ledgers or their key is not known.
        remaining: those whose plain content could not be overwritten.
    """

    done: tuple[Path, ...]
    left: tuple[Path, ...]
    remaining: tuple[Path, ...]


Key = tuple[bytes, bytes]  # a ledger's salt, and the key


def new_key(secret: str) -> Key:
    """A salt of its own and the key, for a ledger that is to be locked with `secret`."""
    salt = os.urandom(SALT_BYTES)
    return salt, to_key(secret, salt)


def key_at(path: Path) -> Key | None:
    """The salt and the key of the locked ledger at `path`, or of backups that were left behind.

    None where nothing is locked.

    Raises:
        LedgerLocked: where nobody knows the key.
    """
    for file in (path, *backups_of(path)):
        salt = driver.salt_of(file)
        if salt is not None:
            return salt, driver.key_of(file, salt)
    return None


def lock(path: Path, key: Key) -> Conversion:
    """Encrypt the ledger at `path`, then its backups.

    Raises:
        LedgerUnavailable: where the ledger cannot be converted; it is then as it was.
    """
    driver.learn_key(*key)
    return _convert_all(path, key)


def unlock(path: Path) -> Conversion:
    """Make the ledger at `path` a plain file again, then its backups.

    Raises:
        LedgerUnavailable: as for `lock`.
    """
    return _convert_all(path, None)


def _convert_all(path: Path, key: Key | None) -> Conversion:
    done, left, remaining = [], [], []
    for file in (path, *backups_of(path)):
        try:
            if not _is_ledger(file):
                left.append(file)
                continue
            converts = (driver.salt_of(file) is None) is (key is not None)
            if converts or _leftovers(file):
                if not convert(file, key):
                    remaining.append(file)
                done.append(file)
        except (LedgerLocked, WrongKey):
            if file == path:
                raise
            left.append(file)
    return Conversion(tuple(done), tuple(left), tuple(remaining))


def _is_ledger(file: Path) -> bool:
    if driver.salt_of(file) is not None:
        return True
    try:
        with closing(driver.connect(file, "rw")) as db:
            marked: int = db.execute("PRAGMA application_id").fetchone()[0]
            return marked == APPLICATION_ID
    except engine_errors():
        return False


def convert(path: Path, key: Key | None) -> bool:
    """Put a locked copy in place of a plain ledger, or without a `key` a plain one of a locked.

    What a killed conversion left behind is taken away; a ledger of the right kind stays as it is.

    Returns:
        False where plain content could not be overwritten.

    Raises:
        LedgerUnavailable: where it cannot be done, or the copy is not the same; nothing changed.
    """
    path = path.resolve()  # the file is replaced, not a link to it
    with refusing(path), closing(driver.connect_to_convert(path)) as db:
        _hold(db, path)
        _clear_away(path)
        if (driver.salt_of(path) is not None) is (key is not None):
            return True
        part = _part_of(path)
        try:
            create_private(part)
            _copy(db, part, key, path)
            _compare(db, part, path)
        except BaseException:
            _clear_away(path)
            raise
        if os.name == "nt":
            db.close()  # Windows replaces no file that is open
        return _put_in_place(part, path, overwrite=key is not None)


def _hold(db: sqlite3.Connection, path: Path) -> None:
    """Keep everybody else from reading and writing until the connection is closed."""
    db.execute("PRAGMA main.locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    if not driver.is_still(db, path):  # another command converted it while this one waited
        raise busy(path)


def _copy(db: sqlite3.Connection, part: Path, key: Key | None, path: Path) -> None:
    """Write everything into the empty file `part`."""
    spec = "" if key is None else driver.key_spec(*key)
    db.execute("ATTACH ? AS part KEY ?", [str(part), spec])
    db.execute("PRAGMA part.journal_mode = MEMORY")  # a copy that fails is thrown away
    try:
        db.execute("SELECT sqlcipher_export('part')")
    except engine_errors() as error:
        if primary_code(error) != sqlite3.SQLITE_ERROR:
            raise
        # SQLCipher says why in words of its own only.
        raise NotConverted(
            f"The ledger {path} could not be copied; it is as it was.",
            "See whether there is room on the disk; if there is, the file is damaged.",
        ) from None
    for mark in ("application_id", "user_version"):
        value = db.execute(f"PRAGMA main.{mark}").fetchone()[0]
        db.execute(f"PRAGMA part.{mark} = {value}")
    db.execute("DETACH part")


def _compare(db: sqlite3.Connection, part: Path, path: Path) -> None:
    """Read the copy as every command will, and see that it is whole and holds the same."""
    with closing(driver.connect(part, "rw")) as copy:
        checked = copy.execute("PRAGMA integrity_check").fetchone()[0]
        same = checked == "ok" and _schema(db) == _schema(copy)
        if not same or not all(_is_same(db, copy, table) for table in _tables(db)):
            raise NotConverted(
                f"The copy of {path} did not come out the same; the ledger is as it was.",
                "Please report this.",
            )


def _schema(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    return {tuple(row) for row in db.execute("SELECT type, name, sql FROM sqlite_master")}


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [row[0] for row in rows]


def _is_same(one: sqlite3.Connection, other: sqlite3.Connection, table: str) -> bool:
    rows = f'SELECT * FROM "{table}"'  # noqa: S608
    pairs = zip_longest(one.execute(rows), other.execute(rows), fillvalue=())
    return all(tuple(mine) == tuple(theirs) for mine, theirs in pairs)


def _put_in_place(part: Path, path: Path, *, overwrite: bool) -> bool:
    """Replace the file in one step; where it is to be overwritten, it keeps a name until then."""
    old = _old_of(path)
    named = False
    if overwrite and path.stat().st_nlink == 1:  # not somebody's snapshot by another name
        with suppress(OSError):  # a file system without links
            old.hardlink_to(path)
            named = True
    sync_folder(path.parent)
    part.replace(path)
    sync_folder(path.parent)
    if named:
        wipe(old)
    return named or not overwrite


def _leftovers(path: Path) -> list[Path]:
    path = path.resolve()
    return [left for left in (_part_of(path), _old_of(path)) if left.exists()]


def _clear_away(path: Path) -> None:
    """Take away what a conversion that did not end well left beside `path`."""
    for left in _leftovers(path):
        if left.samefile(path):  # killed before the copy took its place
            left.unlink()
        else:
            wipe(left)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _old_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")
