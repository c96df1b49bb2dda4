"""A team's key, and what is said of addresses by it: digests that the server cannot try out."""

from __future__ import annotations

import hmac
import secrets
from base64 import b32decode, b32encode

from farmer.errors import InvalidValue
from farmer.model import Handle

_BYTES = 15  # 24 letters and digits, in six groups
_GROUP = 4
# Half of a digest, which is as long as a key has to be.
_TOKEN = 32


def new_key() -> str:
    """A key as people copy it: six groups of four letters and digits."""
    letters = b32encode(secrets.token_bytes(_BYTES)).decode("ascii")
    return "-".join(letters[n : n + _GROUP] for n in range(0, len(letters), _GROUP))


def parse_key(text: str) -> str:
    """A key as `new_key` writes it, from how somebody typed it.

    Raises:
        InvalidValue: for what is no key.
    """
    letters = "".join(each for each in text.upper() if each.isalnum())
    try:
        is_key = len(b32decode(letters)) == _BYTES
    except ValueError:
        is_key = False
    if not is_key:
        raise InvalidValue(
            "That is not a team's key, which is six groups of four letters and digits.",
            "Ask a member for it: farmer team --key shows it to them.",
        )
    return "-".join(letters[n : n + _GROUP] for n in range(0, len(letters), _GROUP))


def key_digest(key: str) -> str:
    """What tells the right key from a wrong one, and nothing else of it."""
    return _digest(key, "key")


def token(key: str, handle: Handle) -> str:
    """What two members who have the key say of one address, and nobody else can."""
    return _digest(key, f"handle\0{handle.kind}\0{handle.value}")[:_TOKEN]


def name_token(key: str, folded_name: str) -> str:
    """The same of a name, to know it again without keeping it."""
    return _digest(key, f"name\0{folded_name}")[:_TOKEN]


def _digest(key: str, said: str) -> str:
    return hmac.digest(key.encode("ascii"), said.encode(), "sha256").hex()
