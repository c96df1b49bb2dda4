"""Recording contact: who, how, when, who began it, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from farmer.errors import Conflict, InvalidValue, Unknown
from farmer.ledger import reading
from farmer.matching.people import Person, find_people, slip_for
from farmer.model import LIVE, Contact, Event, Fact, Touch
from farmer.names import clean, clean_name, fold
from farmer.tasks.desk import Desk
from farmer.tasks.facts import fact_of
from farmer.tasks.who import Named, check_nameable, known_people, match_person, unknown_people
from farmer.tasks.words import quoted
from farmer.wording import say_date, say_list

if TYPE_CHECKING:
    from farmer.ledger.writing import Writer


@dataclass(frozen=True, slots=True)
class Encounter:
    """What happened, as it was told: the same for everybody who was there.

    Attributes:
        on: the day.
        kind: a kind of touch; None is an event where `at` names one, else a meeting.
        by, minutes, group, depth: as in `Touch`; None where not told.
        at: the event's name; `place` where it was held.
        notes: what was said; a leading ``Name:`` binds a note to one person.
        facts: evidence seen in the same breath, in the words of ``mark``.
    """

    on: date
    kind: str | None = None
    by: str | None = None
    minutes: int | None = None
    group: int | None = None
    depth: int = 1
    at: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedTouch:
    """One person's share of what was logged."""

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


@dataclass(frozen=True, slots=True)
class Logged:
    """What ``log`` recorded: a touchpoint each, the shared event, and who was new."""

    touchpoints: tuple[LoggedTouch, ...]
    event: str
    event_id: str | None
    added: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Guest:
    """Somebody who was there: known to the ledger, or to be added by their name."""

    name: str
    person: Person | None = None
    notes: list[str] = field(default_factory=list)


def log(
    desk: Desk,
    names: Sequence[str],
    told: Encounter,
    *,
    new: bool = False,
    slips_seen: bool = False,
) -> Logged:
    """Record one encounter with everybody named.

    Args:
        desk: where to work.
        names: as typed; somebody named twice was there once.
        told: what happened.
        new: add people whom the ledger does not know.
        slips_seen: somebody was shown what the new names are near, and means them as they stand.

    Raises:
        Ambiguous: where several people answer to a name.
        Unknown: for names nobody answers to, unless `new`.
        Conflict: for a new name that looks like a slip for somebody known, unless `slips_seen`.
        InvalidValue: for values outside the method's lists and ranges.
    """
    if not names:
        raise InvalidValue("Nobody was named.", 'Name somebody: farmer log "Ana Ruiz"')
    with desk.deciding() as db:
        people = known_people(db)
        seen = reading.newest_change(db) if db is not None else None
        guests = _guests(names, people, new=new, slips_seen=slips_seen)
        general = _bind(told.notes, guests, people)
        minutes, group = told.minutes, told.group
        if db is not None and told.at:
            usual_minutes, usual_group = reading.last_event_habits(db, clean_name(told.at), told.on)
            minutes = minutes if minutes is not None else usual_minutes
            group = group if group is not None else usual_group
    kind = told.kind or ("event" if told.at else "meeting")
    group = group if group is not None else _usual_group(kind, len(guests))
    touches = [
        Touch(told.on, kind, told.by, minutes, group, told.depth, _said(guest.notes, general))
        for guest in guests
    ]
    facts = [fact_of(word, told.on, "") for word in told.facts]
    return _record(desk, told, guests, touches, facts, seen)


def _guests(
    names: Sequence[str], people: Sequence[Person], *, new: bool, slips_seen: bool
) -> list[_Guest]:
    guests: dict[int | str, _Guest] = {}
    for typed in names:
        name = clean_name(typed)
        if not name:
            raise InvalidValue("A name is empty.", "Leave it out, or type the name.")
        person = match_person(name, people)
        if person is None:
            guests.setdefault(fold(name), _Guest(name))
        else:
            guests.setdefault(person.id, _Guest(person.name, person))
    unknown = [guest.name for guest in guests.values() if guest.person is None]
    for name in unknown:
        check_nameable(name)
    if unknown and not new:
        raise _unknown(unknown, people)
    if not slips_seen:
        _refuse_slips(unknown, people)
    return list(guests.values())


def _unknown(names: list[str], people: Sequence[Person]) -> Unknown:
    refusal = unknown_people(names, people)
    if not any(refusal.near.values()):
        refusal.hint = "Add --new to add them as new people."
    else:
        refusal.hint += " If they are new, add --new."
    return refusal


def _refuse_slips(names: Iterable[str], people: Sequence[Person]) -> None:
    """A new name one slip of the fingers from a known one is asked about, never just added."""
    known = [person.name for person in people]
    for name in names:
        close = slip_for(name, known)
        if close is not None:
            raise Conflict(
                f"“{name}” is not in the ledger, but “{close}” is nearly the same.",
                f"Correct it, or add a namesake on purpose first: farmer add {quoted(name)}",
            )
        known.append(name)


def _bind(notes: Iterable[str], guests: Sequence[_Guest], people: Sequence[Person]) -> list[str]:
    """Give each bound note to its person; return the notes that are about everybody."""
    # Whoever is new has no id yet, and must not be taken for somebody who has one.
    whose = {
        guest.person.id if guest.person else -number: guest
        for number, guest in enumerate(guests, 1)
    }
    pool = [guest.person or Person(number, guest.name) for number, guest in whose.items()]
    general = []
    for note in map(clean, notes):
        name, colon, said = note.partition(":")
        meant = find_people(name, pool) if colon and said.strip() else []
        if len(meant) > 1:
            raise InvalidValue(
                f"The note for “{name}” may be for {say_list([p.name for p in meant], 'or')}.",
                "Write the full name before the colon.",
            )
        if meant:
            whose[meant[0].id].notes.append(said.strip())
        elif colon and said.strip() and find_people(name, people):
            raise InvalidValue(
                f"There is a note for “{name}”, who is not among the people logged.",
                "Name them too, or take the name out of the note.",
            )
        else:
            general.append(note)
    return [note for note in general if note]


def _usual_group(kind: str, guests: int) -> int | None:
    """You and those named, for talk among several; the method's own default otherwise."""
    return guests + 1 if kind in LIVE and kind != "event" and guests > 1 else None


def _said(own: Sequence[str], general: Sequence[str]) -> str:
    return clean("; ".join([*own, *general]))


def _record(
    desk: Desk,
    told: Encounter,
    guests: Sequence[_Guest],
    touches: Sequence[Touch],
    facts: Sequence[Fact],
    seen: int | None,
) -> Logged:
    logged, added = [], []
    event = Event(told.on, clean_name(told.at), clean_name(told.place))
    with desk.changing(_words(guests, touches[0], event.name)) as change:
        # Whom another command added since this one looked is not added a second time.
        meanwhile = reading.people(change.connection) if change.previous != seen else []
        event_id = None
        if event.name or event.place or len(guests) > 1:
            event_id = _event_id(change, event)
        for guest, touch in zip(guests, touches, strict=True):
            person = guest.person or match_person(guest.name, meanwhile)
            if person is not None:
                person_id = person.id
            else:
                person_id = change.add_contact(_newcomer(guest, touch, event, desk.today))
                added.append(Named(f"c{person_id}", guest.name))
            touch_id = change.add_touch(person_id, touch, event_id)
            for fact in facts:
                change.add_fact(person_id, Fact(fact.on, fact.what, touch.note))
            logged.append(
                LoggedTouch(
                    id=f"t{touch_id}",
                    person=Named(f"c{person_id}", guest.name),
                    on=touch.on,
                    kind=touch.kind,
                    by=touch.by,
                    minutes=touch.minutes,
                    group=touch.group,
                    depth=touch.depth,
                    note=touch.note,
                    facts=tuple(fact.what for fact in facts),
                )
            )
    return Logged(tuple(logged), event.name, f"e{event_id}" if event_id else None, tuple(added))


def _event_id(change: Writer, event: Event) -> int:
    """The event of that name, day and place, to be joined; else a new one."""
    known = reading.event_on(change.connection, event.name, event.on) if event.name else None
    if known is None or known.id is None:
        return change.add_event(event)
    if event.place and not known.place:
        change.place_event(known.id, event.place)
    elif event.place and fold(event.place) != fold(known.place):
        return change.add_event(event)
    return known.id


def _newcomer(guest: _Guest, touch: Touch, event: Event, today: date) -> Contact:
    met = touch.kind in LIVE
    return Contact(
        guest.name,
        met_at=event.name if met else "",
        met_on=event.on if met else None,
        added_on=today,
    )


def _words(guests: Sequence[_Guest], touch: Touch, event: str) -> str:
    names = say_list([guest.name for guest in guests])
    where = f" at {event}" if event else ""
    return f"log {touch.kind} with {names}{where} on {say_date(touch.on)}"
