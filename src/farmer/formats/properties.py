"""The properties of one calendar event as the library `icalendar` reads them, each on its own.

A property that cannot be read is one that the event does not have.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from farmer.formats.event_lines import EventLines

Moment = date | datetime

_WANTED = re.compile(
    r"(UID|SEQUENCE|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|SUMMARY|STATUS"
    r"|TRANSP|LAST-MODIFIED|DTSTAMP|ORGANIZER|ATTENDEE)\s*[;:]",
    re.IGNORECASE,
)
# A day that some exporters write with hyphens, or before a time that is none.
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


class Properties:
    """The properties of a component, by their names.

    `offsets` are those of the time zones that the file describes, by their ids: they stand in for
    zones that have no name of their own.
    """

    def __init__(self, component: EventLines, offsets: Mapping[str, timezone]) -> None:
        self._event = _parsed(component)
        self._offsets = offsets

    def values(self, name: str) -> list[Any]:
        """Whatever the library makes of each property called `name`."""
        found = self._event.get(name, [])
        return found if isinstance(found, list) else [found]

    def text(self, name: str) -> str:
        return next((str(value) for value in self.values(name)), "")

    def moment(self, name: str) -> Moment | None:
        """The day or instant of the property called `name`, without a zone where it has none."""
        return next(self.moments(name), None)

    def moments(self, name: str) -> Iterator[Moment]:
        """Each day or instant that the properties called `name` list; of a period, its begin."""
        for value in self.values(name):
            zone = self._offsets.get(str(getattr(value, "params", {}).get("TZID", "")))
            for each in _listed(value):
                begins = each[0] if isinstance(each, tuple) else each
                if isinstance(begins, datetime):
                    yield begins if begins.tzinfo else begins.replace(tzinfo=zone)
                elif isinstance(begins, date):
                    yield begins

    def unread(self, name: str) -> bool:
        """Whether a day, instant or length that is written as `name` cannot be read."""
        return any(len(_listed(value)) < _pieces(value) for value in self.values(name))

    def duration(self) -> timedelta | None:
        lengths = (each for value in self.values("DURATION") for each in _listed(value))
        return next((each for each in lengths if isinstance(each, timedelta)), None)


def zone_named(name: str) -> tzinfo | None:
    """The time zone that somebody, Windows included, calls `name`; None where nobody does."""
    from icalendar.timezone import tzp

    with warnings.catch_warnings(action="ignore"):
        try:
            return tzp.timezone(name) if name else None
        except (OSError, ValueError):  # “Europe” is a folder of zones, and “..” is no zone at all
            return None


def _parsed(component: EventLines) -> Mapping[str, Any]:
    from icalendar import Event

    lines = [line for line in component.lines if _WANTED.match(line)]
    with warnings.catch_warnings(action="ignore"):  # it warns where it guesses at a zone's name
        try:
            return Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
        except Exception:  # the library raises whatever goes wrong in it
            return {}


def _listed(value: Any) -> list[Any]:
    """The days, instants, periods and durations of a value."""
    read = _read(value)
    return _plain_day(str(value)) if read is None else read


def _read(value: Any) -> list[Any] | None:
    """The same as the library read it; None where it could not."""
    try:
        return [each.dt for each in value.dts]
    except (AttributeError, ValueError):  # the library's
        return None


def _pieces(value: Any) -> int:
    """How many are written in a value that the library could not read; none in another."""
    told = f"{value}".split(",") if _read(value) is None else []
    return sum(bool(text.strip()) for text in told)


def _plain_day(text: str) -> list[date]:
    found = _DAY.match(text)
    try:
        return [date(*map(int, found.groups()))] if found else []
    except ValueError:
        return []
