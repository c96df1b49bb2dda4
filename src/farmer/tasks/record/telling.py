"""One encounter with all who were there: what a command, or a line of notes, tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue
from farmer.model import LIVE, Event
from farmer.people.meant import Person
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.events import join_event
from farmer.tasks.record.guests import Guest, Share, bind_notes, find_guests
from farmer.tasks.whom import EVERYBODY, Whom, in_groups, left_out
from farmer.text import clean_name, clean_note, joined_notes
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader
    from farmer.model import Touch


class LogEntry(NamedTuple):
    """What was told of one encounter.

    Attributes:
        told: what happened, the same for all.
        shares: who was there, and each one's own part; somebody named twice was there once.
        also: groups that were there too, and who of all of them was not; names are in `shares`.
        tags: what everybody who was there is tagged, without the @.
        noted: what a line says of which nothing comes but the note.
    """

    told: Encounter
    shares: tuple[Share, ...] = ()
    also: Whom = EVERYBODY
    tags: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    @property
    def to_settle(self) -> list[str]:
        """Every name of a single person in it."""
        return [*(share.name for share in self.shares), *self.also.without]

    def settled(self, names: Sequence[str]) -> LogEntry:
        """The same, each name of `to_settle` replaced by the one at its place."""
        count = len(self.shares)
        shares = (s._replace(name=n) for s, n in zip(self.shares, names, strict=False))
        return self._replace(
            shares=tuple(shares), also=self.also._replace(without=tuple(names[count:]))
        )


class Gathered(NamedTuple):
    """An encounter once it is settled who was there; `general` are notes about everybody."""

    told: Encounter
    guests: list[Guest]
    general: list[str]
    tags: tuple[str, ...]

    @property
    def touches(self) -> list[Touch]:
        """Each guest's touch, in their order."""
        return [
            self.told.touch(
                clean_note(joined_notes([*guest.notes, self.told.line, *self.general])),
                guest.share,
            )
            for guest in self.guests
        ]

    @property
    def are_apart(self) -> bool:
        """Whether it is a talk with each of several, none of whom met another."""
        several = len(self.guests) > 1 and not self.told.is_shared(len(self.guests))
        return several and self.told.usual_kind in LIVE

    @property
    def words(self) -> str:
        """What it is called in the log of changes."""
        names = say_some([guest.name for guest in self.guests], "person", "people")
        told = self.told
        where = f" at {clean_name(told.at)}" if told.at else ""
        return f"log {told.usual_kind} with {names}{where} on {say_date(told.on)}"

    def event_ids(self, change: Writer) -> list[int | None]:
        """The event that each was at: one for all who met each other, else a place for each."""
        told, guests = self.told, self.guests
        shared = told.is_shared(len(guests))
        if not (shared or clean_name(told.place)):
            return [None for _ in guests]
        event = Event(told.on, told.at, told.place)
        there = [told.was_there(guest.share) for guest in guests]
        one = join_event(change, event) if shared and any(there) else None
        return [(one or join_event(change, event)) if was_there else None for was_there in there]


def one_each(tellings: Iterable[LogEntry]) -> list[LogEntry]:
    """The same, those together that tell of one encounter, in the order in which it is told of."""
    found: dict[LogEntry, list[Share]] = {}
    for telling in tellings:
        found.setdefault(telling._replace(shares=(), noted=()), []).extend(telling.shares)
    return [telling._replace(shares=tuple(shares)) for telling, shares in found.items()]


def gather(
    reader: Reader, telling: LogEntry, people: Sequence[Person], region: str | None
) -> Gathered:
    """Who was there; who is new is to be checked.

    Raises:
        Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: where nobody is named, or a note is for somebody else.
    """
    told, shares, also, tags, _ = telling
    if not shares and not also.has_groups:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    groups = in_groups(also, reader, people)
    absent = left_out(also, reader, people, region)
    guests = find_guests(shares, people, also=groups.values(), region=region)
    there = [guest for guest in guests if guest.person not in absent or guest.person is None]
    if not there:
        raise InvalidValue("Nobody is left.", "Leave fewer people out.")
    general = bind_notes(told.notes, there, people)
    return Gathered(_with_company(told, len(there)), there, general, tags)


def _with_company(told: Encounter, guests: int) -> Encounter:
    """A talk that several shared is among you and those named; an event has the default."""
    kind = told.usual_kind
    talked = kind in LIVE and kind != "event" and told.is_shared(guests) and guests > 1
    return replace(told, group=guests + 1) if talked and told.group is None else told


def renamed(tellings: Iterable[LogEntry], names: Iterable[str]) -> list[LogEntry]:
    """The same, each name in them replaced by the one at its place."""
    left = iter(names)
    return [telling.settled([next(left) for _ in telling.to_settle]) for telling in tellings]
