"""Ids of what was recorded, as they are typed: ``t88``, ``f9``, ``e3``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from farmer.errors import InvalidValue, NotFound
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import Evidence, Occasion, Touchpoint

Record = Touchpoint | Evidence | Occasion

RECORD_NOUNS: Mapping[str, str] = {"t": "touchpoint", "f": "fact", "e": "event"}


class RecordId(NamedTuple):
    """The id of a touchpoint, fact or event: its letter and its number."""

    letter: str
    number: int

    def __str__(self) -> str:
        return f"{self.letter}{self.number}"


def is_record_id(typed: str) -> bool:
    """Whether `typed` has the form of such an id."""
    return re.fullmatch(r"[tfe]\d{1,18}", typed.strip(), re.IGNORECASE) is not None


def parse_ids(typed: Iterable[str]) -> list[RecordId]:
    """The ids typed, once each.

    Raises:
        InvalidValue: for what is no such id.
    """
    found = []
    for word in typed:
        if not is_record_id(word):
            raise InvalidValue(
                f"“{word}” is not the id of something recorded.",
                "Type one such as t88 or f9; farmer show NAME lists them.",
            )
        plain = word.strip().casefold()
        found.append(RecordId(plain[0], int(plain[1:])))
    return list(dict.fromkeys(found))


def find_records(db: OpenLedger | None, ids: Sequence[RecordId]) -> dict[RecordId, Record]:
    """What each of the ids stands for.

    Raises:
        NotFound: for an id that the ledger does not have.
    """
    return {one: _record(db, one) for one in ids}


def _record(db: OpenLedger | None, one: RecordId) -> Record:
    find = {"t": reading.touchpoint, "f": reading.fact, "e": reading.event}[one.letter]
    record: Record | None = find(db, one.number) if db is not None else None
    if record is None:
        raise NotFound(
            f"The ledger has no {RECORD_NOUNS[one.letter]} {one}.",
            "See the ids of somebody's history: farmer show NAME",
        )
    return record
