"""What a ledger answers about links between others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedLink


class LinkReader(Protocol):
    """The part of a `farmer.ledger.reader.Reader` that knows who knows whom."""

    def link(self, link_id: int) -> RecordedLink | None:
        """The link between others of that id, or None."""

    def link_between(self, one_id: int, other_id: int) -> RecordedLink | None:
        """What was told last of those two, or None."""

    def links_of(self, ids: Collection[int], on: date) -> list[RecordedLink]:
        """What was told up to a day of any of those people and anybody, in the order of the ids."""

    def lapsed(self, on: date, ids: Collection[int] | None = None) -> list[int]:
        """Who is only known of, and on that day no longer to be, by id; of `ids` where given.

        That is `farmer.links.KNOWN_DAYS` after the last link that told of them, or without any,
        after they were added.
        """

    def close_to(self, name: str) -> list[tuple[int, str]]:
        """Whose relation is called so, whatever its capitals, and as what: ``assistant``."""

    def colleagues(self, contact_id: int, firm: str) -> list[int]:
        """The ids of the others who work for a firm, whatever its capitals; of none for no firm."""
