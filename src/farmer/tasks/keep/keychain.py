"""The system's keyring, which keeps keys of locked ledgers, and passwords of a team's server.

It has what somebody asked it to keep. A key is found by the ledger's salt, so that a ledger may be
moved or copied. It is the one that was derived, not the passphrase: what is lost with the keyring,
the passphrase brings back. A password is found by the address, which has the login in it.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import Any, ClassVar

from farmer.errors import FarmerError

_SERVICE = "farmer"
_PASSWORD_OF = "team "
# Wallets that put up a window when they are asked something while they are closed.
_MAY_ASK = ("keyring.backends.kwallet", "keyring.backends.libsecret")


class NoKeyring(FarmerError):
    """There is no keyring, or it keeps nothing."""

    code: ClassVar[str] = "no-keyring"


def kept_key(salt: bytes, *, may_ask: bool = True) -> bytes | None:
    """The key of ledgers with that `salt`, where it is kept and can be had; `may_ask` the user."""
    try:
        import keyring

        if not may_ask and _would_ask(keyring.get_keyring()):
            return None
        kept = keyring.get_password(_SERVICE, salt.hex())
        return bytes.fromhex(kept) if kept else None
    except Exception:  # backends raise what they like; there are other ways to a key
        return None


def keep_key(salt: bytes, key: bytes) -> None:
    """Have the keyring keep a key.

    Raises:
        NoKeyring: where it does not.
    """
    try:
        import keyring

        keyring.set_password(_SERVICE, salt.hex(), key.hex())
    except Exception:  # as above
        raise NoKeyring(
            "The system's keyring does not keep the key.",
            "Leave out --keyring, or see which keyrings there are: keyring --list-backends",
            done="The ledger is as it was.",
        ) from None


def drop_key(salt: bytes) -> None:
    """Have the keyring forget a key, if it has it."""
    with suppress(Exception):  # as above
        import keyring

        keyring.delete_password(_SERVICE, salt.hex())


def kept_password(address: str) -> str | None:
    """The password at a team's address, where it is kept and can be had."""
    try:
        import keyring

        return keyring.get_password(_SERVICE, _PASSWORD_OF + address)
    except Exception:  # as above
        return None


def keep_password(address: str, password: str) -> None:
    """Have the keyring keep a password.

    Raises:
        NoKeyring: where it does not.
    """
    try:
        import keyring

        keyring.set_password(_SERVICE, _PASSWORD_OF + address, password)
    except Exception:  # as above
        raise NoKeyring(
            "The system's keyring does not keep the password: it is missing, or locked.",
            "Leave out --keyring, and write the password into ~/.pgpass. Or see which keyrings "
            "there are: keyring --list-backends",
        ) from None


def drop_password(address: str) -> None:
    """Have the keyring forget a password, if it has it."""
    with suppress(Exception):  # as above
        import keyring

        keyring.delete_password(_SERVICE, _PASSWORD_OF + address)


def _would_ask(backend: Any) -> bool:
    """Whether reading from the keyring may put up a window."""
    for each in getattr(backend, "backends", (backend,)):
        place = type(each).__module__
        if place in _MAY_ASK or (place.endswith(".SecretService") and _is_secret_service_closed()):
            return True
    return False


def _is_secret_service_closed() -> bool:
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        collection = secretstorage.get_collection_by_alias(bus, "default")
        return bool(collection.is_locked())
