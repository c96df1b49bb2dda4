"""Ids of what was recorded, as they are typed: ``t88``, ``f9``, ``e3``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from farmer.errors import InvalidValue, NotFound
from farmer.ids import Id, IdLetter, parse_id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

Record = Touchpoint | Evidence | Occasion

_LETTERS: tuple[IdLetter, ...] = ("t", "f", "e")


def is_record_id(typed: str) -> bool:
    """Whether `typed` is the id of a touchpoint, fact or event."""
    return parse_id(typed, *_LETTERS) is not None


def parse_ids(typed: Iterable[str]) -> list[Id]:
    """The ids typed, once each.

    Raises:
        InvalidValue: for text that is not the id of a touchpoint, fact or event.
    """
    found = []
    for word in typed:
        one = parse_id(word, *_LETTERS)
        if one is None:
            raise InvalidValue(
                f"“{word}” is not the id of something recorded.",
                "Type one such as t88 or f9; farmer show NAME lists them.",
            )
        found.append(one)
    return list(dict.fromkeys(found))


def find_records(reader: Reader, ids: Sequence[Id]) -> dict[Id, Record]:
    """What each of the ids stands for.

    Raises:
        NotFound: for an id that the ledger does not have.
    """
    return {one: _record(reader, one) for one in ids}


def _record(reader: Reader, one: Id) -> Record:
    finders: dict[str, Callable[[int], Record | None]] = {
        "t": reader.touchpoint,
        "f": reader.fact,
        "e": reader.event,
    }
    record = finders[one.letter](one.number)
    if record is None:
        raise NotFound(
            f"The ledger has no {one.noun} {one}.",
            "See the ids of somebody's history: farmer show NAME",
        )
    return record
