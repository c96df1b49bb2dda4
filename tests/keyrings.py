"""A keyring for tests: one keeps what it is given as long as it lives, one was told."""

from __future__ import annotations

import os

import keyring.backend
import keyring.errors


class Memory(keyring.backend.KeyringBackend):
    """Keeps everything in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept, or None."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not kept")
        del self.kept[service, username]


class Handed(Memory):
    """Has what the environment says, for a program that is started: a salt and its key."""

    def get_password(self, service: str, username: str) -> str | None:
        """The key that was told, of that salt alone."""
        salt, key = os.environ["TESTS_KEYRING"].split()
        return key if (service, username) == ("farmer", salt) else None
