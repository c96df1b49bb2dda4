"""Recording contact: who, how, when, who began it, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.model import LIVE, Contact, Event, Fact, Promise, Touch
from farmer.people.meant import Person
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, match_person, mention_archived
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.events import join_event
from farmer.tasks.record.guests import Guest, Share, bind_notes, find_guests
from farmer.tasks.record.known_talks import record_talk
from farmer.tasks.whom import EVERYBODY, Whom, in_groups, left_out
from farmer.text import clean_name, clean_note, joined_notes
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


class LoggedTouch(NamedTuple):
    """One person's share of what was logged; `remark` is on what files had told of that day."""

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
    remark: str = ""


class Logged(NamedTuple):
    """What ``log`` recorded: a touchpoint each, the shared event, and who was new."""

    touchpoints: tuple[LoggedTouch, ...]
    event: str
    event_id: str | None
    added: tuple[Named, ...]


class KnownNames(NamedTuple):
    """Who is known while people are being named one by one; `events` are the newest first."""

    people: Sequence[Person]
    events: Sequence[str]
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
        found = find_guests([share], self.people, region=self.region, new=False, slips_seen=False)
        return found[0]


def acquaintance(desk: Desk) -> KnownNames:
    """Everybody known, and the events that there were."""
    with desk.deciding() as reader:
        events = reader.event_names(desk.today)
        return KnownNames(reader.people(), events, desk.settings.region)


def log(
    desk: Desk,
    shares: Sequence[Share],
    told: Encounter,
    *,
    also: Whom = EVERYBODY,
    new: bool = False,
    slips_seen: bool = False,
) -> Logged:
    """Record one encounter with everybody named, in one change.

    Args:
        desk: where to work.
        shares: who was there, and each one's own part; somebody named twice was there once.
        told: what happened, the same for all.
        also: groups that were there too, and who of all of them was not; names are in `shares`.
        new: add people whom the ledger does not know.
        slips_seen: somebody was shown what the new names are near, and means them as they stand.

    Raises:
        Ambiguous, Unknown, Conflict, NotFound: where a name is not settled (see `find_guests`).
        InvalidValue: where nobody is named, or a note is for somebody else.
    """
    region = desk.settings.region
    with desk.deciding() as reader:
        people = reader.people()
        seen = reader.edition()
        guests = _guests(
            reader, shares, people, also, region=region, new=new, slips_seen=slips_seen
        )
        general = bind_notes(told.notes, guests, people)
    told = _with_company(told, len(guests))
    touches = [told.touch(clean_note(joined_notes([*g.notes, *general])), g.share) for g in guests]
    mention_archived(desk, [guest.person for guest in guests])
    if len(guests) > 1 and not told.is_shared(len(guests)) and told.usual_kind in LIVE:
        desk.notify(f"{len(guests)} talks, one with each. If they met each other: --together.")
    with desk.changing(_words(told, guests)) as change:
        # Whom another command added since this one looked is not added a second time.
        meanwhile = change.now.people() if change.edition != seen else []
        event_ids = _event_ids(change, told, guests)
        added: list[Named] = []
        logged = []
        for guest, touch, event_id in zip(guests, touches, event_ids, strict=True):
            person = guest.person or match_person(guest.name, meanwhile, region=region)
            if person is None:
                contact_id = _added(change, guest, touch, told, desk.today)
                added.append(Named.by_id(contact_id, guest.name))
            else:
                contact_id = person.id
            name = person.name if person else guest.name
            facts = told.evidence(touch.note, guest.share)
            logged.append(_logged(change, contact_id, name, touch, facts, told.promised, event_id))
    for each in filter(None, (each.remark for each in logged)):
        desk.notify(each)
    new_names = {each.name for each in added}
    for guest in guests:
        if guest.person is None and guest.name in new_names:
            guest.new_name.tell(desk, guest.share.name)
    shared = set(filter(None, event_ids))
    return Logged(
        tuple(logged),
        clean_name(told.at),
        str(Id("e", shared.pop())) if len(shared) == 1 else None,
        tuple(added),
    )


def _guests(
    reader: Reader,
    shares: Sequence[Share],
    people: Sequence[Person],
    also: Whom,
    *,
    region: str | None,
    new: bool,
    slips_seen: bool,
) -> list[Guest]:
    if not shares and not also.tags:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    groups = in_groups(also, reader, people)
    absent = left_out(also, reader, people, region)
    guests = find_guests(
        shares, people, also=groups.values(), region=region, new=new, slips_seen=slips_seen
    )
    there = [guest for guest in guests if guest.person not in absent or guest.person is None]
    if not there:
        raise InvalidValue("Nobody is left.", "Leave fewer people out.")
    return there


def _with_company(told: Encounter, guests: int) -> Encounter:
    """A talk that several shared is among you and those named; an event has the default."""
    kind = told.usual_kind
    talked = kind in LIVE and kind != "event" and told.is_shared(guests) and guests > 1
    return replace(told, group=guests + 1) if talked and told.group is None else told


def _event_ids(change: Writer, told: Encounter, guests: Sequence[Guest]) -> list[int | None]:
    """The event that each was at: one for all who met each other, else a place for each alone."""
    shared = told.is_shared(len(guests))
    if not (shared or clean_name(told.place)):
        return [None for _ in guests]
    event = Event(told.on, told.at, told.place)
    there = [told.was_there(guest.share) for guest in guests]
    one = join_event(change, event) if shared and any(there) else None
    return [(one or join_event(change, event)) if was_there else None for was_there in there]


def _added(change: Writer, guest: Guest, touch: Touch, told: Encounter, today: date) -> int:
    """Somebody new, met where and when this happened if you saw or heard each other."""
    met = touch.kind in LIVE
    contact = Contact(
        guest.name,
        company=guest.new_name.company,
        met_at=clean_name(told.at) if met and told.was_there(guest.share) else "",
        met_on=told.on if met else None,
        added_on=today,
    )
    return change.add_contact(contact)


def _logged(
    change: Writer,
    contact_id: int,
    name: str,
    touch: Touch,
    facts: Sequence[Fact],
    promises: Sequence[Promise],
    event_id: int | None,
) -> LoggedTouch:
    """Write one person's share."""
    touch_id, touch, remark = record_talk(change, contact_id, name, touch, event_id)
    written = wrote(change, touch_id, contact_id, name, touch, facts, promises)
    return written._replace(remark=remark)


def wrote(
    change: Writer,
    touch_id: int,
    contact_id: int,
    name: str,
    touch: Touch,
    facts: Sequence[Fact],
    promises: Sequence[Promise],
) -> LoggedTouch:
    """Write what was seen and promised on the occasion of a touchpoint; all that was logged."""
    for fact in facts:
        change.add_fact(contact_id, fact)
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
    )


def _words(told: Encounter, guests: Sequence[Guest]) -> str:
    names = say_some([guest.name for guest in guests], "person", "people")
    where = f" at {clean_name(told.at)}" if told.at else ""
    return f"log {told.touch('').kind} with {names}{where} on {say_date(told.on)}"
