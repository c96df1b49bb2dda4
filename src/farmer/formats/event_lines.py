"""A calendar file cut into its events, whatever stands around and inside them.

A library that is given the whole file loses all of it to one bad line, and works out every time
zone that the file describes, for as long as the descriptions ask for. So it is given one event at
a time, and of a described zone only the offset is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone

# Letters of one line, and lines of one event, that are kept: more are no meeting's.
LONGEST_LINE = 65_536
MOST_LINES = 5_000

_LINE_END = re.compile(r"\r\n|\n|\r")
_BORDER = re.compile(r"\s*(BEGIN|END)\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_METHOD = re.compile(r"METHOD\s*:\s*(\w+)", re.IGNORECASE)
_ZONE = re.compile(r"X-WR-TIMEZONE[^:]*:\s*(.*\S)", re.IGNORECASE)
_ZONE_ID = re.compile(r"TZID[^:]*:\s*(.*\S)", re.IGNORECASE)
_OFFSET = re.compile(r"TZOFFSETTO[^:]*:\s*([+-])(\d\d)(\d\d)", re.IGNORECASE)
_OUTER = ("VEVENT", "VCALENDAR")
# What people write into a calendar beside events, and of events, of which nothing is kept.
_OTHERS = ("VTODO", "VJOURNAL", "VALARM")
_WRITTEN = re.compile(
    r"(DESCRIPTION|LOCATION|CATEGORIES|COMMENT|CONTACT|ATTACH|RESOURCES|URL)\s*[;:]", re.IGNORECASE
)
_BEGINS_EVENT = ("BEGIN", "VEVENT")

NumberedLine = tuple[int, str]


@dataclass(slots=True)
class EventLines:
    """One VEVENT.

    Attributes:
        line: where in the file it begins, counted from 1.
        method: what its calendar is for (``REQUEST``, ``CANCEL``), in capitals; mostly empty.
        zone: the name of the time zone that its calendar is kept in, if it says so.
        lines: its own unfolded lines, without those of alarms and whatever else is inside it.
    """

    line: int
    method: str
    zone: str
    lines: list[str] = field(default_factory=list)
    inside: int = 0  # how many components deep the last line was

    def take(self, border: str, line: str) -> None:
        """Keep `line`, unless it is of, or the `border` of, a component within this one."""
        if border:
            self.inside = max(0, self.inside + (1 if border == "BEGIN" else -1))
        elif not self.inside and len(self.lines) < MOST_LINES:
            self.lines.append(line)


def unfolded(text: str) -> list[NumberedLine]:
    """The logical lines of `text`, each with the number of the physical line it begins on."""
    lines: list[tuple[int, list[str]]] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line[:1] in (" ", "\t") and lines:
            lines[-1][1].append(line[1:])
        elif line:
            lines.append((number, [line]))
    return [(number, "".join(parts)[:LONGEST_LINE]) for number, parts in lines]


def cut(lines: Iterable[NumberedLine]) -> Iterator[EventLines]:
    """The events among `lines`, in order.

    An event without an END is over where the next one begins, or its calendar ends.
    """
    event: EventLines | None = None
    method = zone = ""
    for number, line in lines:
        border, name = _border(line)
        if name in _OUTER:
            if event:
                yield event
            event = EventLines(number, method, zone) if (border, name) == _BEGINS_EVENT else None
            if name == "VCALENDAR":
                method = zone = ""
        elif event:
            event.take(border, line)
        else:
            method = _first(_METHOD, line).upper() or method
            zone = _first(_ZONE, line) or zone
    if event:
        yield event


def left_out(lines: Iterable[NumberedLine]) -> Mapping[str, int]:
    """What of a calendar is not kept, by the name of its component or property; its first line."""
    found: dict[str, int] = {}
    within: list[str] = []
    for number, line in lines:
        border, name = _border(line)
        if border == "BEGIN":
            within.append(name)
            if name in _OTHERS:
                found.setdefault(name, number)
        elif border == "END":
            del within[-1:]
        elif within[-1:] == ["VEVENT"] and line.partition(":")[2].strip():
            written = _first(_WRITTEN, line).upper()
            if written:
                found.setdefault(written, number)
    return found


def offsets(lines: Iterable[NumberedLine]) -> Mapping[str, timezone]:
    """The offset of each time zone described in `lines`, by the zone's id: that of its winter.

    Where a zone is one that nobody knows by name, an hour is all that this may be wrong by.
    """
    found: dict[str, timezone] = {}
    zone = part = ""
    for _, line in lines:
        border, name = _border(line)
        if border == "BEGIN":
            part = name
            zone = "" if part == "VTIMEZONE" else zone
        elif part == "VTIMEZONE":
            zone = _first(_ZONE_ID, line) or zone
        elif part == "STANDARD" and zone:
            offset = _OFFSET.match(line)
            if offset and int(offset[2]) < 24 and int(offset[3]) < 60:
                east = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
                found[zone] = timezone(-east if offset[1] == "-" else east)
    return found


def _border(line: str) -> tuple[str, str]:
    """``BEGIN`` or ``END``, and of what, in capitals; nothing for any other line."""
    found = _BORDER.fullmatch(line)
    return (found[1].upper(), found[2].upper()) if found else ("", "")


def _first(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.match(line)
    return found[1] if found else ""
