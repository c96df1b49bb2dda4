"""What a moment of a ledger answers that imports compare with: see `farmer.ledger.reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from farmer.details import Detail
    from farmer.ledger.forgotten import Digests
    from farmer.ledger.newcomers import Sourced
    from farmer.ledger.nouns import Touchpoint
    from farmer.model import Handle


class ImportsReader(Protocol):
    """What a reader answers that imports compare with."""

    def sourced(self) -> list[Sourced]:
        """Every touchpoint that a source has an id for, in the order these became known."""

    def talks(self) -> list[Touchpoint]:
        """Whatever was live or planned, and what a calendar told of, whatever it is now."""

    def presences(self) -> set[tuple[int, str, date]]:
        """Who was at which event with a name, on which day."""

    def days_in_touch(self) -> set[tuple[int, date]]:
        """On which days anything is on record with whom, whatever it was."""

    def facts_recorded(self) -> set[tuple[int, str, date, str]]:
        """Every fact that was written down: whose, what, when, and its note."""

    def identifiers(self) -> list[tuple[int, str, str]]:
        """By which ids sources know people: whose each is, the kind of file, and its id."""

    def details_recorded(self) -> list[tuple[int, Detail, str | None]]:
        """What is noted of everybody under a label: whose it is, and where it came from."""

    def handles_brought(self) -> list[tuple[int, Handle, str]]:
        """The addresses in use that a file brought: whose, and its kind."""

    def brought(self) -> dict[tuple[int, str], str]:
        """By whose and which field, the file that brought what there is now."""

    def tags_recorded(self) -> set[tuple[int, str]]:
        """Whose each tag is."""

    def forgotten(self) -> Digests:
        """By what those who were forgotten are recognised when they come again."""
