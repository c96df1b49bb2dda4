"""What the ledger says, in the model's nouns. Nothing dated after ``as_of`` counts or shows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from typing import Any

from farmer.ledger import queries
from farmer.ledger.records import Evidence, Touchpoint
from farmer.matching.people import Person
from farmer.model import Contact, Event, Fact, Handle, Touch
from farmer.names import fold


def people(db: sqlite3.Connection) -> list[Person]:
    """Everybody, archived ones too, as needed to recognise them."""
    handles: defaultdict[int, list[Handle]] = defaultdict(list)
    for contact_id, kind, value in db.execute(queries.ALL_HANDLES):
        handles[contact_id].append(Handle(kind, value))
    return [
        Person(contact_id, name, nickname, company, tuple(handles.get(contact_id, ())))
        for contact_id, name, nickname, company in db.execute(queries.PEOPLE)
    ]


def contact(db: sqlite3.Connection, contact_id: int) -> Contact | None:
    """The contact of that id, or None."""
    row = db.execute(queries.CONTACT, {"contact_id": contact_id}).fetchone()
    return _contact(row) if row else None


def contacts(db: sqlite3.Connection) -> list[Contact]:
    """Everybody who is not archived, by name as people sort names."""
    found = [_contact(row) for row in db.execute(queries.CONTACTS)]
    return sorted(found, key=lambda contact: fold(contact.name))


def everybody(db: sqlite3.Connection) -> list[tuple[Contact, tuple[Handle, ...]]]:
    """Every contact, archived ones too, with their addresses."""
    addresses = {person.id: person.handles for person in people(db)}
    found = [_contact(row) for row in db.execute(queries.EVERYBODY)]
    return [(contact, addresses.get(contact.id or 0, ())) for contact in found]


def handles(db: sqlite3.Connection, contact_id: int) -> list[Handle]:
    """A contact's addresses, in the order they became known."""
    rows = db.execute(queries.HANDLES, {"contact_id": contact_id})
    return [Handle(kind, value) for kind, value in rows]


def touchpoint(db: sqlite3.Connection, touch_id: int) -> Touchpoint | None:
    """The touchpoint of that id, or None."""
    row = db.execute(queries.TOUCHPOINT, {"touch_id": touch_id}).fetchone()
    return _touchpoint(row) if row else None


def touchpoints(db: sqlite3.Connection, contact_id: int, as_of: date) -> list[Touchpoint]:
    """A contact's touchpoints, oldest first."""
    asked = {"contact_id": contact_id, "as_of": as_of.isoformat()}
    return [_touchpoint(row) for row in db.execute(queries.TOUCHPOINTS, asked)]


def evidence(db: sqlite3.Connection, contact_id: int, as_of: date) -> list[Evidence]:
    """A contact's facts, oldest first."""
    asked = {"contact_id": contact_id, "as_of": as_of.isoformat()}
    return [
        Evidence(fact_id, whose, Fact(date.fromisoformat(on), what, note))
        for fact_id, whose, on, what, note in db.execute(queries.EVIDENCE, asked)
    ]


def touches_by_contact(db: sqlite3.Connection, as_of: date) -> dict[int, list[Touch]]:
    """Everybody's touches by contact, oldest first; who has none is missing."""
    found: defaultdict[int, list[Touch]] = defaultdict(list)
    for contact_id, *values in db.execute(queries.ALL_TOUCHES, {"as_of": as_of.isoformat()}):
        found[contact_id].append(_touch(*values))
    return dict(found)


def facts_by_contact(db: sqlite3.Connection, as_of: date) -> dict[int, list[Fact]]:
    """Everybody's facts by contact, oldest first; who has none is missing."""
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    rows = db.execute(queries.ALL_FACTS, {"as_of": as_of.isoformat()})
    for contact_id, on, what, note in rows:
        found[contact_id].append(Fact(date.fromisoformat(on), what, note))
    return dict(found)


def last_notes(db: sqlite3.Connection, as_of: date) -> dict[int, tuple[date, str]]:
    """By contact, the newest touch that has a note: its day and what was said."""
    rows = db.execute(queries.LAST_NOTES, {"as_of": as_of.isoformat()})
    newest = {contact_id: (on, note) for contact_id, on, note in rows}
    return {whose: (date.fromisoformat(on), note) for whose, (on, note) in newest.items()}


def event_on(db: sqlite3.Connection, name: str, on: date) -> Event | None:
    """The event called `name` that day, or None."""
    wanted = fold(name)
    for event_id, called, place in db.execute(queries.EVENTS_ON, {"on": on.isoformat()}):
        if fold(called) == wanted:
            return Event(on, called, place, event_id)
    return None


def newest_change(db: sqlite3.Connection) -> int | None:
    """The id of the newest change, whether it still stands or not; None before the first."""
    newest: int | None = db.execute(queries.NEWEST_CHANGE).fetchone()[0]
    return newest


def last_event_habits(
    db: sqlite3.Connection, name: str, before_or_on: date
) -> tuple[int | None, int | None]:
    """Minutes and group of the latest event called `name` until that day, where recorded."""
    events = db.execute(queries.EVENTS_UNTIL, {"on": before_or_on.isoformat()})
    event_id = _first_named(name, events)
    if event_id is None:
        return None, None
    rows = db.execute(queries.EVENT_HABITS, {"event_id": event_id}).fetchall()
    minutes = next((row["minutes"] for row in rows if row["minutes"] is not None), None)
    group = next((row["group"] for row in rows if row["group"] is not None), None)
    return minutes, group


def sources(db: sqlite3.Connection, source: str) -> dict[str, int]:
    """What was imported from `source`: its own id of each touch, and whose it is here."""
    return dict(db.execute(queries.SOURCES, {"source": source}).fetchall())


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many contacts, touchpoints, facts and events the ledger holds."""
    return dict(db.execute(queries.COUNTS).fetchone())


def _contact(row: sqlite3.Row) -> Contact:
    fields: dict[str, Any] = dict(row)
    for day in ("met_on", "added_on"):
        fields[day] = date.fromisoformat(fields[day]) if fields[day] else None
    return Contact(**{**fields, "archived": bool(fields["archived"])})


def _touch(
    on: str,
    kind: str,
    by: str | None,
    minutes: int | None,
    group: int | None,
    depth: int,
    note: str,
) -> Touch:
    return Touch(date.fromisoformat(on), kind, by, minutes, group, depth, note)


def _touchpoint(row: sqlite3.Row) -> Touchpoint:
    touch_id, contact_id, *values, event_id, event, source = row
    return Touchpoint(touch_id, contact_id, _touch(*values), event_id, event or "", source)


def _first_named(name: str, events: sqlite3.Cursor) -> int | None:
    wanted = fold(name)
    return next((event_id for event_id, called in events if fold(called) == wanted), None)
