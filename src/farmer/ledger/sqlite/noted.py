"""Letting go of a person in what is noted beside the log, of whatever ledger has such notes."""

from __future__ import annotations

import sqlite3

from farmer.ledger.sqlite.anytable import columns_of
from farmer.people.scrub import Scrubber

# What is noted of one person.
_THEIRS = ("agreed_card", "assistant_read")
_PATHS = (
    ("remembered", "DELETE FROM remembered WHERE id = ?"),
    ("read_file", "DELETE FROM read_file WHERE id = ?"),
    ("read_line", "UPDATE read_line SET path = '' WHERE id = ?"),
)
# A line stays as a digest: it would come again with the next reading of its file.
_SETTLE = "UPDATE read_line SET text = '', reason = '', change_id = NULL WHERE id = ?"
_SAY = "UPDATE read_line SET reason = ? WHERE id = ?"


def let_go_of_notes(db: sqlite3.Connection, scrubber: Scrubber) -> None:
    """No longer read sources that are called after somebody, nor ask about lines on them.

    A folder may be called by one word of their name and be somebody else's: the user's own.
    """
    for table in _THEIRS:
        if columns_of(db, table):
            db.execute(f"DELETE FROM {table} WHERE contact_id IN gone")  # noqa: S608
    if columns_of(db, "read_line"):  # no older ledger
        _let_go_of_sources(db, scrubber)


def _let_go_of_sources(db: sqlite3.Connection, scrubber: Scrubber) -> None:
    for table, let_go in _PATHS:
        for row_id, path in db.execute(f"SELECT id, path FROM {table}").fetchall():  # noqa: S608
            if scrubber.scrub(path) != path:
                db.execute(let_go, [row_id])
    waiting = db.execute("SELECT id, text, reason FROM read_line WHERE text <> ''").fetchall()
    for row_id, text, reason in waiting:
        if scrubber.scrub_shared(text) != text:
            db.execute(_SETTLE, [row_id])
        else:  # a reason names whom a name on the line may be meant for
            db.execute(_SAY, [scrubber.scrub(reason), row_id])
