"""iCalendar: meetings that happened, with whoever was there.

A series is unrolled, one exchange for each day; what takes the place of one of its occurrences is
an event of the same id. The day is the one that clocks showed where the event was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Mapping, Set
from datetime import date, datetime

from farmer.formats.decoding import to_text
from farmer.formats.event_lines import cut, left_out, offsets, unfolded
from farmer.formats.events import CalendarEvent, to_event
from farmer.formats.incoming import (
    Entry,
    Exchange,
    How,
    Reading,
    Schedule,
    Skipped,
    Unread,
    Unused,
    Version,
)
from farmer.formats.recurrence import MOST_OCCURRENCES, Patience, Untraceable
from farmer.model import EARLIEST, GROUP

NO_DAY = "the event has no day that can be read, or one before 1900"
CANCELLED = "the event was cancelled"
ALONE = "nobody else is in the event"
IN_THE_FUTURE = "the event is still to come"
OUTDATED = "there is a newer version of the event"
TOO_MANY_DAYS = f"the event happened on more than {MOST_OCCURRENCES:,} days; the newest are taken"
FREE = "the event takes nobody's time, which is no conversation"
SEVERAL_DAYS = "the event lasts for several days, which is no conversation"
UNTRACEABLE = "how the event recurs cannot be told; only the first time is taken"

_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*(VCALENDAR|VEVENT)\s*$", re.IGNORECASE | re.MULTILINE)


def recognises(text: str) -> bool:
    """Whether `text` begins a calendar, or at least an event."""
    return _CALENDAR.search(text.replace("\r", "\n")) is not None


def read(data: bytes, how: How) -> Reading:
    """Every event with people that had happened by `how.today`; other events are skipped."""
    lines = unfolded(to_text(data))
    zones = offsets(lines)
    versions: defaultdict[str, list[CalendarEvent]] = defaultdict(list)
    for component in cut(lines):
        event = to_event(component, zones)
        if event is None:
            yield Skipped(component.line, NO_DAY)
        else:
            versions[event.uid or f"line {event.line}"].append(event)
            yield from (Unread(event.line, field) for field in event.unread)
    patience = Patience()
    for events in versions.values():
        yield from _series(events, how.today, patience)
    yield from (Unused(line, name) for name, line in left_out(lines).items())


def _series(events: Iterable[CalendarEvent], today: date, patience: Patience) -> Reading:
    """What the events of one id come to: the newest of each version, and each day once."""
    events = sorted(events, key=_age)
    series = next((each for each in reversed(events) if each.replaces is None), None)
    newest: dict[date | None, CalendarEvent] = {}
    for event in events:
        occurrence = event.replaced_day(series)
        if occurrence in newest:
            yield Skipped(newest[occurrence].line, OUTDATED)
        newest[occurrence] = event
    since: date | None = None
    standing: set[date] = set()
    for occurrence, event in newest.items():
        begun, days = yield from _times(event, occurrence, newest.keys(), today, patience)
        since = since or begun
        standing |= days
    if events[-1].uid:
        yield _schedule(newest, series, since, standing)


def _times(
    event: CalendarEvent,
    occurrence: date | None,
    replaced: Collection[date | None],
    today: date,
    patience: Patience,
) -> Generator[Exchange | Skipped, None, tuple[date | None, Set[date]]]:
    """When an event took place: the first day that it speaks of, and the days meant for those."""
    reason = _left_out(event, today)
    if reason:
        yield Skipped(event.line, reason)
    if reason == ALONE:  # which may only mean that the others are not shown
        return None, {occurrence} if occurrence else set()
    if reason:
        return None if occurrence else EARLIEST, set()
    if occurrence is None:
        since, days = yield from _unrolled(event, today, replaced, patience)
    else:
        since, days = None, {occurrence: event.start.date()}
    yield from (_exchange(event, on, meant_for) for meant_for, on in days.items())
    return since, days.keys()


def _age(event: CalendarEvent) -> tuple[Version, bool, datetime, str]:
    """By which of two versions the older one is known; in whatever order a file has them."""
    return event.version, event.cancelled, event.start, event.title


def _schedule(
    newest: Mapping[date | None, CalendarEvent],
    series: CalendarEvent | None,
    since: date | None,
    standing: Set[date],
) -> Schedule:
    shown = series or next(iter(newest.values()))
    return Schedule(
        shown.line,
        shown.uid,
        max(event.version for event in newest.values()),
        since,
        frozenset(standing),
        frozenset(day for day in newest if day is not None) - standing,
        {day: event.people.absent for day, event in newest.items()},
        recurs=series is None or bool(series.rules or series.added),
        names_people=any(event.people.count > 1 for event in newest.values()),
    )


def _left_out(event: CalendarEvent, today: date) -> str:
    """Why an event is no meeting, or nothing where it is."""
    reasons = {
        CANCELLED: event.cancelled,
        ALONE: not (event.people.count or event.people.absent),
        FREE: event.is_free,
        SEVERAL_DAYS: event.is_long,
        IN_THE_FUTURE: event.start.date() > today,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _unrolled(
    event: CalendarEvent, today: date, replaced: Collection[date | None], patience: Patience
) -> Generator[Skipped, None, tuple[date | None, dict[date, date]]]:
    """The days of an event but for those that others take the place of.

    Returns:
        The first day from which on these are all of them, None where nobody can tell; and the days
        by those that they were first meant for, which are the same.
    """
    since: date | None = EARLIEST
    try:
        days, more = event.days(today, patience)
    except Untraceable:
        yield Skipped(event.line, UNTRACEABLE)
        since, days, more = None, [event.start.date()], False
    if more:
        yield Skipped(event.line, TOO_MANY_DAYS)
        since = days[0]
    return since, {day: day for day in days if day not in replaced}


def _exchange(event: CalendarEvent, on: date, occurrence: date) -> Exchange:
    """`event` on a day; `occurrence` is the day it was first meant for, which never changes."""
    people = event.people
    there = (*([people.organizer] if people.organizer else []), *people.others)
    return Exchange(
        event.line,
        on,
        event.kind,
        people.organizer,
        people.others,
        source_id=f"{event.uid} {occurrence.isoformat()}" if event.uid else "",
        minutes=event.minutes,
        group=people.count if people.count in GROUP else None,
        note=event.title,
        time=event.time,
        unanswered=there if event.tentative else people.unanswered,
        absent=people.absent,
        entry=Entry(event.uid, occurrence, event.version, event.instant(on), event.kind)
        if event.uid
        else None,
    )
