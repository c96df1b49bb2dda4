"""iCalendar: meetings that happened, with whoever was there.

A series is unrolled, one exchange for each day; what takes the place of one of its occurrences is
an event of the same id. The day is the one that clocks showed where the event was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from farmer.formats.decoding import to_text
from farmer.formats.event_lines import cut, offsets, unfolded
from farmer.formats.events import CalendarEvent, to_event
from farmer.formats.incoming import Exchange, How, Reading, Skipped
from farmer.formats.recurrence import MOST_OCCURRENCES, Patience, Untraceable
from farmer.model import GROUP

NO_DAY = "the event has no day that can be read, or one before 1900"
CANCELLED = "the event was cancelled"
ALONE = "nobody else is in the event"
IN_THE_FUTURE = "the event is still to come"
OUTDATED = "there is a newer version of the event"
TOO_MANY_DAYS = f"the event happened on more than {MOST_OCCURRENCES:,} days; the newest are taken"
UNTRACEABLE = "how the event recurs cannot be told; only the first time is taken"

_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*(VCALENDAR|VEVENT)\s*$", re.IGNORECASE | re.MULTILINE)


def recognises(text: str) -> bool:
    """Whether `text` begins a calendar, or at least an event."""
    return _CALENDAR.search(text.replace("\r", "\n")) is not None


def read(data: bytes, how: How) -> Reading:
    """Every meeting with somebody that had happened by `how.today`; other events are skipped."""
    lines = unfolded(to_text(data))
    zones = offsets(lines)
    versions: defaultdict[str, list[CalendarEvent]] = defaultdict(list)
    for component in cut(lines):
        event = to_event(component, zones)
        if event is None:
            yield Skipped(component.line, NO_DAY)
        else:
            versions[event.uid or f"line {event.line}"].append(event)
    patience = Patience()
    for events in versions.values():
        yield from _series(events, how.today, patience)


def _series(
    events: Iterable[CalendarEvent], today: date, patience: Patience
) -> Iterator[Exchange | Skipped]:
    """What the events of one id come to: the newest of each version, and each day once."""
    events = sorted(events, key=lambda each: each.sequence)
    series = next((each for each in reversed(events) if each.replaces is None), None)
    newest: dict[date | None, CalendarEvent] = {}
    for event in events:
        occurrence = event.replaced_day(series)
        if occurrence in newest:
            yield Skipped(newest[occurrence].line, OUTDATED)
        newest[occurrence] = event
    for occurrence, event in newest.items():
        reason = _left_out(event, today)
        if reason:
            yield Skipped(event.line, reason)
        elif occurrence is not None:
            yield _exchange(event, event.start.date(), occurrence)
        else:
            yield from _unrolled(event, today, newest.keys(), patience)


def _left_out(event: CalendarEvent, today: date) -> str:
    """Why an event is no meeting, or nothing where it is."""
    if event.cancelled:
        return CANCELLED
    if event.people.count < 2:
        return ALONE
    return IN_THE_FUTURE if event.start.date() > today else ""


def _unrolled(
    event: CalendarEvent, today: date, replaced: Collection[date | None], patience: Patience
) -> Iterator[Exchange | Skipped]:
    try:
        days, more = event.days(today, patience)
    except Untraceable:
        yield Skipped(event.line, UNTRACEABLE)
        days, more = [event.start.date()], False
    if more:
        yield Skipped(event.line, TOO_MANY_DAYS)
    for day in days:
        if day not in replaced:
            yield _exchange(event, day, day)


def _exchange(event: CalendarEvent, on: date, occurrence: date) -> Exchange:
    """`event` on a day; `occurrence` is the day it was first meant for, which never changes."""
    count = event.people.count
    return Exchange(
        event.line,
        on,
        event.kind,
        event.people.organizer,
        event.people.others,
        source_id=f"{event.uid} {occurrence.isoformat()}" if event.uid else "",
        minutes=event.minutes,
        group=count if count in GROUP else None,
        note=event.title,
    )
