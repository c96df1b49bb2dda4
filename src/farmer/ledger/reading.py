"""What the ledger says, in the model's nouns. Nothing dated after ``as_of`` counts or shows."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from farmer.ledger import queries
from farmer.ledger.promises import implied, promises, promises_of
from farmer.ledger.records import Evidence, Occasion, RollEntry, Touchpoint
from farmer.ledger.requests import derived, requests, requests_of
from farmer.model import BareTouch, Contact, Event, Fact, Gain, Handle, Touch
from farmer.people.meant import Person
from farmer.text import fold, words

# The rows of up to so many people are found one by one; those of more, in a sweep over all rows.
FEW = 500


def people(db: sqlite3.Connection) -> list[Person]:
    """Everybody, archived ones too, as needed to recognise them."""
    handles: defaultdict[int, list[Handle]] = defaultdict(list)
    for contact_id, kind, value in db.execute(queries.ALL_HANDLES):
        handles[contact_id].append(Handle(kind, value))
    return [
        Person(whose, name, nickname, company, tuple(handles.get(whose, ())), bool(archived))
        for whose, name, nickname, company, archived in db.execute(queries.PEOPLE)
    ]


def people_like(db: sqlite3.Connection, who: str) -> list[Person]:
    """Everybody whose name or nickname `who` may be or be part of, and others; no addresses."""
    longest = max(words(who), key=len, default="")
    rows = db.execute(queries.PEOPLE_LIKE, {"word": longest})
    return [_person(*row) for row in rows]


def person(db: sqlite3.Connection, contact_id: int) -> Person | None:
    """Whom the id means, or None; without addresses."""
    if contact_id > _GREATEST_ID:
        return None
    row = db.execute(queries.PERSON, {"contact_id": contact_id}).fetchone()
    return _person(*row) if row else None


def contact(db: sqlite3.Connection, contact_id: int) -> Contact | None:
    """The contact of that id, or None."""
    row = db.execute(queries.CONTACT, {"contact_id": contact_id}).fetchone()
    return _contact(row) if row else None


def roll(db: sqlite3.Connection, as_of: date, *, archived: bool = False) -> list[RollEntry]:
    """Everybody in the ledger's story on that day, archived or not, by name as people sort names.

    Somebody added later belongs to it where something about them is dated by then.
    """
    rows = _plain(db, queries.ROLL, {"as_of": as_of.isoformat(), "archived": archived})
    told = {row[0] for row in rows if row[-1]}
    if len(told) < len(rows):
        told |= {line.contact_id for line in _following(db, as_of)}
    known = [_entry(*row[:-1]) for row in rows if row[0] in told]
    return sorted(known, key=lambda entry: fold(entry.name))


def everybody(db: sqlite3.Connection) -> list[tuple[Contact, tuple[Handle, ...]]]:
    """Every contact, archived ones too, with their addresses."""
    addresses = {person.id: person.handles for person in people(db)}
    found = [_contact(row) for row in db.execute(queries.EVERYBODY)]
    return [(contact, addresses.get(contact.id or 0, ())) for contact in found]


def handles(db: sqlite3.Connection, contact_id: int) -> list[Handle]:
    """A contact's addresses, in the order they became known."""
    rows = db.execute(queries.HANDLES, {"contact_id": contact_id})
    return [Handle(kind, value) for kind, value in rows]


def tags(db: sqlite3.Connection) -> dict[str, list[int]]:
    """Every tag, in order, with the ids of the people who have it, archived ones too."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for contact_id, tag in db.execute(queries.TAGS):
        found[tag].append(contact_id)
    return dict(found)


def tags_of(db: sqlite3.Connection, contact_id: int) -> list[str]:
    """A contact's tags, in order."""
    return [tag for (tag,) in db.execute(queries.TAGS_OF, {"contact_id": contact_id})]


def tagged(db: sqlite3.Connection, tag: str, *, archived: bool = False) -> list[int]:
    """The ids of the unarchived people who have the tag, or of the archived ones."""
    rows = db.execute(queries.TAGGED, {"tag": tag, "archived": archived})
    return [contact_id for (contact_id,) in rows]


def gains(db: sqlite3.Connection, contact_id: int, as_of: date) -> list[Gain]:
    """What was noted of a GAINS exchange with a contact up to that day."""
    asked = {"contact_id": contact_id, "as_of": as_of.isoformat()}
    return [
        Gain(whose, slot, text, date.fromisoformat(on))
        for whose, slot, text, on in db.execute(queries.GAINS_OF, asked)
    ]


def gain(db: sqlite3.Connection, gains_id: int) -> tuple[int, Gain] | None:
    """Whose exchange a slot belongs to, and the slot, by its id; or None."""
    row = db.execute(queries.GAIN, {"gains_id": gains_id}).fetchone()
    if row is None:
        return None
    contact_id, whose, slot, text, on = row
    return contact_id, Gain(whose, slot, text, date.fromisoformat(on))


def seen_with(db: sqlite3.Connection, contact_id: int, as_of: date) -> dict[int, tuple[int, str]]:
    """Whom a contact shared events with: how many, and what the latest was called; most first."""
    rows = db.execute(queries.SEEN_WITH, {"contact_id": contact_id, "as_of": as_of.isoformat()})
    return {other: (events, name or "") for other, events, name, _ in rows}


def introduced_by(db: sqlite3.Connection, contact_id: int) -> list[int]:
    """The ids of the people whom you met through a contact."""
    asked = {"contact_id": contact_id}
    return [other for (other,) in db.execute(queries.INTRODUCED_BY, asked)]


def touchpoint(db: sqlite3.Connection, touch_id: int) -> Touchpoint | None:
    """The touchpoint of that id, or None."""
    row = db.execute(queries.TOUCHPOINT, {"touch_id": touch_id}).fetchone()
    return _touchpoint(row) if row else None


def touchpoints(db: sqlite3.Connection, contact_id: int, as_of: date) -> list[Touchpoint]:
    """A contact's touchpoints, oldest first."""
    asked = {"contact_id": contact_id, "as_of": as_of.isoformat()}
    return [_touchpoint(row) for row in db.execute(queries.TOUCHPOINTS, asked)]


def evidence(
    db: sqlite3.Connection, contact_id: int, as_of: date, without: int | None = None
) -> list[Evidence]:
    """A contact's facts, oldest first; those that follow from requests among them.

    `without` leaves out a request's own: the verdict of a request does not rest on what came of it.
    """
    asked = {"contact_id": contact_id, "as_of": as_of.isoformat()}
    stored = [_evidence(row) for row in db.execute(queries.EVIDENCE, asked)]
    follows = derived(requests_of(db, contact_id), as_of, without)
    follows += implied(promises_of(db, contact_id), as_of)
    theirs = _unstored(follows, {(contact_id, line.fact.what, line.fact.on) for line in stored})
    theirs = [line for line in theirs if line.contact_id == contact_id]
    return sorted(stored + theirs, key=lambda line: line.fact.on) if theirs else stored


def newest_touchpoints(db: sqlite3.Connection, count: int) -> list[Touchpoint]:
    """The touchpoints recorded last, the newest first."""
    rows = db.execute(queries.NEWEST_TOUCHPOINTS, {"count": count})
    return [_touchpoint(row) for row in rows]


def newest_evidence(db: sqlite3.Connection, count: int) -> list[Evidence]:
    """The facts recorded last, the newest first."""
    return [_evidence(row) for row in db.execute(queries.NEWEST_EVIDENCE, {"count": count})]


def fact(db: sqlite3.Connection, fact_id: int) -> Evidence | None:
    """The fact of that id, or None."""
    row = db.execute(queries.FACT, {"fact_id": fact_id}).fetchone()
    return _evidence(row) if row else None


def event(db: sqlite3.Connection, event_id: int) -> Occasion | None:
    """The event of that id with its guests, or None."""
    row = db.execute(queries.EVENT, {"event_id": event_id}).fetchone()
    if row is None:
        return None
    guests = db.execute(queries.GUESTS, {"event_id": event_id})
    held = Event(date.fromisoformat(row["on"]), row["name"] or "", row["place"], row["id"])
    return Occasion(row["id"], held, tuple(whose for (whose,) in guests))


def touches_at(db: sqlite3.Connection, event_id: int) -> list[int]:
    """The ids of the touchpoints at an event."""
    return [touch_id for (touch_id,) in db.execute(queries.TOUCHES_AT, {"event_id": event_id})]


def touches_by_contact(
    db: sqlite3.Connection, as_of: date, ids: Collection[int]
) -> dict[int, list[BareTouch]]:
    """The touches of those people, in no order; who has none is missing."""
    found: defaultdict[int, list[BareTouch]] = defaultdict(list)
    query = queries.TOUCHES_OF_FEW if len(ids) <= FEW else queries.TOUCHES_OF_MOST
    for contact_id, on, kind, by, minutes, group, depth in _plain(db, query, _of_many(ids, as_of)):
        found[contact_id].append(BareTouch(_day(on), kind, by, minutes, group, depth))
    return found


def newest_touches(
    db: sqlite3.Connection, as_of: date, kinds: Iterable[str]
) -> dict[int, BareTouch]:
    """Everybody's newest touch of those kinds; who has none is missing."""
    asked = {"as_of": as_of.isoformat(), "kinds": _listed(map(_json, kinds))}
    rows = _plain(db, queries.NEWEST_TOUCHES, asked)
    return {contact_id: BareTouch(_day(on), *how) for contact_id, on, *how in rows}


def newly_touched(
    db: sqlite3.Connection, since: date, as_of: date, kinds: Iterable[str]
) -> set[int]:
    """Who has a touch of those kinds from `since` on, and none before."""
    asked = {"since": since.isoformat(), "as_of": as_of.isoformat()}
    rows = _plain(db, queries.NEWLY_TOUCHED, {**asked, "kinds": _listed(map(_json, kinds))})
    return {contact_id for (contact_id,) in rows}


def facts_by_contact(
    db: sqlite3.Connection, as_of: date, ids: Collection[int]
) -> dict[int, list[Fact]]:
    """The facts of those people, those of requests last; who has none is missing."""
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    query = queries.FACTS_OF_FEW if len(ids) <= FEW else queries.FACTS_OF_MOST
    for contact_id, on, what, note in _plain(db, query, _of_many(ids, as_of)):
        found[contact_id].append(Fact(_day(on), what, note))
    follows = _following(db, as_of)
    if follows:
        stored = {(whose, fact.what, fact.on) for whose, facts in found.items() for fact in facts}
        for line in _unstored(follows, stored):
            found[line.contact_id].append(line.fact)
    return found


def last_notes(
    db: sqlite3.Connection, as_of: date, ids: Collection[int]
) -> dict[int, tuple[date, str]]:
    """For the contacts of `ids`, the newest touch that has a note: its day and what was said."""
    rows = _plain(db, queries.LAST_NOTES, _of_many(ids, as_of))
    return {whose: (_day(on), note) for whose, on, note in rows}


def event_on(db: sqlite3.Connection, name: str, on: date) -> Event | None:
    """The event called `name` that day, or None."""
    wanted = fold(name)
    for event_id, called, place in db.execute(queries.EVENTS_ON, {"on": on.isoformat()}):
        if fold(called) == wanted:
            return Event(on, called, place, event_id)
    return None


def event_names(db: sqlite3.Connection, until: date) -> list[str]:
    """What events were called, the newest first, each name once."""
    rows = db.execute(queries.EVENTS_UNTIL, {"on": until.isoformat()})
    return list(dict.fromkeys(name for _, name in rows))


def request_of_step(db: sqlite3.Connection, step_id: int) -> int | None:
    """The id of the request that a step belongs to, or None."""
    row = db.execute(queries.STEP, {"step_id": step_id}).fetchone()
    return row[0] if row else None


# The edition of a ledger in which nothing was ever written.
UNWRITTEN = "0/0/"


def edition(db: sqlite3.Connection) -> str:
    """What differs once anything was changed, undone or redone; only good for comparing."""
    found: str = db.execute(queries.EDITION).fetchone()[0]
    return found


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


def sourced(db: sqlite3.Connection) -> list[tuple[int, str, str, str, date]]:
    """What was imported: whose it is, its source, the id there, the kind of touch, and the day."""
    return [
        (whose, source, source_id, kind, date.fromisoformat(on))
        for whose, source, source_id, kind, on in db.execute(queries.SOURCED)
    ]


def facts_recorded(db: sqlite3.Connection) -> set[tuple[int, str, date, str]]:
    """Every fact that was written down: whose, what, when, and its note."""
    rows = db.execute(queries.FACTS_RECORDED)
    return {(whose, what, date.fromisoformat(on), note) for whose, what, on, note in rows}


def belongings(db: sqlite3.Connection, contact_id: int) -> dict[str, int]:
    """How much a person has, by table."""
    return dict(db.execute(queries.BELONGINGS, {"contact_id": contact_id}).fetchone())


def not_same(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Who was said not to be the same, the lower id first."""
    return {(one, other) for one, other in db.execute(queries.NOT_SAME)}


def tags_recorded(db: sqlite3.Connection) -> set[tuple[int, str]]:
    """Whose each tag is."""
    return set(map(tuple, db.execute(queries.TAGS)))


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many contacts, touchpoints, facts and events the ledger holds."""
    return dict(db.execute(queries.COUNTS).fetchone())


def _person(contact_id: int, name: str, nickname: str, company: str, archived: int) -> Person:
    return Person(contact_id, name, nickname, company, (), bool(archived))


def _contact(row: sqlite3.Row) -> Contact:
    fields: dict[str, Any] = dict(row)
    for day in ("met_on", "added_on", "snoozed_until"):
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


def _following(db: sqlite3.Connection, as_of: date) -> list[Evidence]:
    """What follows from everybody's requests and promises."""
    return derived(requests(db), as_of) + implied(promises(db), as_of)


def _entry(
    contact_id: int,
    name: str,
    company: str,
    met_at: str,
    cadence_days: int | None,
    birthday: str,
    *days: str | None,
) -> RollEntry:
    added_on, snoozed_until = (_day(day) if day else None for day in days)
    return RollEntry(
        contact_id, name, company, met_at, cadence_days, birthday, added_on, snoozed_until
    )


def _of_many(ids: Collection[int], as_of: date) -> dict[str, str]:
    return {"as_of": as_of.isoformat(), "ids": _listed(map(str, ids))}


def _listed(values: Iterable[str]) -> str:
    """A list as SQLite's JSON functions read it; Python's own JSON takes a while to load."""
    return f"[{','.join(values)}]"


def _json(word: str) -> str:
    return f'"{word}"'  # a word of farmer's own, with nothing in it to escape


def _plain(db: sqlite3.Connection, query: str, asked: Mapping[str, object]) -> list[Any]:
    """The rows as tuples: by the hundred thousand, naming their columns costs a third more."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(query, asked).fetchall()


# SQLite numbers no row beyond it.
_GREATEST_ID = 2**63 - 1
# A ledger has many rows a day.
_day = lru_cache(maxsize=None)(date.fromisoformat)


def _unstored(lines: list[Evidence], stored: set[tuple[int, str, date]]) -> list[Evidence]:
    """What follows and was not written down by hand as well: nothing is counted twice."""
    return [line for line in lines if (line.contact_id, line.fact.what, line.fact.on) not in stored]


def _evidence(row: sqlite3.Row) -> Evidence:
    fact_id, whose, on, what, note = row
    return Evidence(fact_id, whose, Fact(date.fromisoformat(on), what, note))


def _touchpoint(row: sqlite3.Row) -> Touchpoint:
    touch_id, contact_id, *values, event_id, event, source = row
    return Touchpoint(touch_id, contact_id, _touch(*values), event_id, event or "", source)


def _first_named(name: str, events: sqlite3.Cursor) -> int | None:
    wanted = fold(name)
    return next((event_id for event_id, called in events if fold(called) == wanted), None)
