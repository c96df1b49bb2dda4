"""One calendar event: when, how often, who, and whether anybody had to travel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from farmer.formats.attendees import Attendees, has_unread_address, people
from farmer.formats.event_lines import EventLines
from farmer.formats.incoming import Version, kept
from farmer.formats.properties import Moment, Properties, zone_named
from farmer.formats.recurrence import MOST_OCCURRENCES, Patience, RecurrenceRule, days_by
from farmer.model import EARLIEST, LATEST, MINUTES

# A whole day ends where the next one begins: one lasts for a day, several for two or more.
_SEVERAL_DAYS = timedelta(days=2)
_VIDEO = re.compile(
    r"^(X-GOOGLE-)?CONFERENCE\b|X-MICROSOFT-SKYPETEAMSMEETINGURL"
    r"|\b(teams\.(microsoft|live)\.com|meet\.google\.com|zoom\.us|zoomgov\.com|webex\.com"
    r"|whereby\.com|meet\.jit\.si|gotomeet\.me|gotomeeting\.com|facetime\.apple\.com)/",
    re.IGNORECASE,
)


# What of an event may be written so that it cannot be read, in words.
_FIELDS = {
    "DTEND": "end",
    "DURATION": "length",
    "RDATE": "day added",
    "EXDATE": "day left out",
    "RECURRENCE-ID": "day that it takes the place of",
}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A VEVENT.

    Attributes:
        line: where in the file it begins, counted from 1.
        uid: its id, which it shares with those that take the place of one of its occurrences.
        version: which version of it this is: its number, and when that was written.
        start: when it began, on the clocks of the place where it was; midnight where it is all-day.
        home: the time zone of those clocks; None where it was not said.
        replaces: the occurrence of a series that it takes the place of, if of any.
        rules: how it recurs.
        until: the last moment of each rule; None where it goes on for ever.
        added, left_out: days that no rule gives, and days that a rule should not.
        cancelled: whether it did not happen.
        tentative: whether nobody is sure that it happens.
        is_free: whether it takes nobody's time.
        is_long: whether it lasts for several days.
        timed: whether it has a time of day.
        minutes: how long it was; None where it was all-day, or longer than a meeting is.
        kind: ``meeting`` or ``video``.
        title: what it was called.
        people: who was there.
        unread: what is told of it that cannot be read.
    """

    line: int
    uid: str
    version: Version
    start: datetime
    home: tzinfo | None
    replaces: Moment | None
    rules: tuple[tuple[RecurrenceRule, datetime | None], ...]
    added: frozenset[date]
    left_out: frozenset[date]
    cancelled: bool
    tentative: bool
    is_free: bool
    is_long: bool
    timed: bool
    minutes: int | None
    kind: str
    title: str
    people: Attendees
    unread: tuple[str, ...] = ()

    @property
    def time(self) -> str | None:
        """When of the day it began, as clocks there showed it."""
        return f"{self.start:%H:%M}" if self.timed else None

    def instant(self, on: date) -> str:
        """When it began that day by the clocks of Greenwich; empty where that cannot be said."""
        if not self.timed or self.home is None:
            return ""
        return _instant(
            self.start.replace(year=on.year, month=on.month, day=on.day, tzinfo=self.home)
        )

    def replaced_day(self, series: CalendarEvent | None) -> date | None:
        """The day of the occurrence of `series` that it takes the place of, if it does."""
        if self.replaces is None:
            return None
        return _on_the_clock(self.replaces, (series or self).home).date()

    def days(self, today: date, patience: Patience) -> tuple[list[date], bool]:
        """The newest days up to `today`, in order, and whether there are more.

        At most `MOST_OCCURRENCES` are given.

        Raises:
            Untraceable: where a rule says nothing, or too much, or the file's `patience` is at
                its end.
        """
        days, more = {self.start.date(), *self.added}, False
        for rule, until in self.rules:
            end = datetime.combine(today, time.max)
            found, cut = days_by(rule, self.start, min(until or end, end), patience)
            days.update(found)
            more = more or cut
        happened = sorted(day for day in days - self.left_out if day <= today)
        return happened[-MOST_OCCURRENCES:], more or len(happened) > MOST_OCCURRENCES


def to_event(component: EventLines, offsets: Mapping[str, timezone]) -> CalendarEvent | None:
    """The event that `component` is; None where it has no day to be on."""
    properties = Properties(component, offsets)
    begins = properties.moment("DTSTART")
    if begins is None or not EARLIEST <= _day(begins) <= LATEST:
        return None
    rules = properties.values("RRULE")
    status = properties.text("STATUS").strip().upper()
    home = _home(begins, "" if rules else component.zone)
    return CalendarEvent(
        line=component.line,
        uid=kept(properties.text("UID")),
        version=_version(properties),
        start=_on_the_clock(begins, home),
        home=home,
        replaces=properties.moment("RECURRENCE-ID"),
        rules=tuple(_rule(rule, home) for rule in rules),
        added=frozenset(_days(properties, "RDATE", home)),
        left_out=frozenset(_days(properties, "EXDATE", home)),
        cancelled=component.method == "CANCEL" or status == "CANCELLED",
        tentative=status == "TENTATIVE",
        is_free=properties.text("TRANSP").strip().upper() == "TRANSPARENT",
        is_long=_is_whole(begins) and _lasts(begins, properties) >= _SEVERAL_DAYS,
        timed=isinstance(begins, datetime),
        minutes=_minutes(begins, properties),
        kind="video" if any(map(_VIDEO.search, component.lines)) else "meeting",
        title=kept(properties.text("SUMMARY")),
        people=people(properties),
        unread=tuple(_unread(properties)),
    )


def _unread(properties: Properties) -> Iterator[str]:
    yield from (said for name, said in _FIELDS.items() if properties.unread(name))
    if has_unread_address(properties):
        yield "address of a guest"


def _home(begins: Moment, calendar_zone: str) -> tzinfo | None:
    """The zone on whose clocks an event is: its own, or `calendar_zone` where it is in UTC.

    Google writes whatever does not recur in UTC, and names the user's zone once. What recurs in
    UTC does so by the weekdays there.
    """
    own = begins.tzinfo if isinstance(begins, datetime) else None
    if own is None or not _is_utc(begins):
        return own
    return zone_named(calendar_zone) or own


def _is_utc(moment: Moment) -> bool:
    return isinstance(moment, datetime) and moment.tzname() == "UTC"


def _on_the_clock(moment: Moment, home: tzinfo | None) -> datetime:
    """`moment` without a zone: as it is written, or as clocks at `home` showed it where in UTC."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if home is not None and _is_utc(moment) and EARLIEST < moment.date() < LATEST:
        moment = moment.astimezone(home)
    return moment.replace(tzinfo=None)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _days(properties: Properties, name: str, home: tzinfo | None) -> Iterator[date]:
    return (_on_the_clock(moment, home).date() for moment in properties.moments(name))


def _rule(rule: Any, home: tzinfo | None) -> tuple[RecurrenceRule, datetime | None]:
    """The parts of a rule, none where it could not be read, and the last moment it allows."""
    parts = rule if isinstance(rule, dict) else {}
    until = next(iter(parts.get("UNTIL", ())), None)
    if isinstance(until, datetime):
        return parts, _on_the_clock(until, home)
    return parts, datetime.combine(until, time.max) if isinstance(until, date) else None


def _is_whole(begins: Moment) -> bool:
    """Whether something that begins then is of whole days."""
    return not isinstance(begins, datetime) or begins.time() == time()


def _minutes(begins: Moment, properties: Properties) -> int | None:
    if not isinstance(begins, datetime):
        return None
    minutes = int(_lasts(begins, properties).total_seconds() // 60)
    return minutes if minutes in MINUTES else None


def _lasts(begins: Moment, properties: Properties) -> timedelta:
    """How long an event is; no time at all where nothing says it."""
    ends = properties.moment("DTEND")
    if isinstance(ends, datetime) and isinstance(begins, datetime):
        if (begins.tzinfo is None) == (ends.tzinfo is None):
            return ends - begins
    elif ends is not None:
        return _day(ends) - _day(begins)
    return properties.duration() or timedelta()


def _version(properties: Properties) -> Version:
    written = properties.text("LAST-MODIFIED") or properties.text("DTSTAMP")
    stamp = properties.moment("LAST-MODIFIED") or properties.moment("DTSTAMP")
    return Version(_number(properties.text("SEQUENCE")), _instant(stamp) if written else "")


def _instant(moment: Moment | None) -> str:
    """An instant in UTC, to the minute; empty where it is none that all clocks agree on."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return ""
    if not EARLIEST < moment.date() < LATEST:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
