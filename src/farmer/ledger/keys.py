"""From what a person knows to the key of a locked ledger, and who is asked for it.

Keys are derived here, so that it is done once however often a command opens the file, and so that
a derived key can be kept where deriving is not worth the wait. It is done by scrypt, which takes
memory that whoever guesses on many processors does not have; the salt says so. Ledgers that were
locked before that have a salt without a mark, and the derivation of SQLCipher itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from farmer.ledger.refusals import LedgerLocked

# A salt begins with it where the key is derived by scrypt with these figures; another derivation
# would have another. The rest is random.
_SCRYPT_MARK = b"farmer\x01"
# 128 MB for each guess: what OWASP names first of its settings for scrypt (RFC 7914).
_SCRYPT = {"n": 2**17, "r": 8, "p": 1, "maxmem": 2**28}
# As SQLCipher 4 does it.
_ITERATIONS = 256_000
_KEY_BYTES = 32
_SALT_BYTES = 16
_SET_DUMPABLE = 4  # PR_SET_DUMPABLE of prctl(2)

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
        forbid_core_dumps()
        _keys[salt] = _source(str(path), salt)
    return _keys[salt]


def learn_key(salt: bytes, key: bytes) -> None:
    """Know the key of ledgers with that `salt` without asking."""
    forbid_core_dumps()
    _keys[salt] = key


def forbid_core_dumps() -> None:
    """Have the system write no image of this process where it crashes: keys are in it from now on.

    A limit of none is what most systems heed; programs that Linux pipes an image to need not.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):  # a Python or a system without it
            import ctypes

            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def new_key(secret: str) -> Key:
    """A salt of its own and the key, for a ledger that is to be locked with `secret`.

    Raises:
        LedgerLocked: as `to_key`.
    """
    salt = _SCRYPT_MARK + os.urandom(_SALT_BYTES - len(_SCRYPT_MARK))
    return salt, to_key(secret, salt)


def to_key(secret: str, salt: bytes) -> bytes:
    """The key that `secret` stands for in the ledger with that `salt`.

    A key is itself (see `as_key`); everything else is a passphrase, the same however a keyboard
    composes its accents.

    Raises:
        LedgerLocked: where this machine cannot derive it.
    """
    if (key := as_key(secret)) is not None:
        return key
    import hashlib
    from unicodedata import normalize

    typed = normalize("NFC", secret).encode()
    if is_by_sqlcipher(salt):
        return hashlib.pbkdf2_hmac("sha512", typed, salt, _ITERATIONS, _KEY_BYTES)
    try:
        return hashlib.scrypt(typed, salt=salt, dklen=_KEY_BYTES, **_SCRYPT)
    except (AttributeError, MemoryError, ValueError):  # a Python without scrypt, a small machine
        raise LedgerLocked(
            "The key cannot be derived from the passphrase here.",
            "It takes 128 MB of memory, and a Python whose hashlib has scrypt.",
        ) from None


def is_by_sqlcipher(salt: bytes) -> bool:
    """Whether a passphrase is derived as SQLCipher does it: a ledger locked by an older farmer."""
    return not salt.startswith(_SCRYPT_MARK)


def as_key(secret: str) -> bytes | None:
    """The key that 64 hexadecimal digits are as they are; None for a passphrase."""
    if len(secret) != 2 * _KEY_BYTES:
        return None
    try:
        return bytes.fromhex(secret)
    except ValueError:
        return None
