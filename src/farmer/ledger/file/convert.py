"""Converting one file: a copy of the other kind is checked, then takes its place.

SQLCipher opens both kinds, so only one library holds the file, and it keeps everybody else away
until the copy is in place and what was plain is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from farmer.errors import Unconfirmed
from farmer.files import new_name, part_of, real, sync_folder, take_place, wipe
from farmer.ledger.file.belongings import is_same, left_of
from farmer.ledger.keys import Key
from farmer.ledger.refusals import NotConverted, busy, engine_errors, primary_code, refusing
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import mark_of
from farmer.ledger.sqlite.schema.search_index import is_of_index, is_stale, mend
from farmer.ledger.sqlite.schema.steps import STEPS, revision_of
from farmer.ledger.sqlite.schema.verify import is_sound
from farmer.ledger.sqlite.transaction import transaction


def convert(path: Path, key: Key | None) -> bool:
    """Put a copy that is locked with the `key` in place of a ledger, or without one a plain copy.

    What a killed conversion left behind is taken away; a ledger of the right kind stays as it is.

    Returns:
        False where plain content could not be overwritten.

    Raises:
        LedgerUnavailable: where it cannot be done, or the copy is not the same; nothing changed.
    """
    path = real(path)  # the file is replaced, not a link to it
    with refusing(path), closing(driver.connect_to_convert(path)) as db:
        _hold(db, path)
        for left in left_of(path):
            is_wiped(left)
        if driver.salt_of(path) == (None if key is None else key[0]):
            return True
        with part_of(path) as part:
            _copy_whole(db, part, key, path)
            if os.name == "nt":
                db.close()  # Windows replaces no file that is open
            return put_in_place(part, path, overwrite=key is not None)


def copy_locked(source: Path, part: Path, key: Key) -> None:
    """Copy a ledger of either kind into the empty file `part`, locked with the `key`.

    Nothing plain is written on the way.

    Raises:
        LedgerUnavailable: where it cannot be done, or the copy is not the same.
    """
    with closing(driver.connect_to_convert(source)) as db:
        _copy_whole(db, part, key, source)


def _hold(db: sqlite3.Connection, path: Path) -> None:
    """Keep everybody else from reading and writing until the connection is closed."""
    db.execute("PRAGMA main.locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    if not driver.is_still(db, path):  # another command converted it while this one waited
        raise busy(path)


def _copy_whole(db: sqlite3.Connection, part: Path, key: Key | None, path: Path) -> None:
    _copy(db, part, key, path)
    _compare(db, part, path)


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
    """Read the copy as every command will, and see that it is whole and holds the same.

    The search index is made of what is written: where it is broken, the copy gets one that fits.
    """
    with closing(driver.connect(part, "rw")) as copy:
        same = is_sound(copy) and _schema(db) == _schema(copy)
        if not same or not all(_is_same(db, copy, table) for table in _tables(db)):
            raise NotConverted(
                f"The copy of {path} did not come out the same; the ledger is as it was.",
                "See what is wrong: farmer doctor",
            )
        if revision_of(copy, path, mark_of(copy)) == STEPS.head and is_stale(copy):
            with transaction(copy):
                mend(copy)


def _schema(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    rows = db.execute("SELECT type, name, sql FROM sqlite_master")
    return {tuple(row) for row in rows if not is_of_index(row["name"])}


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [row[0] for row in rows if not is_of_index(row[0])]


def _is_same(one: sqlite3.Connection, other: sqlite3.Connection, table: str) -> bool:
    rows = f'SELECT * FROM "{table}"'  # noqa: S608
    pairs = zip_longest(one.execute(rows), other.execute(rows), fillvalue=())
    return all(tuple(mine) == tuple(theirs) for mine, theirs in pairs)


def put_in_place(part: Path, path: Path, *, overwrite: bool) -> bool:
    """Replace the file in one step; where it is to be overwritten, it keeps a name until then.

    It is not overwritten while a power cut could bring it back as the ledger.
    """
    old = new_name(path, "old")
    try:
        named = overwrite and _has_name(path, old)
        sync_folder(path.parent)
        remembered = _takes_place(part, path)
    except BaseException:
        if is_same(old, path):  # not in place yet
            old.unlink()
        raise
    return (named and remembered and is_wiped(old)) or not overwrite


def _takes_place(part: Path, path: Path) -> bool:
    """Replace the file; whether the disk remembers it, so that no power cut brings it back."""
    try:
        take_place(part, path)
    except Unconfirmed:
        return False
    return True


def _has_name(path: Path, name: Path) -> bool:
    """Give the file a second name, if it has no other: somebody's snapshot is not to be wiped."""
    if path.stat().st_nlink > 1:
        return False
    try:
        name.hardlink_to(path)
    except OSError:  # a file system without links
        return False
    return True


def is_wiped(left: Path) -> bool:
    """Overwrite what is left of a ledger; False where that is refused, which undoes nothing."""
    try:
        return wipe(left)
    except OSError:
        return False
