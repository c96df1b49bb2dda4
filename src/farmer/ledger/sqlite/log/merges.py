"""Who was merged into whom, as the log tells it."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Set
from itertools import chain
from operator import itemgetter

# Nothing but a merge takes a contact out, and lets the change stand.
MERGED_AWAY = """
SELECT row_id, max(id) AS last, change_id FROM change_row AS image
WHERE table_name = 'contact' AND row_id NOT IN (SELECT id FROM contact) AND EXISTS (
    SELECT 1 FROM change WHERE change.id = image.change_id AND undone_at IS NULL)
GROUP BY row_id
HAVING "before" IS NOT NULL
"""
# Each image of a contact that a change did not bring in, and through whom they had been met.
CONTACT_IMAGES = """
SELECT id, row_id, json_extract("before", '$.met_through_id') FROM change_row
WHERE change_id = ? AND table_name = 'contact' AND "before" IS NOT NULL ORDER BY id
"""
MERGE_WORDS = "SELECT words FROM change WHERE id = ?"
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
    kept = MergesKept(db)
    into = ((other, kept.by(other, last, change)) for other, last, change in gone)
    return {other: one for other, one in into if one is not None}


class MergesKept:
    """Whom merges kept; of each change the log is read once, however many it merged."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._images: dict[int, list[tuple[int, int, int | None]]] = {}

    def by(self, other: int, last: int, change_id: int) -> int | None:
        """Whom the merge of `other` kept, or None where the log does not tell any more.

        It is who was written last before `last`, the last image of `other`, else who was first
        after that; not who was met through the other.
        """
        images = self._images_of(change_id)
        at = bisect_right(images, last, key=itemgetter(0))
        for place in chain(range(at - 1, -1, -1), range(at, len(images))):
            _, row_id, met_through_id = images[place]
            if other not in (row_id, met_through_id):
                return row_id
        words = self._db.execute(MERGE_WORDS, [change_id]).fetchone()
        told = _MERGE_TOLD.match(words[0]) if words else None
        return int(told[1]) if told else None

    def _images_of(self, change_id: int) -> list[tuple[int, int, int | None]]:
        if change_id not in self._images:
            found = self._db.execute(CONTACT_IMAGES, [change_id])
            self._images[change_id] = [(number, row, met) for number, row, met in found]
        return self._images[change_id]
