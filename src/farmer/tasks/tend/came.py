"""What sources brought since yesterday, in short."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import LIVE
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# What came in one go may be a whole mailbox: it is not counted further.
MOST_COUNTED = 1_000


class CameSince(NamedTuple):
    """What sources brought since yesterday.

    Attributes:
        touchpoints: how many, or as many as are counted.
        people: with whom, those of live talks first, the newest first.
        to_tell: of how many live talks nobody has said yet who began, or what was said.
    """

    touchpoints: int
    people: tuple[Named, ...]
    to_tell: int


def came_of(reader: Reader, on: date) -> CameSince | None:
    """What sources brought since yesterday."""
    touches = reader.came_since(on - timedelta(days=1), on, MOST_COUNTED)
    if not touches:
        return None
    live = [each for each in touches if each.kind in LIVE]
    people = dict.fromkeys(Named.by_id(each.contact_id, each.name) for each in [*live, *touches])
    return CameSince(len(touches), tuple(people), sum(each.is_to_tell for each in touches))
