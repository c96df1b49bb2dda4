"""By what the forgotten are recognised when they come again: digests, with no name and no word.

A digest is an HMAC-SHA256, under a random key that the ledger keeps, of one address or of one id
that a source has for somebody. Whoever has the ledger can ask of an address whether it was
forgotten; nobody can read one out of it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from farmer.ledger.newcomers import key_of
from farmer.model import Handle

# What is digested: what kind of thing it is, and the thing.
Mark = tuple[str, str, str]


def address_mark(handle: Handle) -> Mark:
    """The mark of an address, which is normalised."""
    return "address", handle.kind, handle.value


def source_mark(source: str, source_id: str) -> Mark:
    """The mark of whom a source has by an id, or by the id of a touch with them."""
    return "source", source, key_of(source_id) or source_id


def uid_mark(uid: str) -> Mark:
    """The mark of a person by the name that they have in every copy of a ledger."""
    return "uid", "", uid


def by_import(marks: Iterable[Mark]) -> bool:
    """Whether an import can know by any of them who was forgotten: it has no such names."""
    return any(kind != "uid" for kind, *_ in marks)


def new_key() -> str:
    """A random key, in hexadecimal."""
    import secrets

    return secrets.token_hex(32)


def digest_of(mark: Mark, key: str) -> str:
    """The digest of a mark, in hexadecimal; no part of a mark holds the character between them."""
    text = "\0".join(mark).encode("utf-8", "surrogatepass")
    return hmac.digest(bytes.fromhex(key), text, hashlib.sha256).hex()


class Digests:
    """Those that a ledger keeps."""

    def __init__(self, kept: Iterable[tuple[str, str]] = ()) -> None:
        """The digests of pairs of a key and what was digested with it."""
        self._by_key: dict[str, set[str]] = {}
        for key, digest in kept:
            self._by_key.setdefault(key, set()).add(digest)

    def __bool__(self) -> bool:
        """Whether anybody by whom there was an address or id was ever forgotten."""
        return bool(self._by_key)

    def __contains__(self, mark: Mark) -> bool:
        """Whether it is of somebody who was forgotten."""
        return any(digest_of(mark, key) in kept for key, kept in self._by_key.items())
