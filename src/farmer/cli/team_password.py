"""Where what is secret in a team comes from: its key, and the password at its server.

A password is asked for where libpq has none: of the keyring, then of a person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from getpass import getpass

from farmer.cli.passphrase import typed_secretly
from farmer.cli.world import can_ask
from farmer.errors import InvalidValue
from farmer.tasks.keep.keychain import keep_password, kept_password

KEY = "FARMER_TEAM_KEY"
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


def asking_passwords(*, keep: bool = False, also_passphrase: bool = False) -> None:
    """From here on, know where passwords come from, and whether to `keep` the right one.

    Where a passphrase is to be kept as well, there need not be a password.
    """
    from farmer.team.passwords import passwords_from

    passwords_from(Passwords(keep=keep, may_be_none=also_passphrase))


def team_key() -> str:
    """The team's key, from where a member has it."""
    told = os.environ.get(KEY)
    if told:
        return told
    if not can_ask():
        raise InvalidValue(
            "The team's key is needed, and nobody is here to type it.",
            f"A member has it (farmer team --key). Set {KEY}, or type farmer team join in person.",
        )
    return getpass("The team's key: ")
