"""Locking a ledger and its backups, and unlocking them.

At every moment each path leads to one whole ledger, and a command that was killed is finished by
the next of either kind. The ledger comes first: one that is said to be locked is. What has to be
asked is asked before anything is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from farmer.errors import FarmerError, LedgerUnavailable
from farmer.files import real
from farmer.ledger import keys
from farmer.ledger.file.backups import backups_of
from farmer.ledger.file.belongings import belongings, left_of, team_file
from farmer.ledger.file.beside import convert_beside
from farmer.ledger.file.convert import convert, is_wiped
from farmer.ledger.keys import Key
from farmer.ledger.refusals import NotFinished, busy, engine_errors
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import mark_of
from farmer.ledger.sqlite.schema.steps import APPLICATION_ID
from farmer.ledger.upkeep import Conversion


def lock(path: Path, key: Key, before: bytes | None = None) -> Conversion:
    """Encrypt the ledger at `path`, then its backups; one that is locked otherwise gets the `key`.

    `before` is the salt that the ledger had when the key was decided on.

    Raises:
        NotFinished: where the ledger is locked, and something beside it could not be seen to.
        LedgerUnavailable: where the ledger cannot be converted; it is then as it was.
    """
    if driver.salt_of(path) not in (before, key[0]):  # locked while a passphrase was thought of
        raise busy(path)
    keys.learn_key(*key)
    return _convert_all(path, key)


def unlock(path: Path) -> Conversion:
    """Make the ledger at `path` a plain file again, then its backups.

    Raises:
        NotFinished, LedgerUnavailable: as for `lock`.
    """
    return _convert_all(path, None)


def _convert_all(path: Path, key: Key | None) -> Conversion:
    done: list[str] = []
    remaining: list[str] = []
    beside = _team_told(path) + backups_of(path)
    left = [file for file in beside if not _can_be_converted(file, key, path)]
    with _once_converted(path, key):
        for file in (path, *(each for each in beside if each not in left)):
            if _is_of_kind(file, key) and not left_of(real(file)):
                continue
            try:
                if not _converted(path, file, key):
                    remaining.append(str(file))
                done.append(str(file))
            except LedgerUnavailable:
                if file == path:
                    raise
                left.append(file)
        lying = belongings(path)
        cleared = [str(part) for part in lying.left_over if is_wiped(part)]
        remaining += [str(part) for part in lying.left_over if str(part) not in cleared]
    left += lying.away
    return Conversion(tuple(done), tuple(map(str, left)), tuple(remaining), tuple(cleared))


def _converted(ledger: Path, file: Path, key: Key | None) -> bool:
    return convert(file, key) if file != team_file(ledger) else convert_beside(ledger, key)


def _team_told(ledger: Path) -> list[Path]:
    """Where what a team told lies, if the ledger is in one."""
    file = team_file(ledger)
    return [file] if file.is_file() else []


@contextmanager
def _once_converted(path: Path, key: Key | None) -> Iterator[None]:
    """Once the ledger is converted, nothing that comes up says that it is not."""
    try:
        yield
    except (FarmerError, OSError, KeyboardInterrupt) as stopped:
        if not _is_of_kind(path, key):
            raise
        command, kind = ("lock open", "not locked any more") if key is None else ("lock", "locked")
        why = f" {stopped.why}" if isinstance(stopped, FarmerError) else ""
        raise NotFinished(
            f"The ledger {path} is {kind}, but not all that lies beside it is seen to.{why}",
            f"To finish: farmer {command}",
        ) from None


def _is_of_kind(file: Path, key: Key | None) -> bool:
    """Whether a file is locked with the `key` already, or without one is plain."""
    return driver.salt_of(file) == (None if key is None else key[0])


def _can_be_converted(file: Path, key: Key | None, ledger: Path) -> bool:
    """Whether it is a ledger, or what the team of this one told, and its key is to be had."""
    salt = driver.salt_of(file)
    if salt is None:
        return file == team_file(ledger) or _is_ledger(file)
    if _is_of_kind(file, key):
        return True
    try:
        keys.key_of(file, salt)
    except FarmerError:
        return False
    return True


def _is_ledger(file: Path) -> bool:
    try:
        with closing(driver.connect(file, "rw")) as db:
            return mark_of(db) == APPLICATION_ID
    except engine_errors():
        return False
