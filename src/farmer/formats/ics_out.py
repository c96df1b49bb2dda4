"""What is due, as a calendar to subscribe to: whole days, and no alarms unless they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from farmer.text import printable, printable_lines

if TYPE_CHECKING:
    from icalendar import Alarm, Component

PRODUCT = "-//farmer//EN"
# A whole day begins at midnight; nobody wants to be told then.
ALARM_HOUR = 9
# The 60th day of a year is 29 February or, where there is none, 1 March.
_RULES = {"day": {"freq": "yearly"}, "leap day": {"freq": "yearly", "byyearday": 60}}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing of a calendar.

    Attributes:
        uid: the same for the same thing, whenever the calendar is written.
        on: the day.
        title: what is due.
        note: more of it, empty for nothing.
        command: what to type about it, or once it is done; empty for nothing.
        yearly: whether it comes again every year, as birthdays do: on its day, or, of 29 February,
            on the day after the 28th; else empty.
    """

    uid: str
    on: date
    title: str
    note: str = ""
    command: str = ""
    yearly: Literal["", "day", "leap day"] = ""


def write(
    entries: Iterable[CalendarEntry], at: datetime, *, alarms: bool = False, todos: bool = False
) -> Iterator[str]:
    """The calendar of `entries`, written at the instant `at`, an entry at a time.

    `alarms` ring in the morning. With `todos`, what can be done is a task, to be ticked off.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "farmer")
    begins, ends, after = _written(calendar).partition("END:VCALENDAR")
    yield begins
    for entry in entries:
        is_task = todos and not entry.yearly
        yield _written(_filled(_task(entry) if is_task else _event(entry), entry, at, alarms))
    yield ends + after


def is_ours(written: str) -> bool:
    """Whether that is a calendar as farmer writes them."""
    return written.startswith("BEGIN:VCALENDAR") and f"\nPRODID:{PRODUCT}" in written


def is_same(written: str, other: str) -> bool:
    """Whether two calendars differ in nothing but the instants at which they were written."""
    return _timeless(written) == _timeless(other)


def _timeless(written: str) -> list[str]:
    return [line for line in written.splitlines() if not line.startswith("DTSTAMP:")]


def _event(entry: CalendarEntry) -> Component:
    """A whole day that keeps nobody busy."""
    from icalendar import Event, vRecur

    event = Event()
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if entry.yearly:
        event.add("rrule", vRecur(_RULES[entry.yearly]))
    return event


def _task(entry: CalendarEntry) -> Component:
    from icalendar import Todo

    task = Todo()
    task.add("due", entry.on)
    task.add("status", "NEEDS-ACTION")
    return task


def _filled(component: Component, entry: CalendarEntry, at: datetime, alarms: bool) -> Component:
    """The same with what events and tasks have alike."""
    component.add("uid", entry.uid)
    component.add("dtstamp", at)
    component.add("summary", printable(entry.title))
    if said := "\n".join(filter(None, (entry.note, entry.command))):
        component.add("description", printable_lines(said))
    if alarms:
        component.add_component(
            _alarm(entry, related="START" if component.get("dtstart") else "END")
        )
    return component


def _written(component: Component) -> str:
    written: bytes = component.to_ical()
    return written.decode("utf-8")


def _alarm(entry: CalendarEntry, related: str) -> Alarm:
    """In the morning of the day; a task has no beginning, and is due when its day begins."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(entry.title))
    parameters = {"related": related} if related == "END" else {}
    alarm.add("trigger", timedelta(hours=ALARM_HOUR), parameters=parameters)
    return alarm
