"""Locking a ledger and its backups, and unlocking them.

At every moment each path leads to one whole ledger, and a command that was killed is finished by
the same command typed again. The ledger comes first: one that is said to be locked is.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.files import real
from farmer.ledger import keys
from farmer.ledger.file.backups import backups_of
from farmer.ledger.file.belongings import belongings, left_of
from farmer.ledger.file.convert import convert, is_wiped
from farmer.ledger.keys import Key
from farmer.ledger.refusals import busy, engine_errors
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import mark_of
from farmer.ledger.sqlite.schema.steps import APPLICATION_ID
from farmer.ledger.upkeep import Conversion


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
    done: list[str] = []
    left: list[str] = []
    remaining: list[str] = []
    for file in (path, *backups_of(path)):
        try:
            if not _is_ledger(file):
                left.append(str(file))
                continue
            converts = (driver.salt_of(file) is None) is (key is not None)
            if converts or left_of(real(file)):
                if not convert(file, key):
                    remaining.append(str(file))
                done.append(str(file))
        except LedgerUnavailable:
            if file == path:
                raise
            left.append(str(file))
    beside = belongings(path)
    remaining += [str(part) for part in beside.left_over if not is_wiped(part)]
    left += map(str, beside.away)
    return Conversion(tuple(done), tuple(left), tuple(remaining))


def _is_ledger(file: Path) -> bool:
    """Whether a file is a ledger; of a locked one only its key can tell."""
    if driver.salt_of(file) is not None:
        return True
    try:
        with closing(driver.connect(file, "rw")) as db:
            return mark_of(db) == APPLICATION_ID
    except engine_errors():
        return False
