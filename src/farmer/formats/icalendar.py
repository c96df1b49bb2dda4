"""iCalendar: meetings that happened, with whoever was there.

A file is cut into its events, and each is read on its own by the library `icalendar`: one that is
broken costs no other. What counts is the calendar day on which an event was written down to begin,
so time zones, Windows' own names among them, need no reckoning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from farmer.formats.decoding import to_text
from farmer.formats.incoming import (
    Exchange,
    How,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept,
    kept_name,
)
from farmer.formats.recurrence import MOST, days_of
from farmer.model import MINUTES
from farmer.names import email_handle, fold

UNREADABLE = "the event cannot be read"
NO_START = "the event has no day"
CANCELLED = "the event was cancelled"
ALONE = "nobody else is in the event"
IN_THE_FUTURE = "the event is still to come"
TOO_MANY = f"the event recurs more than {MOST} times; the first are taken"
UNCLEAR_RULE = "the rule by which the event recurs cannot be followed; its first day is taken"

_BEGIN = re.compile(r"BEGIN:VEVENT[ \t]*", re.IGNORECASE)
_END = re.compile(r"END:VEVENT[ \t]*", re.IGNORECASE)
_CANCEL = re.compile(r"^METHOD:CANCEL\s*$", re.IGNORECASE | re.MULTILINE)
# What stands inside an event and is none of our business: alarms may have attendees too.
_INNER = re.compile(r"(BEGIN|END):(?!VEVENT)", re.IGNORECASE)
_NOT_PEOPLE = ("ROOM", "RESOURCE", "GROUP")
_VIDEO = re.compile(r"teams\.microsoft|zoom\.us|meet\.google|webex|whereby|jitsi", re.IGNORECASE)
_FOLD = re.compile(r"\r\n[ \t]")
_ZONE = re.compile(r';TZID=("[^"]*"|[^;:\r\n]*)', re.IGNORECASE)
# An event has some thousand letters; what has a hundred times more is something else.
LONGEST_EVENT = 5_000


@dataclass(frozen=True, slots=True)
class _Event:
    """What one VEVENT says, by our lights."""

    line: int
    uid: str
    on: date
    # The day of the occurrence that it takes the place of, where it is one of a series.
    instead_of: date | None
    cancelled: bool
    minutes: int | None
    kind: str
    summary: str
    sender: Party | None
    others: tuple[Party, ...]
    rule: str
    more: tuple[date, ...]
    without: tuple[date, ...]


def recognises(text: str) -> bool:
    """Whether `text` is a calendar."""
    return re.search(r"^\s*BEGIN:VCALENDAR\s*$", text, re.IGNORECASE | re.MULTILINE) is not None


def read(data: bytes, how: How) -> Reading:
    """Every meeting with somebody that has happened by today, a series unrolled."""
    text = to_text(data)
    all_cancelled = _CANCEL.search(text) is not None
    series: defaultdict[str, list[_Event]] = defaultdict(list)
    for line, block in _blocks(text):
        event = _event(line, block, all_cancelled)
        if isinstance(event, Skipped):
            yield event
        else:
            series[event.uid or f"line {line}"].append(event)
    for events in series.values():
        yield from _exchanges(events, how)


def _exchanges(events: list[_Event], how: How) -> Iterator[Exchange | Skipped]:
    """What the events of one id come to: a series, and those that take the place of one of it."""
    instead = {event.instead_of for event in events if event.instead_of is not None}
    for event in events:
        reason = _left_out(event, how)
        if reason:
            yield Skipped(event.line, reason)
            continue
        days, trouble = days_of(event.on, event.rule, event.more, event.without, how.today)
        if trouble:
            yield Skipped(event.line, TOO_MANY if trouble == "too many" else UNCLEAR_RULE)
        for on in days:
            if event.instead_of is not None or on not in instead:
                yield _exchange(event, on)


def _left_out(event: _Event, how: How) -> str:
    if event.cancelled:
        return CANCELLED
    if not event.others:
        return ALONE
    return IN_THE_FUTURE if event.on > how.today else ""


def _exchange(event: _Event, on: date) -> Exchange:
    return Exchange(
        event.line,
        on,
        event.kind,
        event.sender,
        event.others,
        source_id=f"{event.uid} {on.isoformat()}" if event.uid else "",
        minutes=event.minutes,
        group=len(event.others) + (event.sender is not None),
        note=event.summary,
    )


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each event with the line it begins on, without what is nested in it."""
    block: list[str] | None = None
    begun, depth = 0, 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if _BEGIN.fullmatch(line):
            if block:  # never ended: it is over where the next one begins
                yield begun, "\r\n".join([*block, "END:VEVENT", ""])
            block, begun, depth = [line], number, 0
        elif block is not None and _END.fullmatch(line):
            yield begun, "\r\n".join([*block, "END:VEVENT", ""])
            block = None
        elif block is not None:
            inner = _INNER.match(line)
            if inner:
                depth = max(0, depth + (1 if inner[1].upper() == "BEGIN" else -1))
            elif depth == 0 and len(block) < LONGEST_EVENT:
                block.append(line)


def _event(line: int, block: str, all_cancelled: bool) -> _Event | Skipped:
    from icalendar import Event

    try:
        event = Event.from_ical(_ZONE.sub("", _FOLD.sub("", block)))
        on = _day(event, "dtstart")
        if on is None:
            return Skipped(line, NO_START)
        sender = next(iter(_people(event, "organizer")), None)
        others = [each for each in _people(event, "attendee") if each != sender]
        people = {each.handles or (each.name,): each for each in others}
        if sender is not None:
            people.pop(sender.handles or (sender.name,), None)
        rule = event.get("rrule")
        return _Event(
            line=line,
            uid=kept(str(event.get("uid", ""))),
            on=on,
            instead_of=_day(event, "recurrence-id"),
            cancelled=all_cancelled or fold(str(event.get("status", ""))) == "cancelled",
            minutes=_minutes(event),
            kind="video" if _is_video(event) else "meeting",
            summary=kept_name(str(event.get("summary", ""))),
            sender=sender,
            others=tuple(people.values()),
            rule=rule.to_ical().decode() if hasattr(rule, "to_ical") else "",
            more=tuple(_days(event, "rdate")),
            without=tuple(_days(event, "exdate")),
        )
    except Exception:  # the library raises whatever goes wrong in it, not only its own errors
        return Skipped(line, UNREADABLE)


def _people(event: Any, name: str) -> Iterator[Party]:
    """The people of a property who have not declined."""
    found = event.get(name, [])
    for address in found if isinstance(found, list) else [found]:
        told = address.params
        if str(told.get("CUTYPE", "")).upper() in _NOT_PEOPLE:
            continue
        if str(told.get("PARTSTAT", "")).upper() == "DECLINED":
            continue
        mail = re.sub(r"^mailto:", "", str(address).strip(), flags=re.IGNORECASE)
        party = Party(kept_name(str(told.get("CN", ""))), handles_from(((email_handle, mail),)))
        if party.name or party.handles:
            yield party


def _moment(event: Any, name: str) -> Any:
    """The date, instant or duration of a property; None where it cannot be read.

    Of a moment with a broken time the day may still be plain.
    """
    try:
        return getattr(event.get(name), "dt", None)
    except (AttributeError, ValueError):  # the library's, for a value that is none
        plain = re.match(r"\d{8}", str(event.get(name)))
    try:
        return date.fromisoformat(plain[0]) if plain else None
    except ValueError:
        return None


def _day(event: Any, name: str) -> date | None:
    found = _moment(event, name)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def _days(event: Any, name: str) -> Iterator[date]:
    """The days in the lists of a property; a list that cannot be read has none."""
    value = event.get(name, [])
    for each in value if isinstance(value, list) else [value]:
        try:
            moments = [one.dt for one in each.dts]
        except (AttributeError, ValueError):
            continue
        for moment in moments:
            begins = moment[0] if isinstance(moment, tuple) else moment
            yield begins.date() if isinstance(begins, datetime) else begins


def _minutes(event: Any) -> int | None:
    """How long it lasted; None for whole days, and for what no meeting lasts."""
    begun, ended = _moment(event, "dtstart"), _moment(event, "dtend")
    lasted = _moment(event, "duration")
    if lasted is None and isinstance(begun, datetime) and isinstance(ended, datetime):
        lasted = ended - begun if bool(begun.tzinfo) == bool(ended.tzinfo) else None
    minutes = int(lasted.total_seconds() // 60) if isinstance(lasted, timedelta) else 0
    return minutes if isinstance(begun, datetime) and minutes in MINUTES else None


def _is_video(event: Any) -> bool:
    texts = [str(event.get(name, "")) for name in ("location", "url", "description")]
    return "conference" in event or _VIDEO.search(" ".join(texts)) is not None
