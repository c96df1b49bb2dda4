"""Telling lines that are clear from those that wait, by what is known in one moment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import FarmerError, InvalidValue
from farmer.ledger.remembered import ReadLine
from farmer.sources import LINES
from farmer.tasks.desk import Desk
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.evening import NoteLine
from farmer.tasks.record.guests import Guest, check_newcomers
from farmer.tasks.record.line import SeenFrom, telling_of
from farmer.tasks.record.telling import Gathered, LogEntry, gather
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.people.meant import Person
    from farmer.tasks.record.log import KnownNames

MOST_IN_A_LINE = 2_000
_STAMP = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ,]+(?P<time>\d{1,2}[:.]\d{2})(?:[:.]\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"(?:\s*[-–—:,;|]\s*|\s+)(?P<told>\S.*)"
)
# Seen from these days later, a day that a line says itself is the same.
_LATER_DAYS = (1, 8, 32)
UNDATED = "It does not say on which day; begin it with one: 2026-11-24 lunch with Ana"
NOT_YET = "Its day is still to come"
NOT_WHOM = "It does not say with whom"
TOO_LONG = f"It has more than {MOST_IN_A_LINE:,} letters"


class LineToRead(NamedTuple):
    """A line of a file: its words, and their digest."""

    path: str
    number: int
    text: str

    @property
    def digest(self) -> str:
        """By which it is known, whatever its place; letters that look alike are alike."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Clear(NamedTuple):
    """A line that tells who, when and how, and what it tells."""

    line: LineToRead
    entry: LogEntry
    gathered: Gathered
    time: str


class LineSorting:
    """Telling lines that are clear from those that wait, by what is known in one moment.

    Attributes:
        clear: the clear ones with what they tell.
        waiting: the others with their reasons.
        recorded: those that turned out to be on record already.
    """

    def __init__(self, desk: Desk, reader: Reader, lines: Sequence[LineToRead]) -> None:
        self._desk = desk
        self._reader = reader
        self._people = reader.people()
        self._there = {line.digest: line for line in lines}
        self.clear: list[Clear] = []
        self.waiting: list[ReadLine] = []
        self.recorded: list[ReadLine] = []

    def sort(self, lines: Sequence[LineToRead]) -> None:
        """Read every line, and put it where it belongs."""
        for line in lines:
            noted = ReadLine(line.digest, line.path, line.number)
            try:
                clear = self._read(line)
                if self._is_recorded(clear):
                    self.recorded.append(noted)
                else:
                    self._refuse_edited(clear)
                    self.clear.append(clear)
            except FarmerError as why:
                reason = why.message.rstrip(".")
                self.waiting.append(noted._replace(text=line.text, reason=reason))

    def _read(self, line: LineToRead) -> Clear:
        """What a line tells.

        Raises:
            FarmerError: with the reason, where that is not clear.
        """
        if len(line.text) > MOST_IN_A_LINE:
            raise InvalidValue(TOO_LONG)
        region = self._desk.settings.region
        day, told = _stamped(line.text)
        entry = telling_on(told, day, self._people, region) if day else self._undated(told, region)
        if entry.told.on > self._desk.today:
            raise InvalidValue(NOT_YET)
        gathered = gather(self._reader, entry, self._people, region)
        check_newcomers(gathered.guests, self._people, new=False, slips_seen=False)
        return Clear(line, entry, gathered, _time_in(line.text))

    def _undated(self, text: str, region: str | None) -> LogEntry:
        """What a line tells that says its day itself, whenever it was written."""
        today = self._desk.today
        entry = telling_on(text, today, self._people, region)
        for days in _LATER_DAYS:
            later = telling_on(text, today + timedelta(days=days), self._people, region)
            if later.told.on != entry.told.on:
                raise InvalidValue(UNDATED)
        return entry

    def _is_recorded(self, clear: Clear) -> bool:
        """Whether a touchpoint says that it is of this line, though nothing is noted of it."""
        told = [each for guest in clear.gathered.guests for each in self._told_before(guest, clear)]
        return any(each.digest == clear.line.digest for each in told)

    def _refuse_edited(self, clear: Clear) -> None:
        """A talk with somebody on a day of which another line told may be that one, edited."""
        for guest in clear.gathered.guests:
            for other in (*self._told_before(guest, clear), *self._told_now(guest, clear)):
                if not other.is_another_than(clear):
                    day = say_date(clear.entry.told.on)
                    raise InvalidValue(
                        f"Another line told of {guest.name} on {day}: is it one more, or edited?"
                    )

    def _told_now(self, guest: Guest, clear: Clear) -> list[_ToldOf]:
        return [
            _ToldOf(other.line.digest, other.entry.told.usual_kind, other.time)
            for other in self.clear
            if other.entry.told.on == clear.entry.told.on
            and any(each.person == guest.person for each in other.gathered.guests)
        ]

    def _told_before(self, guest: Guest, clear: Clear) -> list[_ToldOf]:
        if guest.person is None:
            return []
        found = []
        for point in self._reader.touchpoints_on(guest.person.id, clear.entry.told.on):
            for origin in self._reader.origins(point.id):
                if origin.source == LINES:
                    other = self._there.get(origin.source_id)
                    kind, time = (point.touch.kind, _time_in(other.text)) if other else ("", "")
                    found.append(_ToldOf(origin.source_id, kind, time))
        return found


class _ToldOf(NamedTuple):
    """A line that told of somebody on a day; without a kind where it is not there any more."""

    digest: str
    kind: str
    time: str

    def is_another_than(self, clear: Clear) -> bool:
        """Whether it told of another talk than a line, which is not that one edited."""
        if not self.kind:
            return False
        if self.time and clear.time:
            return self.time != clear.time
        return self.kind != clear.entry.told.usual_kind


def _time_in(text: str) -> str:
    """The time of the day at which a line was written, where it says one."""
    stamp = _STAMP.fullmatch(text)
    return (stamp["time"] or "") if stamp else ""


def _stamped(text: str) -> tuple[date | None, str]:
    """The day that a telephone put in front of a line, and the rest; else the line."""
    stamp = _STAMP.fullmatch(text)
    if stamp is None:
        return None, text
    try:
        return date.fromisoformat(stamp["day"]), stamp["told"]
    except ValueError:
        return None, text


def telling_on(text: str, on: date, people: Sequence[Person], region: str | None) -> LogEntry:
    """What a line tells that was written on a day.

    Raises:
        InvalidValue: where it does not say with whom, or is not read otherwise.
    """
    usual = LogEntry(Encounter(on=on))
    seen = SeenFrom(people, on, region)
    entry = telling_of(NoteLine(1, text, [], is_open=False), usual, seen)
    if entry is None or not (entry.shares or entry.also.has_groups):
        raise InvalidValue(NOT_WHOM)
    return entry


def telling_in_line(known: KnownNames, text: str) -> LogEntry:
    """What a line tells: of the day that it begins with, or as it is read today.

    Raises:
        InvalidValue: as `telling_on`.
    """
    day, told = _stamped(text)
    return telling_on(told, day or known.today, known.people, known.region)
