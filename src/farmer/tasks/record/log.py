"""Recording contact: who, how, when, who began it, what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.model import LIVE, Contact, Fact, Promise, Touch
from farmer.people.meant import Person
from farmer.sources import HAND
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, match_person, mention_archived, unknown_people
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.evening import NoteLine
from farmer.tasks.record.guests import Guest, Share, check_newcomers, find_guests, part_of
from farmer.tasks.record.known_talks import record_talk
from farmer.tasks.record.line import SeenFrom, telling_of
from farmer.tasks.record.promise import tell_no_day
from farmer.tasks.record.telling import Gathered, LogEntry, gather
from farmer.text import clean_name
from farmer.wording import say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer


# Writes something else in a change, told the ids of the touchpoints of each encounter.
Beside = Callable[["Writer", Sequence[Sequence[str]]], None]


class LoggedTouch(NamedTuple):
    """One person's share of what was logged.

    Attributes:
        promises: their ids, of what was `promised`.
        remark: on what files had told of that day.
    """

    id: str
    person: Named
    on: date
    kind: str
    by: str | None
    minutes: int | None
    group: int | None
    depth: int
    note: str
    facts: tuple[str, ...]
    promises: tuple[str, ...]
    promised: tuple[Promise, ...]
    remark: str = ""


class Logged(NamedTuple):
    """What ``log`` recorded: a touchpoint each, the shared event, who was new, who got which tags.

    The tags are without the @, and everybody who is logged has them.
    """

    touchpoints: tuple[LoggedTouch, ...]
    event: str
    event_id: str | None
    added: tuple[Named, ...]
    tags: tuple[str, ...] = ()


class KnownNames(NamedTuple):
    """Who is known while people are being named one by one; `events` are the newest first."""

    people: Sequence[Person]
    events: Sequence[str]
    today: date
    region: str | None

    @property
    def names(self) -> list[str]:
        """What a person can be called by so that it is them, unarchived ones only."""
        return [person.name for person in self.people if not person.archived]

    def guest(self, share: Share) -> Guest:
        """The person whom a share is about.

        Raises:
            Ambiguous, Unknown, NotFound, InvalidValue: where that is not settled.
        """
        found = find_guests([share], self.people, region=self.region)
        check_newcomers(found, self.people, new=False, slips_seen=False)
        return found[0]

    def telling(self, line: str, usual: LogEntry) -> LogEntry | None:
        """What a line tells, beside what is told of all; None where it says of nobody.

        Raises:
            InvalidValue: where it tells a thing twice or in two ways, or it may be two things.
        """
        seen = SeenFrom(self.people, self.today, self.region)
        return telling_of(NoteLine(1, line, [], is_open=False), usual, seen)

    def near(self, new: Sequence[str]) -> dict[str, list[str]]:
        """Of each of the `new` names, whom it may be a slip for, or be a part of the name of."""
        near = unknown_people(new, self.people).near if new else {}
        return {
            name: [*near[name], *filter(None, [part_of(name, new)])] for name in dict.fromkeys(new)
        }


def acquaintance(desk: Desk) -> KnownNames:
    """Everybody known, and the events that there were."""
    with desk.deciding() as reader:
        events = reader.event_names(desk.today)
        return KnownNames(reader.people(), events, desk.today, desk.settings.region)


def log(
    desk: Desk,
    tellings: Sequence[LogEntry],
    *,
    new: bool = False,
    slips_seen: bool = False,
    beside: Beside | None = None,
) -> Logged:
    """Record each encounter with everybody named, all in one change.

    Args:
        desk: where to work.
        tellings: what happened with whom.
        new: add people whom the ledger does not know.
        slips_seen: somebody was shown what the new names are near, and means them as they stand.
        beside: what else is written in the same change, once all of it is, told of each encounter
            the ids of its touchpoints.

    Raises:
        Ambiguous, Unknown, Conflict, NotFound: where a name is not settled (see `find_guests`).
        InvalidValue: where nobody is named, or a note is for somebody else.
    """
    region = desk.settings.region
    with desk.deciding() as reader:
        people = reader.people()
        seen = reader.edition()
        gathered = [gather(reader, telling, people, region) for telling in tellings]
    guests = [guest for each in gathered for guest in each.guests]
    check_newcomers(guests, people, new=new, slips_seen=slips_seen)
    mention_archived(desk, dict.fromkeys(guest.person for guest in guests))
    for each in gathered:
        if each.are_apart:
            desk.notify(
                f"{len(each.guests)} talks, one with each. If they met each other: --together."
            )
    with desk.changing(_words(gathered)) as change:
        # Whom another command added since this one looked is not added a second time.
        meanwhile = change.now.people() if change.edition != seen else []
        writing = _Writing(change, desk, meanwhile, {}, [], {})
        written = [writing.encounter(each) for each in gathered]
        if beside is not None:
            beside(change, written)
    return _told(desk, gathered, writing)


@dataclass
class _Writing:
    """The change while it is written: who was added in it, by their key, and what was logged."""

    change: Writer
    desk: Desk
    meanwhile: Sequence[Person]
    added: dict[int | str, tuple[int, str]]
    logged: list[tuple[LoggedTouch, int | None]]
    promised: dict[Promise, str]

    def encounter(self, one: Gathered) -> list[str]:
        """Write one encounter; the ids of its touchpoints."""
        before = len(self.logged)
        told = one.told
        event_ids = one.event_ids(self.change)
        for guest, touch, event_id in zip(one.guests, one.touches, event_ids, strict=True):
            contact_id, name = self._whose(guest, touch, told)
            facts = told.evidence(touch.note, guest.share)
            promised = (*told.promised, *guest.share.promised)
            logged = self._logged(contact_id, name, touch, facts, promised, event_id)
            self.logged.append((logged, event_id))
            self.promised = dict(zip(promised, logged.promises, strict=True)) | self.promised
            for tag in one.tags:
                self.change.add_tag(contact_id, tag)
        return [touch.id for touch, _ in self.logged[before:]]

    def _logged(
        self,
        contact_id: int,
        name: str,
        touch: Touch,
        facts: Sequence[Fact],
        promises: Sequence[Promise],
        event_id: int | None,
    ) -> LoggedTouch:
        """Write one person's share."""
        source = self.desk.source
        touch_id, touch, remark = record_talk(
            self.change, contact_id, name, touch, event_id, source
        )
        written = wrote(self.change, touch_id, contact_id, name, touch, facts, promises, source)
        return written._replace(remark=remark)

    def _whose(self, guest: Guest, touch: Touch, told: Encounter) -> tuple[int, str]:
        """The id and name of a guest, who is added where nobody knows them."""
        region = self.desk.settings.region
        person = guest.person or match_person(guest.name, self.meanwhile, region=region)
        if person is not None:
            return person.id, person.name
        if guest.key not in self.added:
            contact_id = _added(self.change, self.desk, guest, touch, told)
            self.added[guest.key] = (contact_id, guest.name)
        return self.added[guest.key]


def _told(desk: Desk, gathered: Sequence[Gathered], writing: _Writing) -> Logged:
    """What was logged, once it is written; what is worth a word is said in passing."""
    touches = [touch for touch, _ in writing.logged]
    for touch in touches:
        if touch.remark:
            desk.notify(touch.remark)
    for promise, promise_id in writing.promised.items():
        tell_no_day(desk, promise, promise_id)
    new = {g.key: g for each in gathered for g in each.guests if g.key in writing.added}
    for guest in new.values():
        guest.new_name.tell(desk, guest.share.name)
    shared = {event_id for _, event_id in writing.logged if event_id}
    events = {clean_name(each.told.at) for each in gathered}
    return Logged(
        tuple(touches),
        events.pop() if len(events) == 1 else "",
        str(Id("e", shared.pop())) if len(shared) == 1 else None,
        tuple(Named.by_id(*added) for added in writing.added.values()),
        tuple(dict.fromkeys(tag for each in gathered for tag in each.tags)),
    )


def _words(gathered: Sequence[Gathered]) -> str:
    if len(gathered) == 1:
        return gathered[0].words
    names = dict.fromkeys(guest.name for each in gathered for guest in each.guests)
    return f"log {len(gathered)} talks with {say_some(list(names), 'person', 'people')}"


def _added(change: Writer, desk: Desk, guest: Guest, touch: Touch, told: Encounter) -> int:
    """Somebody new, met where and when this happened if you saw or heard each other."""
    met = touch.kind in LIVE
    contact = Contact(
        guest.name,
        company=guest.new_name.company,
        met_at=clean_name(told.at) if met and told.was_there(guest.share) else "",
        met_on=told.on if met else None,
        added_on=desk.today,
    )
    return change.add_contact(contact, source=desk.source)


def wrote(
    change: Writer,
    touch_id: int,
    contact_id: int,
    name: str,
    touch: Touch,
    facts: Sequence[Fact],
    promises: Sequence[Promise],
    source: str = HAND,
) -> LoggedTouch:
    """Write what was seen and promised on the occasion of a touchpoint; all that was logged."""
    for fact in facts:
        change.add_fact(contact_id, fact, source)
    promised = [str(Id("p", change.add_promise(contact_id, promise))) for promise in promises]
    return LoggedTouch(
        id=str(Id("t", touch_id)),
        person=Named.by_id(contact_id, name),
        on=touch.on,
        kind=touch.kind,
        by=touch.by,
        minutes=touch.minutes,
        group=touch.group,
        depth=touch.depth,
        note=touch.note,
        facts=tuple(fact.what for fact in facts),
        promises=tuple(promised),
        promised=tuple(promises),
    )
