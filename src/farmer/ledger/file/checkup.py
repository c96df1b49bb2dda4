"""What can be wrong with a ledger's content: what SQLite finds, and what no constraint can say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.ledger.refusals import damaged, refusing
from farmer.ledger.sqlite.checksums import Block
from farmer.ledger.sqlite.opening import mark_of, open_to_read
from farmer.ledger.sqlite.schema.search_index import is_stale
from farmer.ledger.sqlite.schema.shape import check_made_well
from farmer.ledger.sqlite.schema.steps import OF_OTHERS, STEPS, Steps, is_current, revision_of
from farmer.ledger.sqlite.schema.verify import Damage, damage_in
from farmer.ledger.upkeep import Checkup, Trouble
from farmer.model import EARLIEST

# At most so many rows are named of each kind of trouble.
NAMED = 5
INDEX_STALE = Trouble("search-index")

_DATED = {
    "touchpoint": ("t", "on"),
    "fact": ("f", "on"),
    "event": ("e", "on"),
    "promise": ("p", "made_on"),
    "request_step": ("r", "on"),
    "link": ("k", "on"),
}
# By table: the letter of its ids, or what its rows are called where nobody types theirs.
_LETTERS = {
    "contact": "c",
    "event": "e",
    "touchpoint": "t",
    "fact": "f",
    "promise": "p",
    "request": "r",
    "link": "k",
}
_UNNUMBERED = {
    "handle": "addresses",
    "detail": "details",
    "identifier": "ids of sources",
    "tag": "tags",
    "gains": "GAINS",
    "request_step": "steps of requests",
    "not_same": "who is not the same",
    "former": "earlier firms and names",
    "origin": "sources of talks",
    "change": "the history of changes",
    "change_row": "the history of changes",
    "forgotten": "whom it forgot",
    **dict.fromkeys(OF_OTHERS, "what came from another ledger"),
}
_IMPOSSIBLE = """
SELECT {number} FROM "{table}" WHERE "{column}" > :latest OR "{column}" < :earliest
"""
_PROMISE_TWICE = """
SELECT p.id, f.id FROM promise AS p
JOIN fact AS f ON f.contact_id = p.contact_id AND f.what = p.ended AND f.note = p.text
WHERE NOT p.mine AND f."on" <> p.ended_on
  AND abs(julianday(f."on") - julianday(p.ended_on)) <= 31
"""
_NOBODY_THERE = """
SELECT id FROM event WHERE id NOT IN (SELECT event_id FROM touchpoint WHERE event_id IS NOT NULL)
"""
_RECORDING = "SELECT id FROM change WHERE recording = 1"


def damage_of(path: Path) -> LedgerUnavailable | None:
    """The refusal of a damaged ledger; None for a whole one, or none.

    That nothing is in it but what a farmer makes and writes is checked too.
    """
    try:
        with refusing(path), closing(open_to_read(path)) as db:
            if damage_in(db):
                return damaged(path)
            is_head = check_made_well(db, path) == STEPS.head
            return damaged(path) if is_head and is_stale(db) else None
    except LedgerUnavailable as refusal:
        return refusal


def examine(path: Path, today: date, steps: Steps = STEPS) -> Checkup:
    """Look through what the ledger at `path` holds.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        damage = damage_in(db, NAMED)
        if damage:
            return Checkup(damage.pages, _places(db, damage))
        if not is_current(revision_of(db, path, mark_of(db)), path, steps):
            return Checkup(is_current=False)
        return Checkup(troubles=tuple(_troubles(db, today)))


def _places(db: sqlite3.Connection, damage: Damage) -> tuple[str, ...]:
    """What is not as it was written: ids that can be typed, where rows have any, else a word."""
    found = []
    for block in damage.blocks:
        letter = _LETTERS.get(block.table)
        found.append(_ids(db, block, letter) if letter else _UNNUMBERED[block.table])
    return tuple(dict.fromkeys(found)) + (("the ledger's layout",) if damage.schema else ())


def _ids(db: sqlite3.Connection, block: Block, letter: str) -> str:
    """The ids of the rows that are in a block; all that may be where none is left."""
    query = f'SELECT min(id), max(id) FROM "{block.table}" WHERE id BETWEEN ? AND ?'  # noqa: S608
    first, last = db.execute(query, [block.first, block.last]).fetchone()
    if first is None:
        first, last = block.first, block.last
    return f"{letter}{first}" if first == last else f"{letter}{first} to {letter}{last}"


def _troubles(db: sqlite3.Connection, today: date) -> list[Trouble]:
    """What is wrong in a ledger that SQLite finds nothing wrong with."""
    found = []
    for table, (letter, column) in _DATED.items():
        number = "request_id" if table == "request_step" else "id"
        query = _IMPOSSIBLE.format(number=number, table=table, column=column)
        # The day after has begun east of here, where a record may have been made.
        latest = today + timedelta(days=1)
        days = {"latest": latest.isoformat(), "earliest": EARLIEST.isoformat()}
        found.append(_named("impossible-date", letter, db.execute(query, days).fetchall()))
    found.append(_named("promise-twice", "p", db.execute(_PROMISE_TWICE).fetchall()))
    found.append(_named("event-of-nobody", "e", db.execute(_NOBODY_THERE).fetchall()))
    found.append(_named("unfinished-change", "", db.execute(_RECORDING).fetchall()))
    if is_stale(db):
        found.append(INDEX_STALE)
    return [trouble for trouble in found if trouble.total]


def _named(code: str, letter: str, rows: list[tuple[int, ...]]) -> Trouble:
    return Trouble(code, tuple(f"{letter}{row[0]}" for row in rows[:NAMED]), len(rows))
