"""Where the password of a login comes from, where libpq finds none by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class PasswordSource(Protocol):
    """Gives passwords, and is told which one was right."""

    def candidates(self, address: str) -> Iterator[str]:
        """What may be the password at that address, the likeliest first."""

    def accepted(self, address: str, password: str) -> None:
        """The server took that one; it is empty where the server asked for none.

        Raises:
            FarmerError: where it cannot be kept as was wanted.
        """


_source: PasswordSource | None = None


def passwords_from(source: PasswordSource | None) -> None:
    """Ask `source` for passwords from now on; None knows none."""
    global _source
    _source = source


def passwords_at(address: str) -> Iterator[str]:
    """What may be the password there."""
    if _source is not None:
        yield from _source.candidates(address)


def password_accepted(address: str, password: str) -> None:
    """Tell the source which one was right.

    Raises:
        FarmerError: where it cannot be kept as was wanted.
    """
    if _source is not None:
        _source.accepted(address, password)
