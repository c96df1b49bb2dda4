"""Encrypting a ledger and its backups, and decrypting them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, FarmerError, NoLedger
from farmer.ledger.keys import new_key
from farmer.ledger.refusals import NotFinished
from farmer.tasks.desk import Desk
from farmer.tasks.keep import keychain

if TYPE_CHECKING:
    from farmer.ledger.upkeep import Conversion


class Converted(NamedTuple):
    """What ``lock`` or ``unlock`` did.

    Attributes:
        path: the ledger's file.
        locked: whether it is locked now.
        files: what was converted: the ledger, if it was not of that kind yet, and backups.
        left: backups that are as they were: no ledgers, damaged, or their key is not known.
        cleared: what commands that were killed had left beside them, and is gone.
        keyring: whether the system's keyring keeps the key.
    """

    path: str
    locked: bool
    files: tuple[str, ...]
    left: tuple[str, ...]
    cleared: tuple[str, ...]
    keyring: bool


def lock(desk: Desk, secret: Callable[[], str], *, keyring: bool = False) -> Converted:
    """Encrypt the ledger and its backups with what `secret` gives.

    A locked ledger stays as it is, and what was left undone is done; `secret` is not asked then.

    Raises:
        NoLedger: where there is no ledger yet.
        Conflict: where there is nothing to do.
        NoKeyring: where the keyring is to keep the key and does not; nothing is locked then.
        NotFinished: where the ledger is locked, and something beside it could not be seen to.
        LedgerUnavailable: where the ledger cannot be opened or converted; it is as it was then.
    """
    desk.file.check_lockable()
    _see_to_it(desk)
    own = desk.file.own_key()
    key = own or new_key(secret())
    if keyring:
        keychain.keep_key(*key)
    try:
        done = desk.file.lock(key)
    except FarmerError as refusal:
        if keyring and not own and not isinstance(refusal, NotFinished):
            keychain.drop_key(key[0])
        raise
    if own and not (done.done or done.cleared or keyring):
        raise Conflict(
            f"The ledger {desk.ledger.place} is locked already.", "To decrypt: farmer lock open"
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
        NoLedger: where there is no ledger yet.
        Conflict: where there is nothing to do.
        NotFinished: where the ledger is decrypted, and something beside it could not be seen to.
        LedgerUnavailable: where the ledger cannot be opened or converted; it is as it was then.
    """
    _see_to_it(desk)
    salts = desk.file.salts()
    done = desk.file.unlock()
    if not (done.done or done.cleared):
        raise Conflict(
            f"The ledger {desk.ledger.place} is not locked.", "To encrypt it: farmer lock"
        )
    for salt in salts - desk.file.salts():
        keychain.drop_key(salt)
    return _converted(desk, done, locked=False, keyring=False)


def _see_to_it(desk: Desk) -> None:
    """That there is a ledger, that it opens, and that it is up to date."""
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger


def _converted(desk: Desk, done: Conversion, *, locked: bool, keyring: bool) -> Converted:
    return Converted(desk.ledger.place, locked, done.done, done.left, done.cleared, keyring)
