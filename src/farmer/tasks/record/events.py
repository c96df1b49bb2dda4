"""Events as touchpoints share them: joined when logged, gone when nobody is left at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from farmer.model import LIVE, Event
from farmer.text import clean_name, fold

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer

# Kinds of touch that say that somebody took part in what several shared, and in one room.
PRESENT = (*LIVE, "card", "attended")
AT_ONE_PLACE = tuple(kind for kind in PRESENT if kind not in ("video", "call"))


def join_event(change: Writer, event: Event) -> int:
    """The id of the event of that name, day and place; a new one where there is none."""
    event = event._replace(name=clean_name(event.name), place=clean_name(event.place))
    known = change.now.event_on(event.name, event.on) if event.name else None
    if known is None or known.id is None:
        return change.add_event(event)
    if event.place and not known.place:
        change.edit_event(known.id, {"place": event.place})
    elif event.place and fold(event.place) != fold(known.place):
        return change.add_event(event)
    return known.id


def drop_empty_events(change: Writer, event_ids: Iterable[int | None]) -> None:
    """Take out those of the events at which no touchpoint is left."""
    for event_id in dict.fromkeys(event_ids):
        if event_id is not None and not change.now.touches_at(event_id):
            change.remove_event(event_id)
