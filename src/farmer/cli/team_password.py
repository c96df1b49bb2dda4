"""Where the password at a team's server comes from, where libpq has none: keyring, or a person."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.cli.passphrase import typed_secretly
from farmer.cli.world import can_ask
from farmer.errors import InvalidValue
from farmer.tasks.keep.keychain import keep_password, kept_password

_TRIES = 3


class Passwords:
    """What a command knows of passwords until it ends.

    What is typed is kept where `keep` says so, and where the keyring kept one that is old. That a
    server asks for none is no mistake then where it `may_be_none`.
    """

    def __init__(self, *, keep: bool, may_be_none: bool = False) -> None:
        self._keep = keep
        self._may_be_none = may_be_none
        self._right: dict[str, str] = {}

    def candidates(self, address: str) -> Iterator[str]:
        """The one that was right before, that of the keyring, and what somebody types."""
        if address in self._right:
            yield self._right[address]
        kept = kept_password(address)
        if kept is not None:
            yield kept
            self._keep = True  # asked for anew: it is not right any more
        for _ in range(_TRIES if can_ask() else 0):
            yield typed_secretly(f"Password of {address}: ", "password")

    def accepted(self, address: str, password: str) -> None:
        """Keep it, if it is to be kept.

        Raises:
            InvalidValue: where there is none to keep.
            NoKeyring: where the keyring does not.
        """
        if self._right.get(address) == password:
            return
        if self._keep and not password and not self._may_be_none:
            raise InvalidValue(
                "That server asks you for no password: there is none to keep.",
                "Leave out --keyring.",
            )
        if self._keep and password:
            keep_password(address, password)
        self._right[address] = password
