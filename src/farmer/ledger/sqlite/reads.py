"""Keeping of whom an assistant was told, beside the log of changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from farmer.ledger.assistant_reads import AssistantRead

_NOTE_READ = """
INSERT INTO assistant_read (contact_id, "on", tool, with_words)
VALUES (:contact_id, :on, :tool, :with_words)
ON CONFLICT (contact_id, "on", tool)
DO UPDATE SET with_words = 1 WHERE excluded.with_words AND NOT with_words
"""


def note_reads(db: sqlite3.Connection, reads: Iterable[AssistantRead]) -> None:
    """Keep them, in the transaction that is open: each person, day and tool once."""
    db.executemany(_NOTE_READ, [{**each._asdict(), "on": each.on.isoformat()} for each in reads])
