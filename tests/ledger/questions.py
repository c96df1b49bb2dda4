"""Every question that a reader can be asked, about everybody in the story."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from typing import Any

from farmer.formats.whole_shape import OWNER, SHAPE
from farmer.ledger.forgotten import address_mark, source_mark
from farmer.ledger.reader import Reader
from farmer.ledger.selection import Selection
from farmer.links import KNOWN_DAYS
from farmer.model import Handle
from tests.ledger.story import ADDRESS, DAY, LATER, NOW


def _everywhere(ask: Callable[[int, date], object]) -> list[object]:
    """The answers for everybody, on three days."""
    days = (DAY - timedelta(days=1), DAY, LATER)
    return [_or_refused(partial(ask, i, on)) for i in range(1, 6) for on in days]


def _or_refused(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except KeyError:
        return KeyError


# About the day on which somebody told of as on `DAY` is known of no longer.
_ENDS = (DAY, DAY + timedelta(KNOWN_DAYS), DAY + timedelta(KNOWN_DAYS + 1), date(2040, 1, 1))


def _ties(reader: Reader) -> object:
    entries = reader.roll(LATER)
    return [
        (
            tie.contact,
            tie.cadence_days,
            sorted(map(repr, tie.touches)),
            sorted(map(repr, tie.facts)),
        )
        for tie in reader.ties(entries, DAY, 90)
    ]


_WANTED = ("port", "annie", "old mill", '"the port"', "har", "ruiz pitch", "!", "nobody")


def _hits(reader: Reader) -> object:
    return {each: sorted(reader.search(each)) for each in _WANTED}


def _how_many(reader: Reader) -> object:
    """And of so many, as many of the best as are wanted."""
    for each in _WANTED:
        whole = reader.search(each)
        for most in range(len(whole) + 2):
            assert reader.search(each, most) == whole[:most]
    return {each: reader.how_many(each) for each in _WANTED}


def _excerpts(reader: Reader) -> object:
    found = {each: sorted(reader.search(each)) for each in _WANTED}
    return [reader.excerpt(hit, each) for each, hits in found.items() for hit in hits]


def _log(reader: Reader) -> object:
    return [(each.id, each.words, each.at, bool(each.rows)) for each in reader.changes()]


def _rows_of_statements(reader: Reader) -> object:
    with closing(sqlite3.connect(":memory:")) as db:
        if reader.exists:
            db.executescript("\n".join(reader.statements()))
        db.row_factory = sqlite3.Row
        found = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        tables = {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in found}
    return {name: [dict(row) for row in rows] for name, rows in tables.items() if rows}


def _selections(reader: Reader) -> object:
    """Every list in every order, of everybody, of one and of several, and since each day."""
    whose = (None, frozenset({2}), frozenset({1, 3}))
    parts = [Selection(ids, since) for ids in whose for since in (None, DAY, LATER)]
    orders = [(name, "id") for name in SHAPE]
    orders += [(name, OWNER[name.partition(".")[0]]) for name in SHAPE if "." in name]
    return [
        (name, by, selection, list(reader.table(name, selection, by)))
        for name, by in orders
        for selection in (None, *parts)
    ]


def _past(reader: Reader, contact_id: int) -> dict[tuple[object, ...], object]:
    """Each row as it was before a change: what one change does to it in steps is its own matter."""
    return {
        (each.table, each.row_id, each.words): dict(each.values)
        for each in reversed(reader.past_of(contact_id))
    }


MARKS = (
    address_mark(ADDRESS),
    *(address_mark(Handle("email", f"{name}@mill.example")) for name in ("bo", "cy")),
    *(source_mark(source, "x") for source in ("vcard", "linkedin")),
    *(source_mark("file", each) for each in ("urn:ana", "urn:di")),
    source_mark("icalendar", "bo\tmixer 2026-06-01"),
)
LIVE = ("event", "meeting", "call")
QUESTIONS: dict[str, Callable[[Reader], Any]] = {
    "exists": lambda r: r.exists,
    "people": lambda r: [r.people(), r.people(addresses=False)],
    "namesakes": lambda r: [
        sorted(r.namesakes(w)) for w in ([], ["ANA RUIZ", "Bo Li"], ["?"], ['A "\\\tb'])
    ],
    "people_like": lambda r: [sorted(r.people_like(w), key=repr) for w in ("ana", "li", "nn", "")],
    "person": lambda r: [r.person(i) for i in (*range(6), 10**20)],
    "people_of": lambda r: [r.people_of({*range(i)}) for i in range(6)],
    "contact": lambda r: [r.contact(i) for i in range(6)],
    "everybody": lambda r: r.everybody(),
    "handles": lambda r: [r.handles(i) for i in range(6)],
    "addresses": lambda r: [r.addresses(i) for i in range(6)],
    "former": lambda r: [r.former(i) for i in range(6)],
    "everybodys_former": lambda r: r.everybodys_former(),
    "former_of": lambda r: [r.former_of(i) for i in range(8)],
    "details": lambda r: [r.details(i) for i in range(6)],
    "details_recorded": lambda r: r.details_recorded(),
    "detail_of": lambda r: [r.detail_of(i) for i in range(8)],
    "handles_brought": lambda r: r.handles_brought(),
    "identifiers": lambda r: r.identifiers(),
    "roll": lambda r: _everywhere(lambda i, on: r.roll(on, archived=i % 2 == 0)),
    "tags": lambda r: list(r.tags().items()),
    "tags_of": lambda r: [r.tags_of(i) for i in range(6)],
    "tagged": lambda r: [r.tagged("golf"), r.tagged("golf", archived=True), r.tagged("none")],
    "gains": lambda r: _everywhere(r.gains),
    "seen_with": lambda r: _everywhere(lambda i, on: list(r.seen_with(i, on, LIVE).items())),
    "met_through": lambda r: r.met_through(),
    "introduced_by": lambda r: [r.introduced_by(i) for i in range(6)],
    "origin": lambda r: [r.origin(i) for i in range(6)],
    "sources_of": lambda r: [r.sources_of(i) for i in range(6)],
    "not_same": lambda r: r.not_same(),
    "link": lambda r: [r.link(i) for i in range(4)],
    "link_between": lambda r: [r.link_between(i, i + 1) for i in range(5)],
    "links_of": lambda r: _everywhere(lambda i, on: r.links_of(range(1, i + 1), on)),
    "lapsed": lambda r: [r.lapsed(on, w) for on in _ENDS for w in (None, [5], [1, 2], [])],
    "close_to": lambda r: [r.close_to(w) for w in ("ana ruiz", "Mia", "")],
    "colleagues": lambda r: [r.colleagues(i, w) for i in range(3) for w in ("harbour", "")],
    "births": lambda r: r.births(),
    "history": lambda r: _everywhere(r.history) + _everywhere(lambda i, on: r.history(i, on, 1)),
    "ties": _ties,
    "newest_touches": lambda r: _everywhere(lambda i, on: r.newest_touches(on, LIVE[:i])),
    "newly_touched": lambda r: _everywhere(lambda i, on: r.newly_touched(DAY, on, LIVE[:i])),
    "untended": lambda r: [r.untended(LIVE[:i]) for i in range(len(LIVE) + 1)],
    "last_notes": lambda r: _everywhere(lambda i, on: r.last_notes(on, range(1, i))),
    "touchpoint": lambda r: [r.touchpoint(i) for i in range(8)],
    "touchpoints_on": lambda r: _everywhere(r.touchpoints_on),
    "origins": lambda r: [r.origins(i) for i in range(8)],
    "fact": lambda r: [r.fact(i) for i in range(5)],
    "event": lambda r: [r.event(i) for i in range(4)],
    "gain": lambda r: [r.gain(i) for i in range(5)],
    "newest_touchpoints": lambda r: r.newest_touchpoints(3),
    "newest_evidence": lambda r: r.newest_evidence(3),
    "touches_at": lambda r: [r.touches_at(i) for i in range(4)],
    "event_on": lambda r: [r.event_on("CHAMBER mixer", on) for on in (DAY, LATER)],
    "events": lambda r: [r.events(on) for on in (DAY - timedelta(days=1), LATER)],
    "goals": lambda r: [r.goals(on) for on in (DAY - timedelta(days=1), DAY, LATER)],
    "first_events": lambda r: _everywhere(lambda i, on: r.first_events(on, range(1, i + 1))),
    "event_names": lambda r: [r.event_names(on) for on in (DAY - timedelta(days=1), LATER)],
    "request": lambda r: [r.request(i) for i in range(4)],
    "requests": lambda r: r.requests(),
    "requests_of": lambda r: [r.requests_of(i) for i in range(6)],
    "request_of_step": lambda r: [r.request_of_step(i) for i in range(8)],
    "promise": lambda r: [r.promise(i) for i in range(4)],
    "promises": lambda r: r.promises(),
    "sourced": lambda r: r.sourced(),
    "talks": lambda r: r.talks(),
    "presences": lambda r: r.presences(),
    "days_in_touch": lambda r: r.days_in_touch(),
    "facts_recorded": lambda r: r.facts_recorded(),
    "brought": lambda reader: reader.brought(),
    "tags_recorded": lambda r: r.tags_recorded(),
    "forgotten": lambda r: [mark in r.forgotten() for mark in MARKS],
    "remembered": lambda r: r.remembered(),
    "read_files": lambda r: [r.read_files(i) for i in range(4)],
    "agreed_cards": lambda r: [r.agreed_cards(i) for i in range(4)],
    "read_lines": lambda r: r.read_lines(),
    "waiting": lambda r: r.waiting(),
    "came_since": lambda r: [r.came_since(DAY, NOW.date(), most) for most in (1, 9)],
    "counts": lambda r: r.counts(),
    "belongings": lambda r: [r.belongings(i) for i in range(6)],
    "traces": lambda r: [r.traces(i) for i in range(6)],
    "search": _hits,
    "how_many": _how_many,
    "excerpt": _excerpts,
    "changes": _log,
    "changes_of": lambda r: [[each.words for each in r.changes_of(i)] for i in range(1, 6)],
    "past_of": lambda r: [_past(r, i) for i in range(1, 6)],
    "idle_since": lambda r: [r.idle_since(on) for on in (DAY, DAY + timedelta(days=1), LATER)],
    "assistant_reads": lambda r: r.assistant_reads(),
    "last_standing": lambda r: (last := r.last_standing()) and last.words,
    "is_empty": lambda r: r.is_empty(),
    "table": _selections,
    "statements": _rows_of_statements,
}
