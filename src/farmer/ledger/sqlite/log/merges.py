"""Who was merged into whom, as the log tells it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Set

# Nothing but a merge takes a contact out, and lets the change stand.
MERGED_AWAY = """
SELECT row_id, max(id) AS last, change_id FROM change_row AS image
WHERE table_name = 'contact' AND row_id NOT IN (SELECT id FROM contact) AND EXISTS (
    SELECT 1 FROM change WHERE change.id = image.change_id AND undone_at IS NULL)
GROUP BY row_id
HAVING "before" IS NOT NULL
"""
# The last image of another contact until then; not of one who was met through the other.
KEPT_BY_IMAGE = """
SELECT row_id FROM change_row
WHERE change_id = :change_id AND table_name = 'contact'
  AND row_id <> :other AND "before" IS NOT NULL
  AND json_extract("before", '$.met_through_id') IS NOT :other
ORDER BY id > :last, abs(id - :last) LIMIT 1
"""
MERGE_WORDS = "SELECT words FROM change WHERE id = :change_id"
# What older merges left of one of whom nothing else was changed.
_MERGE_TOLD = re.compile(r"merge c\d+ .* into c(\d+) ")


def merged_into(
    db: sqlite3.Connection, kept: set[int], themselves: Set[int] = frozenset()
) -> set[int]:
    """Everybody who was ever merged into one of `kept`, or into one of those; by the log.

    A merge that was undone is none; nor is that of one of `themselves`, where more is known.
    """
    into = {other: one for other, one in merged_away(db).items() if other not in themselves}
    found: set[int] = set()
    while more := {other for other, one in into.items() if one in kept | found} - found:
        found |= more
    return found - kept


def merged_away(db: sqlite3.Connection) -> dict[int, int]:
    """Everybody who was merged away, and whom that merge kept, who may be merged away too."""
    gone = db.execute(MERGED_AWAY).fetchall()
    into = ((other, kept_by(db, other, last, change)) for other, last, change in gone)
    return {other: one for other, one in into if one is not None}


def kept_by(db: sqlite3.Connection, other: int, last: int, change_id: int) -> int | None:
    """Whom a merge kept, or None where the log does not tell any more."""
    this = {"change_id": change_id, "other": other, "last": last}
    row = db.execute(KEPT_BY_IMAGE, this).fetchone()
    if row is not None:
        return int(row[0])
    words = db.execute(MERGE_WORDS, this).fetchone()
    told = _MERGE_TOLD.match(words[0]) if words else None
    return int(told[1]) if told else None
