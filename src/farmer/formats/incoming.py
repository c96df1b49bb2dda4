"""What every reader yields: people, what passed between people, and the lines it could not use.

A reader decides nothing about the ledger: whether somebody is new is the matcher's business, and
which party of an exchange is the user is found out once all of them are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from farmer.details import Detail
from farmer.formats.encodings import ReadAs
from farmer.model import Contact, Fact, Handle, Touch
from farmer.text import printable, printable_lines

# No address is longer; what is, is something else that strayed into the field.
ADDRESS_LENGTH = 1000
# What goes to more people is a circular or a group, not a talk.
MOST_PARTIES = 5
GROUP_CONVERSATION = "a conversation of more than five people"


class Version(NamedTuple):
    """Which version of itself an entry of a calendar is.

    Attributes:
        number: the calendar's own count of its changes.
        stamp: when it was written, an instant in UTC; empty where nobody says.
    """

    number: int = 0
    stamp: str = ""

    def is_older(self, other: Version) -> bool:
        """Whether it came before the `other`, as far as both tell."""
        if self.number != other.number or not (self.stamp and other.stamp):
            return self.number < other.number
        return self.stamp < other.stamp


class Entry(NamedTuple):
    """One time of an entry of a calendar, which may yet be moved or called off.

    Attributes:
        uid: the id that all its times share.
        occurrence: the day that this time was first meant for.
        version: of the entry.
        instant: when it began by the clocks of Greenwich; empty where that is not known.
        meant: the kind of touch that it is if it happened.
    """

    uid: str
    occurrence: date
    version: Version
    instant: str
    meant: str


class SourcedTouch(NamedTuple):
    """A touch and the id under which its source knows it, so that it is never recorded twice.

    `entry` is what it is in a calendar, where it is from one.
    """

    touch: Touch
    source_id: str
    entry: Entry | None = None


class Attendance(NamedTuple):
    """That somebody was at an occasion: whether the two of you talked there, nobody says.

    `event` is empty where nobody says what it was called.
    """

    event: str
    on: date


class Incoming(NamedTuple):
    """One person of a file.

    Attributes:
        line: where in the file they begin, counted from 1.
        contact: what the file says of them.
        handles: their addresses, each once.
        touches: contacts with them that the file is evidence of.
        key: the source's own id of the person, empty where it has none.
        facts: other evidence about them.
        tags: the groups they are in, without the @.
        attended: where they were.
        details: what has no other place: postal addresses, relations, dates, own fields.
    """

    line: int
    contact: Contact
    handles: tuple[Handle, ...]
    touches: tuple[SourcedTouch, ...] = ()
    key: str = ""
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    attended: tuple[Attendance, ...] = ()
    details: tuple[Detail, ...] = ()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The source's own ids of the person: of those in a network the profile too."""
        profiles = (each.source_id for each in self.touches if each.touch.kind == "connect")
        return tuple(dict.fromkeys(filter(str.strip, (self.key, *profiles))))

    @property
    def days(self) -> Iterator[date]:
        """On which days something happened with them."""
        yield from (each.touch.on for each in self.touches)
        yield from (each.on for each in self.attended)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part in an exchange; a source may give a name, addresses, or both.

    One with neither is the user, of whose account the source is. `key` is the source's own id of
    them, empty where it has none. `details` do not tell who it is.
    """

    name: str
    handles: tuple[Handle, ...] = ()
    details: tuple[Detail, ...] = field(default=(), compare=False)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that passed between people, one of whom may be the user.

    Attributes:
        line: where in the file it begins, counted from 1.
        on: the day.
        kind: a kind of touch; None where it is none, only a fact.
        sender: who began it; None where nobody is said to have.
        others: everybody else who took part, each once.
        source_id: the source's id of the occasion; empty where a day has at most one that counts,
            as with messages.
        minutes, group: as of a touch, where the source tells.
        note: what it was, such as a meeting's title; never a message's words.
        sent_fact: what it is evidence of about the others, where the user is the sender.
        received_fact: what it is evidence of about the sender, where the user is among the others.
        time: when of the day it began, ``09:30``; None where nobody says.
        unanswered: those who took part who did not say that they would; with the user among them,
            nobody knows whether it happened.
        absent: who said that they would not take part.
        entry: what it is in a calendar, where it is from one.
    """

    line: int
    on: date
    kind: str | None
    sender: Party | None
    others: tuple[Party, ...]
    source_id: str = ""
    minutes: int | None = None
    group: int | None = None
    note: str = ""
    sent_fact: str = ""
    received_fact: str = ""
    time: str | None = None
    unanswered: tuple[Party, ...] = ()
    absent: tuple[Party, ...] = ()
    entry: Entry | None = None


class Schedule(NamedTuple):
    """Which times of one entry of a calendar a file speaks of; those it tells of are exchanges.

    Attributes:
        line: where in the file it begins, counted from 1.
        uid: the id that all of its times share.
        version: of the entry.
        since: the first day from which on a time that the file does not tell of is called off;
            None where the file has only single times of a series.
        standing: the days that its times were first meant for and that took place.
        called_off: the same of those that did not, or not yet.
        absent: by the day of a single time, and None for the others, who would not come.
        recurs: whether there may be several times.
        names_people: whether it says who takes part.
    """

    line: int
    uid: str
    version: Version
    since: date | None
    standing: frozenset[date]
    called_off: frozenset[date]
    absent: Mapping[date | None, tuple[Party, ...]]
    recurs: bool
    names_people: bool


class Skipped(NamedTuple):
    """A row or card that is nobody, or cannot be read.

    The reason never quotes the file: it ends up in logs and bug reports, and what it would quote
    is other people's personal data.
    """

    line: int
    reason: str


class Unread(NamedTuple):
    """A field of a row that could not be read; the row itself is not lost for it."""

    line: int
    field: str


class Unused(NamedTuple):
    """A column of a table that is no field of ours, and holds something."""

    line: int
    column: str


class KeptColumn(NamedTuple):
    """A column or property that is kept as a field of the user's own."""

    line: int
    column: str


# The kinds of files that tell of meetings or calls, of which another may have told too.
TALKING = (
    *("bni", "bookings", "call-table", "calls", "facebook", "friends-md", "icalendar", "monica"),
    *("signal", "telegram", "whatsapp"),
)
Reading = Iterator[Incoming | Exchange | Schedule | Skipped | Unread | Unused | KeptColumn | ReadAs]


@dataclass(frozen=True, slots=True)
class How:
    """What a reader is told besides the file.

    Attributes:
        today: the day of the import; what lies after it has not happened.
        on: the day of what the file gives no date for.
        encoding: the encoding the user says the file is in; None to find out.
        columns: for any table, which column holds what: field of ours → their header.
        region: the user's country, whose order of day and month is taken where a file says none.
        at: the event that a guest list is of.
        invited: of a guest list, everybody, and not only who came.
        keep: what beside our fields is kept: their column or property → the name of the own field.
        expected: of a guest list before its event, whoever said that they would come.
    """

    today: date
    on: date | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None
    at: str = ""
    invited: bool = False
    expected: bool = False
    keep: Mapping[str, str] = field(default_factory=dict)


def kept(text: str) -> str:
    """`text` of a file cleaned, on one line; what is too long for its place is `fitted` later."""
    return printable(_unicode(text))


def kept_note(text: str) -> str:
    """A note of a file cleaned; its lines stay."""
    return printable_lines(_unicode(text))


def handles_from(
    found: Iterable[tuple[Callable[[str], Handle | None], str]],
) -> tuple[Handle, ...]:
    """The handles among pairs of a parser (of `farmer.handles`) and a text, each once."""
    handles: dict[Handle, None] = {}
    for parse, text in found:
        if text and len(text) <= ADDRESS_LENGTH:
            handle = parse(kept(text))
            if handle is not None:
                handles[handle] = None
    return tuple(handles)


def _unicode(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
