"""What an import compares a file with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.details import Former
from farmer.model import Contact, Handle
from farmer.tasks.outside_ids import outside_ids

if TYPE_CHECKING:
    from farmer.ledger.forgotten import Digests
    from farmer.ledger.newcomers import Sourced
    from farmer.ledger.nouns import Touchpoint
    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader


class Recorded(NamedTuple):
    """What the ledger has that a file may say again, all of one moment."""

    everybody: list[tuple[Contact, tuple[Handle, ...]]]
    sourced: list[Sourced]
    talks: list[Touchpoint]
    presences: set[tuple[int, str, date]]
    facts: set[tuple[int, str, date, str]]
    tags: set[tuple[int, str]]
    forgotten: Digests
    brought: dict[tuple[int, str], str]
    former: list[tuple[int, Former]]
    not_same: set[tuple[int, int]]
    outside: OutsideIds

    @classmethod
    def of(cls, reader: Reader, *, talks: bool, presences: bool) -> Self:
        """What there is now: whoever is asked something later, the reader need not stay open.

        Its `talks` and `presences` only where the file may tell of any.
        """
        return cls(
            reader.everybody(),
            reader.sourced(),
            reader.talks() if talks else [],
            reader.presences() if presences else set(),
            reader.facts_recorded(),
            reader.tags_recorded(),
            reader.forgotten(),
            reader.brought(),
            reader.everybodys_former(),
            reader.not_same(),
            outside_ids(reader),
        )
