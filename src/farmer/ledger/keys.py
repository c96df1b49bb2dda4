"""From what a person knows to the key of a locked ledger, and who is asked for it.

The derivation is SQLCipher's own, done here so that it is done once however often a command opens
the file, and so that a derived key can be kept where deriving is not worth the wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from farmer.ledger.refusals import LedgerLocked

# As SQLCipher 4 does it: any of its programs opens the ledger with the same passphrase.
ITERATIONS = 256_000
KEY_BYTES = 32
SALT_BYTES = 16

Key = tuple[bytes, bytes]  # a ledger's salt, and the key
# Gives the key of the ledger at a place whose file begins with a salt, or refuses.
KeySource = Callable[[str, bytes], bytes]

_source: KeySource | None = None
_keys: dict[bytes, bytes] = {}


def keys_from(source: KeySource | None) -> None:
    """Ask `source` for keys from now on, once for each salt; None knows none."""
    global _source
    _source = source
    _keys.clear()


def key_of(path: Path, salt: bytes) -> bytes:
    """The key of the ledger at `path`, which has that `salt`.

    Raises:
        FarmerError: where nobody knows it.
    """
    if salt not in _keys:
        if _source is None:
            raise LedgerLocked(f"The ledger {path} is locked.", "Its key is not at hand.")
        _keys[salt] = _source(str(path), salt)
    return _keys[salt]


def learn_key(salt: bytes, key: bytes) -> None:
    """Know the key of ledgers with that `salt` without asking."""
    _keys[salt] = key


def new_key(secret: str) -> Key:
    """A salt of its own and the key, for a ledger that is to be locked with `secret`."""
    salt = os.urandom(SALT_BYTES)
    return salt, to_key(secret, salt)


def to_key(secret: str, salt: bytes) -> bytes:
    """The key that `secret` stands for in the ledger with that `salt`.

    A key is itself (see `as_key`); everything else is a passphrase, the same however a keyboard
    composes its accents.
    """
    if (key := as_key(secret)) is not None:
        return key
    import hashlib
    from unicodedata import normalize

    typed = normalize("NFC", secret).encode()
    return hashlib.pbkdf2_hmac("sha512", typed, salt, ITERATIONS, KEY_BYTES)


def as_key(secret: str) -> bytes | None:
    """The key that 64 hexadecimal digits are as they are; None for a passphrase."""
    if len(secret) != 2 * KEY_BYTES:
        return None
    try:
        return bytes.fromhex(secret)
    except ValueError:
        return None
