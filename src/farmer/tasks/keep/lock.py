"""Encrypting a ledger and its backups, and decrypting them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from farmer.errors import Conflict
from farmer.ledger import driver, locking
from farmer.tasks.desk import Desk
from farmer.tasks.keep import keychain


class Converted(NamedTuple):
    """What ``lock`` or ``unlock`` did.

    Attributes:
        path: the ledger's file.
        locked: whether it is locked now.
        files: what was converted: the ledger, if it was not of that kind yet, and backups.
        left: backups that are as they were: no ledgers, damaged, or their key is not known.
        keyring: whether the system's keyring keeps the key.
    """

    path: str
    locked: bool
    files: tuple[str, ...]
    left: tuple[str, ...]
    keyring: bool


def lock(desk: Desk, secret: Callable[[], str], *, keyring: bool = False) -> Converted:
    """Encrypt the ledger and its backups with what `secret` gives.

    A locked ledger stays as it is, and what was left undone is done; `secret` is not asked then.

    Raises:
        Conflict: where there is no ledger, or nothing to do.
        NoKeyring: where the keyring is to keep the key and does not; nothing is locked then.
        LedgerUnavailable: where the ledger cannot be opened or converted; it is as it was then.
    """
    driver.cipher(driver.NEEDED_TO_LOCK)
    _see_to_it(desk, "lock")
    own = locking.own_key(desk.ledger)
    key = own or locking.new_key(secret())
    if keyring:
        keychain.keep_key(*key)
    done = locking.lock(desk.ledger, key)
    if own and not done.done and not keyring:
        raise Conflict(
            f"The ledger {desk.ledger} is locked already.", "To decrypt: farmer lock open"
        )
    for file in done.remaining:
        desk.notify(
            f"The plain content of {file} was not overwritten: the file has another name, or the "
            "file system no means. It may still be found on the disk."
        )
    return _converted(desk, done, locked=True, keyring=keyring)


def unlock(desk: Desk) -> Converted:
    """Decrypt the ledger and its backups.

    Raises:
        Conflict: where there is no ledger, or nothing to do.
        LedgerUnavailable: where the ledger cannot be opened or converted; it is as it was then.
    """
    _see_to_it(desk, "unlock")
    salts = locking.salts(desk.ledger)
    done = locking.unlock(desk.ledger)
    if not done.done:
        raise Conflict(f"The ledger {desk.ledger} is not locked.", "To encrypt it: farmer lock")
    for salt in salts:
        keychain.drop_key(salt)
    return _converted(desk, done, locked=False, keyring=False)


def _see_to_it(desk: Desk, verb: str) -> None:
    """That there is a ledger, that it opens, and that it is up to date."""
    with desk.deciding() as db:
        if db is None:
            raise Conflict(
                f"There is no ledger to {verb} yet.", "farmer log or farmer import begins one."
            )


def _converted(desk: Desk, done: locking.Conversion, *, locked: bool, keyring: bool) -> Converted:
    files, left = tuple(map(str, done.done)), tuple(map(str, done.left))
    return Converted(str(desk.ledger), locked, files, left, keyring)
