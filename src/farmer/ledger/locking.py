"""Locking a ledger and its backups, and unlocking them.

At every moment each path leads to one whole ledger, and a command that was killed is finished by
the same command typed again. The ledger comes first: one that is said to be locked is.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.ledger import driver, keys
from farmer.ledger.backups import backups_of
from farmer.ledger.converting import convert, leftovers
from farmer.ledger.keys import SALT_BYTES, Key, to_key
from farmer.ledger.refusals import busy, engine_errors
from farmer.ledger.schema import APPLICATION_ID


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of the files.

    Attributes:
        done: those that were converted, or whose conversion was finished.
        left: backups that were not: no ledgers, damaged ones, ones whose key is not known.
        remaining: those whose plain content could not be overwritten.
    """

    done: tuple[Path, ...]
    left: tuple[Path, ...]
    remaining: tuple[Path, ...]


def new_key(secret: str) -> Key:
    """A salt of its own and the key, for a ledger that is to be locked with `secret`."""
    salt = os.urandom(SALT_BYTES)
    return salt, to_key(secret, salt)


def own_key(path: Path) -> Key | None:
    """The salt and the key of the ledger at `path`; None where it is a plain one.

    Raises:
        LedgerLocked: where nobody knows the key.
    """
    salt = driver.salt_of(path)
    return None if salt is None else (salt, keys.key_of(path, salt))


def salts(path: Path) -> set[bytes]:
    """Those of the ledger and its backups, as far as they are locked."""
    found = {driver.salt_of(file) for file in (path, *backups_of(path))}
    return {salt for salt in found if salt is not None}


def lock(path: Path, key: Key) -> Conversion:
    """Encrypt the ledger at `path`, then its backups.

    Raises:
        LedgerUnavailable: where the ledger cannot be converted; it is then as it was.
    """
    if driver.salt_of(path) not in (None, key[0]):  # locked while a passphrase was thought of
        raise busy(path)
    keys.learn_key(*key)
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
            if converts or leftovers(file):
                if not convert(file, key):
                    remaining.append(file)
                done.append(file)
        except LedgerUnavailable:
            if file == path:
                raise
            left.append(file)
    return Conversion(tuple(done), tuple(left), tuple(remaining))


def _is_ledger(file: Path) -> bool:
    """Whether a file is a ledger; of a locked one only its key can tell."""
    if driver.salt_of(file) is not None:
        return True
    try:
        with closing(driver.connect(file, "rw")) as db:
            marked: int = db.execute("PRAGMA application_id").fetchone()[0]
            return marked == APPLICATION_ID
    except engine_errors():
        return False
