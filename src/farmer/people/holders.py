"""Whose something is that most often is one person's: an address, a name at a firm.

By the ten thousand, a collection for each would take more memory than all else that is known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Holders(Generic[Key]):
    """By key, the ids of those whose it is, in the order in which they came."""

    __slots__ = ("_of",)

    def __init__(self) -> None:
        self._of: dict[Key, int | dict[int, None]] = {}

    def add(self, key: Key, whose: int) -> None:
        """Note that it is theirs too."""
        held = self._of.setdefault(key, whose)
        if isinstance(held, dict):
            held[whose] = None
        elif held != whose:
            self._of[key] = {held: None, whose: None}

    def discard(self, key: Key, whose: int) -> None:
        """Note that it is not theirs, if it was."""
        held = self._of.get(key)
        if isinstance(held, dict):
            held.pop(whose, None)
        elif held == whose:
            del self._of[key]

    def of(self, key: Key) -> Iterable[int]:
        """Whose it is."""
        held = self._of.get(key, ())
        return (held,) if isinstance(held, int) else held
