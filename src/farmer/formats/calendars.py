"""What is due, as a calendar to subscribe to: whole days, without alarms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from farmer.names import printable

PRODUCT = "-//farmer//EN"


@dataclass(frozen=True, slots=True)
class Entry:
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


def write(entries: Iterable[Entry], at: datetime) -> str:
    """The calendar of `entries`, written at the instant `at` (UTC)."""
    from icalendar import Calendar, Event, vRecur

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "farmer")
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", at)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", printable(entry.title))
        event.add("transp", "TRANSPARENT")
        if entry.note:
            event.add("description", printable(entry.note))
        if entry.yearly:
            event.add("rrule", vRecur(_yearly(entry.on)))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _yearly(on: date) -> dict[str, object]:
    """The rule by which `on` comes again every year: 29 February as 1 March where there is none."""
    leap_day = (on.month, on.day) == (2, 29)
    return {"freq": "yearly", "byyearday": 60} if leap_day else {"freq": "yearly"}
