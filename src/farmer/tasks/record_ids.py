"""Ids of what was recorded, as they are typed: ``t88``, ``f9``, ``e3``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from farmer.errors import InvalidValue, NotFound
from farmer.ids import Id, IdLetter, parse_id
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import Evidence, Occasion, Touchpoint

Record = Touchpoint | Evidence | Occasion

_LETTERS: tuple[IdLetter, ...] = ("t", "f", "e")


def is_record_id(typed: str) -> bool:
    """Whether `typed` is the id of a touchpoint, fact or event."""
    return parse_id(typed, *_LETTERS) is not None


def parse_ids(typed: Iterable[str]) -> list[Id]:
    """The ids typed, once each.

    Raises:
        InvalidValue: for what is no such id.
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


def find_records(db: OpenLedger | None, ids: Sequence[Id]) -> dict[Id, Record]:
    """What each of the ids stands for.

    Raises:
        NotFound: for an id that the ledger does not have.
    """
    return {one: _record(db, one) for one in ids}


def _record(db: OpenLedger | None, one: Id) -> Record:
    find = {"t": reading.touchpoint, "f": reading.fact, "e": reading.event}[one.letter]
    record: Record | None = find(db, one.number) if db is not None else None
    if record is None:
        raise NotFound(
            f"The ledger has no {one.noun} {one}.",
            "See the ids of somebody's history: farmer show NAME",
        )
    return record
