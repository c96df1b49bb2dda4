"""What is due, as a calendar to subscribe to: whole days, and no alarms unless they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from farmer.text import printable, printable_lines

if TYPE_CHECKING:
    from icalendar import Alarm, Component, Event

PRODUCT = "-//farmer//EN"
# A whole day begins at midnight; nobody wants to be told then.
ALARM_HOUR = 9


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing of a calendar.

    Attributes:
        uid: the same for the same thing, whenever the calendar is written.
        on: the day.
        title: what is due.
        note: more of it, empty for nothing.
        yearly: whether it comes again every year, as birthdays do.
    """

    uid: str
    on: date
    title: str
    note: str = ""
    yearly: bool = False


def write(entries: Iterable[CalendarEntry], at: datetime, *, alarms: bool = False) -> Iterator[str]:
    """The calendar of `entries`, written at the instant `at`, an entry at a time.

    `alarms` ring in the morning.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "farmer")
    begins, ends, after = _written(calendar).partition("END:VCALENDAR")
    yield begins
    for entry in entries:
        yield _written(_event(entry, at, alarms=alarms))
    yield ends + after


def is_ours(written: str) -> bool:
    """Whether that is a calendar as farmer writes them."""
    return written.startswith("BEGIN:VCALENDAR") and f"\nPRODID:{PRODUCT}" in written


def is_same(written: str, other: str) -> bool:
    """Whether two calendars differ in nothing but the instants at which they were written."""
    return _timeless(written) == _timeless(other)


def _timeless(written: str) -> list[str]:
    return [line for line in written.splitlines() if not line.startswith("DTSTAMP:")]


def _event(entry: CalendarEntry, at: datetime, *, alarms: bool) -> Event:
    from icalendar import Event, vRecur

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", printable(entry.title))
    event.add("transp", "TRANSPARENT")
    if entry.note:
        event.add("description", printable_lines(entry.note))
    if entry.yearly:
        event.add("rrule", vRecur(_yearly(entry.on)))
    if alarms:
        event.add_component(_alarm(entry))
    return event


def _written(component: Component) -> str:
    written: bytes = component.to_ical()
    return written.decode("utf-8")


def _alarm(entry: CalendarEntry) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(entry.title))
    alarm.add("trigger", timedelta(hours=ALARM_HOUR))
    return alarm


def _yearly(on: date) -> dict[str, object]:
    """The rule by which `on` comes again every year: 29 February as 1 March where there is none."""
    leap_day = (on.month, on.day) == (2, 29)
    return {"freq": "yearly", "byyearday": 60} if leap_day else {"freq": "yearly"}
