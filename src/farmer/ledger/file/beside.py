"""What a team told, which lies beside the ledger and is no part of it: sealed as the ledger is.

Beside a plain ledger it is plain. Beside a locked one it begins with the salt of its key, as the
ledger does, so that whatever looks which files are locked sees it by that; the rest is one message
of AES-256-GCM. The key comes of the ledger's: who has opened that derives nothing more.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.files import alone_in, part_of, read_plain, write_whole
from farmer.ledger.file.belongings import left_of, team_file
from farmer.ledger.keys import Key, key_of
from farmer.ledger.refusals import LOCKING_EXTRA, LedgerLocked, WrongKey, refusing
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import open_to_read

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MOST_BYTES = 256 << 20
_PURPOSE = b"farmer beside\0"
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
# Of this many bytes, so that sizes tell little, and it looks as a locked ledger does.
_PAGE_BYTES = 4096


def read_beside(ledger: Path) -> bytes:
    """What is kept beside the ledger, which its key opens where it is sealed.

    Raises:
        OSError: where it cannot be read, as where nothing is kept.
        LedgerLocked, WrongKey: where the key cannot be had, or is another.
    """
    file = team_file(ledger)
    kept = read_plain(file, _MOST_BYTES)
    return _unsealed(file, kept, driver.salt_in(kept, len(kept)))


def write_beside(ledger: Path, plain: bytes) -> None:
    """Keep that there, whole or not at all, as private as the ledger is.

    Raises:
        OSError, Unconfirmed: where it cannot be written.
        LedgerLocked, WrongKey: as `read_beside`.
    """
    key = _proven_key(ledger)
    if key is not None:
        seal_beside(ledger, key)  # what a killed lock left plain is not only replaced
        plain = _sealed(plain, key)
    write_whole(team_file(ledger), [plain])


def convert_beside(ledger: Path, key: Key | None) -> bool:
    """Seal what is kept there with the `key`, or without one make it plain.

    What a killed conversion left behind is taken away.

    Returns:
        False where plain content could not be overwritten.

    Raises:
        LedgerUnavailable: where it cannot be done; nothing changed.
    """
    file = team_file(ledger)
    with refusing(file), alone_in(file.parent):
        return seal_beside(ledger, key)


def seal_beside(ledger: Path, key: Key | None) -> bool:
    """The same, for whoever keeps others from writing it.

    Raises:
        OSError, LedgerUnavailable: where it cannot be done; nothing changed.
    """
    from farmer.ledger.file.convert import is_wiped, put_in_place

    file = team_file(ledger)
    for left in left_of(file):
        is_wiped(left)
    if not file.exists() or driver.salt_of(file) == (None if key is None else key[0]):
        return True
    plain = read_beside(ledger).rstrip(b" ")
    with part_of(file) as part:
        part.write_bytes(plain if key is None else _sealed(plain, key))
        return put_in_place(part, file, overwrite=key is not None)


def _proven_key(ledger: Path) -> Key | None:
    """The key of a locked ledger, which opens it; None for a plain one, or none."""
    salt = driver.salt_of(ledger)
    if salt is None:
        return None
    with refusing(ledger), closing(open_to_read(ledger)):
        return salt, key_of(ledger, salt)


def _sealed(plain: bytes, key: Key) -> bytes:
    salt, secret = key
    bare = _SALT_BYTES + _NONCE_BYTES + _TAG_BYTES + len(plain)
    nonce = os.urandom(_NONCE_BYTES)
    padded = plain + b" " * (-bare % _PAGE_BYTES)  # JSON has room behind it
    return salt + nonce + _cipher(salt, secret).encrypt(nonce, padded, salt)


def _unsealed(file: Path, kept: bytes, salt: bytes | None) -> bytes:
    if salt is None:
        return kept
    cipher = _cipher(salt, key_of(file, salt))
    from cryptography.exceptions import InvalidTag

    behind = _SALT_BYTES + _NONCE_BYTES
    try:
        return bytes(cipher.decrypt(kept[_SALT_BYTES:behind], kept[behind:], salt))
    except InvalidTag:
        raise WrongKey(
            f"{file} does not open with that key, or is damaged.",
            f"Try again with its own passphrase. Or move {file.name} away, and join again: "
            "farmer team join ADDRESS",
        ) from None


def _cipher(salt: bytes, key: bytes) -> AESGCM:
    try:
        from cryptography.hazmat.primitives.ciphers import aead
    except ImportError:
        missing = "What seals a team's part of a locked ledger is not installed."
        raise LedgerLocked(missing, LOCKING_EXTRA) from None
    # A key of its own: the ledger's is for its pages.
    return aead.AESGCM(hmac.digest(key, _PURPOSE + salt, hashlib.sha256))
