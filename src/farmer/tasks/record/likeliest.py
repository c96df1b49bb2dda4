"""Whom to propose where a name may be several people's: proposed, and never decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from farmer.tasks.desk import Desk
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.events import PRESENT
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# Whether they were at that event before, how often with whoever is named beside them, and when
# there was anything last.
_Likeliness = tuple[bool, int, date]
_NOTHING: _Likeliness = (False, 0, date.min)


def find_likeliest(
    desk: Desk, candidates: Iterable[int], beside: Iterable[int], told: Encounter
) -> int | None:
    """The id of the one of the `candidates` who is likeliest; None where nothing tells.

    Args:
        desk: where to work.
        candidates: the ids of those who may be meant.
        beside: the ids of those who are named with them.
        told: what is told of it.
    """
    with desk.deciding() as reader:
        others = set(beside)
        found = {each: _likeliness(reader, each, others, told) for each in candidates}
    best = max(found.values(), default=_NOTHING)
    likeliest = [each for each, likeliness in found.items() if likeliness == best != _NOTHING]
    return likeliest[0] if len(likeliest) == 1 else None


def _likeliness(reader: Reader, person: int, beside: set[int], told: Encounter) -> _Likeliness:
    touchpoints = reader.history(person, told.on).touchpoints
    at_event = bool(told.at) and any(fold(each.event) == fold(told.at) for each in touchpoints)
    together = reader.seen_with(person, told.on, PRESENT)
    return (
        at_event,
        sum(count for other, (count, _) in together.items() if other in beside),
        max((each.touch.on for each in touchpoints), default=date.min),
    )
