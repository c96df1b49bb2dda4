"""Talks that files already told of, when somebody types them: one talk is one touchpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from farmer.ids import Id
from farmer.ledger.nouns import Touchpoint
from farmer.model import ATTENDED, LIVE, PLANNED, Touch
from farmer.sources import HAND, TYPED
from farmer.tasks.joining import joined
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


def record_talk(
    change: Writer,
    contact_id: int,
    name: str,
    touch: Touch,
    event_id: int | None,
    source: str = HAND,
) -> tuple[int, Touch, str]:
    """Write a touch that was typed; where one talk of that day is on record, it is that one.

    `source` is who typed it, the user or an assistant.

    Returns:
        The touchpoint's id, what it is then, and a sentence on what files had told of that day.
    """
    known = untyped_talks(change.now, contact_id, touch)
    there = attended(change.now, contact_id, touch, event_id)
    if there is not None:
        both = take_over(change, there, touch, event_id, source)
        return there.id, both, _say_several(name, known) if known else ""
    if len(known) == 1:
        both = take_over(change, known[0], touch, event_id, source)
        return known[0].id, both, _say_taken(name, known[0])
    touch_id = change.add_touch(contact_id, touch, event_id, source)
    return touch_id, touch, _say_several(name, known) if known else ""


def attended(
    reader: Reader, contact_id: int, touch: Touch, event_id: int | None
) -> Touchpoint | None:
    """What says that somebody was at the event of a talk that is typed; None for no such talk."""
    if touch.kind not in LIVE or event_id is None:
        return None
    points = reader.touchpoints_on(contact_id, touch.on)
    there = (p for p in points if p.touch.kind == ATTENDED and p.event_id == event_id)
    return next(there, None)


def untyped_talks(reader: Reader, contact_id: int, touch: Touch) -> list[Touchpoint]:
    """The talks of the day of `touch` that nobody typed, or that were only planned.

    None where `touch` is no talk itself.
    """
    if touch.kind not in LIVE:
        return []
    return [
        point
        for point in reader.touchpoints_on(contact_id, touch.on)
        if point.touch.kind == PLANNED or (point.touch.kind in LIVE and point.source not in TYPED)
    ]


def take_over(
    change: Writer, known: Touchpoint, touch: Touch, event_id: int | None, typed_by: str = HAND
) -> Touch:
    """Make one of a talk on record and of the same as it is typed; what it is then."""
    source, both = joined(known.source, known.touch, typed_by, touch)
    before = asdict(known.touch)
    fields: dict[str, Any] = {
        name: value for name, value in asdict(both).items() if value != before[name]
    }
    fields |= {"source": source} if source != known.source else {}
    fields |= {"event_id": event_id} if event_id is not None else {}
    change.edit_touch(known.id, fields)
    return both


def _say_taken(name: str, known: Touchpoint) -> str:
    """That a talk was taken as one that a file told of."""
    was = "planned" if known.touch.kind == PLANNED else "on record"
    return f"{name}: {_said(known)} was {was} already, and is recorded once, with both notes."


def _say_several(name: str, known: Sequence[Touchpoint]) -> str:
    """That a talk was recorded as one of its own although files told of several that day."""
    said = say_list([_said(each) for each in known], "or")
    return (
        f"{name}: files told of several talks that day, so this is one more. If it is {said}, "
        "take this one out again and add its note there: farmer edit"
    )


def _said(known: Touchpoint) -> str:
    time = f" at {known.touch.time}" if known.touch.time else ""
    return f"{Id('t', known.id)}{time}"
