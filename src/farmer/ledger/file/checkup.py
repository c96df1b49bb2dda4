"""What can be wrong with a ledger's content: what SQLite finds, and what no constraint can say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from farmer.errors import LedgerUnavailable
from farmer.ledger.refusals import damaged, engine_errors, refusing
from farmer.ledger.sqlite.opening import mark_of, open_to_read
from farmer.ledger.sqlite.schema.search_index import rows_to_index
from farmer.ledger.sqlite.schema.shape import check_made_well
from farmer.ledger.sqlite.schema.steps import STEPS, Steps, is_current, revision_of
from farmer.ledger.upkeep import Checkup, Trouble
from farmer.model import EARLIEST

# At most so many rows are named of each kind of trouble.
NAMED = 5

_DATED = {
    "touchpoint": ("t", "on"),
    "fact": ("f", "on"),
    "event": ("e", "on"),
    "promise": ("p", "made_on"),
    "request_step": ("r", "on"),
}
_IMPOSSIBLE = """
SELECT {number} FROM "{table}" WHERE "{column}" > :today OR "{column}" < :earliest
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
_INDEXED = "SELECT count(*) FROM search_docsize"


def damage_of(path: Path) -> LedgerUnavailable | None:
    """The refusal of a damaged ledger; None for a whole one, or none.

    SQLite checks pages, indexes and every constraint; that nothing else is in it than a farmer
    makes and writes is checked then.
    """
    try:
        with refusing(path), closing(open_to_read(path)) as db:
            whole = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            if whole and not _dangling(db):
                check_made_well(db, path)
                return None
    except LedgerUnavailable as refusal:
        return refusal
    return damaged(path)


def examine(path: Path, today: date, steps: Steps = STEPS) -> Checkup:
    """Look through what the ledger at `path` holds.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        damage = tuple(_integrity(db))
        if damage:
            return Checkup(damage)
        if not is_current(revision_of(db, path, mark_of(db)), path, steps):
            return Checkup(is_current=False)
        return Checkup(troubles=tuple(_troubles(db, today)))


def _integrity(db: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong, in its words, which name tables and indexes and no content."""
    try:
        found = [row[0] for row in db.execute(f"PRAGMA integrity_check({NAMED})")]
        found += [f"{row[0]} {row[1]} refers to nothing" for row in _dangling(db)]
    except engine_errors():
        return ["it cannot be read to the end"]
    return [line for line in found if line != "ok"]


def _troubles(db: sqlite3.Connection, today: date) -> list[Trouble]:
    """What is wrong in a ledger that SQLite finds nothing wrong with."""
    found = []
    for table, (letter, column) in _DATED.items():
        number = "request_id" if table == "request_step" else "id"
        query = _IMPOSSIBLE.format(number=number, table=table, column=column)
        days = {"today": today.isoformat(), "earliest": EARLIEST.isoformat()}
        found.append(_named("impossible-date", letter, db.execute(query, days).fetchall()))
    found.append(_named("promise-twice", "p", db.execute(_PROMISE_TWICE).fetchall()))
    found.append(_named("event-of-nobody", "e", db.execute(_NOBODY_THERE).fetchall()))
    found.append(_named("unfinished-change", "", db.execute(_RECORDING).fetchall()))
    if db.execute(_INDEXED).fetchone()[0] != rows_to_index(db):
        found.append(Trouble("search-index"))
    return [trouble for trouble in found if trouble.total]


def _named(code: str, letter: str, rows: list[tuple[int, ...]]) -> Trouble:
    return Trouble(code, tuple(f"{letter}{row[0]}" for row in rows[:NAMED]), len(rows))


def _dangling(db: sqlite3.Connection) -> list[tuple[str, int]]:
    return db.execute("PRAGMA foreign_key_check").fetchmany(NAMED)
