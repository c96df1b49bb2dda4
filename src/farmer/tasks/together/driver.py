"""What talks to a team's book, loaded when it is needed, and the book that was joined."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from farmer.team.keys import key_digest
from farmer.team.refusals import AnotherBook, NoDriver

if TYPE_CHECKING:
    from types import ModuleType

    from farmer.team.book import TeamBook
    from farmer.team.place import Place


def driver() -> ModuleType:
    """What talks to the book.

    Raises:
        NoDriver: where it is not installed.
    """
    try:
        from farmer.team import book
    except ImportError as missing:
        if (missing.name or "").startswith("farmer"):
            raise
        raise NoDriver from None
    return book


@contextmanager
def joined_book(place: Place) -> Iterator[TeamBook]:
    """The book that this ledger joined, in one transaction.

    Raises:
        NoDriver, BookUnreachable, BookRefuses: as it is opened.
        AnotherBook: where another one is at that address now.
    """
    with driver().open_book(place.address, insecure=place.insecure) as book:
        if book.id != place.book or book.key_digest != key_digest(place.key):
            raise AnotherBook
        yield book
