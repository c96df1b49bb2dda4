"""Encrypting a ledger and its backups, and decrypting them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, FarmerError, NoLedger
from farmer.ledger.keys import Key, as_key, is_by_sqlcipher, new_key, to_key
from farmer.ledger.refusals import LedgerLocked, NotFinished, WrongKey
from farmer.tasks.desk import Desk
from farmer.tasks.keep import keychain
from farmer.written import note_done

if TYPE_CHECKING:
    from farmer.ledger.upkeep import Conversion


class Converted(NamedTuple):
    """What ``lock`` or ``unlock`` did.

    Attributes:
        path: the ledger's file.
        locked: whether it is locked now.
        files: what was converted: the ledger, if it was not of that kind yet, what a team told,
            and backups.
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


# Gives the passphrase for the ledger at a place, or refuses.
SecretSource = Callable[[str], str]


def lock(desk: Desk, new: SecretSource, known: SecretSource, *, keyring: bool = False) -> Converted:
    """Encrypt the ledger and what lies beside it with what `new` gives.

    A locked ledger is left as it is, and what was left undone is done. Only where its key is
    derived as an older farmer did it, it is derived anew from what `known` gives.

    Raises:
        NoLedger: where there is no ledger yet.
        Conflict: where there is nothing to do.
        NoKeyring: where the keyring is to keep the key and does not; nothing is locked then.
        NotFinished: where the ledger is locked, and something beside it could not be seen to.
        WrongKey: where `known` gives another passphrase than the ledger's.
        LedgerUnavailable: where the ledger cannot be opened or converted; it is as it was then.
    """
    desk.file.check_lockable()
    _see_to_it(desk)
    own = desk.file.own_key()
    key = new_key(new(desk.ledger.place)) if own is None else _derived_anew(desk, own, known)
    keeps = keyring or (own is not None and own != key and keychain.kept_key(own[0]) is not None)
    if keeps:
        keychain.keep_key(*key)
    done = _encrypt(desk, own, key)
    if own == key and not (done.done or done.cleared or keyring):
        raise Conflict(
            f"The ledger {desk.ledger.place} is locked already.", "To decrypt: farmer lock open"
        )
    for file in done.remaining:
        desk.notify(
            f"What {file} was before is not overwritten: the file has another name, or the file "
            "system no means. It may still be found on the disk."
        )
    return _converted(desk, done, locked=True, keyring=keeps)


def _derived_anew(desk: Desk, own: Key, known: SecretSource) -> Key:
    """The key that a locked ledger is to have: its own, if that is not of an older farmer's kind.

    Nor is it another where the key was never derived, or nobody tells the passphrase.
    """
    salt, key = own
    if not is_by_sqlcipher(salt):
        return own
    try:
        secret = known(desk.ledger.place)
    except LedgerLocked:
        desk.notify(
            "The passphrase is not at hand, so the key stays as an older farmer derived it. "
            "Where it can be typed, farmer lock derives it anew."
        )
        return own
    if as_key(secret) is not None:
        return own
    if to_key(secret, salt) != key:
        raise WrongKey(f"{desk.ledger.place} does not open with that passphrase.", "Try again.")
    return new_key(secret)


def _encrypt(desk: Desk, own: Key | None, key: Key) -> Conversion:
    """Lock with the `key`, and have the keyring keep that of a ledger that is there only."""
    try:
        done = desk.file.lock(key, None if own is None else own[0])
    except FarmerError as refusal:
        if own != key and not isinstance(refusal, NotFinished):
            keychain.drop_key(key[0])
        raise
    if own is not None and own[0] not in desk.file.salts():
        keychain.drop_key(own[0])
    return done


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
    note_done(f"The ledger {desk.ledger.place} is {'locked' if locked else 'not locked any more'}")
    return Converted(desk.ledger.place, locked, done.done, done.left, done.cleared, keyring)
