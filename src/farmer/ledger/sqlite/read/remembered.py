"""Questions about the sources that are read again."""

from __future__ import annotations

import json
from datetime import date

from farmer.ledger.remembered import (
    AgreedCard,
    CameTouch,
    ReadFile,
    ReadLine,
    RememberedSource,
    Waiting,
)
from farmer.ledger.sqlite.read.query import Asking

REMEMBERED = """
SELECT r.id, r.path, r.kind, r.wish, r.read_at, r.came, r.change_id, c.undone_at IS NOT NULL
FROM remembered AS r LEFT JOIN change AS c ON c.id = r.change_id ORDER BY r.id
"""
READ_FILES = """
SELECT f.path, f.size, f.modified, f.altered, f.digest, f.held, f.change_id,
       c.undone_at IS NOT NULL
FROM read_file AS f LEFT JOIN change AS c ON c.id = f.change_id
WHERE f.remembered_id = :source_id
"""
AGREED_CARDS = """
SELECT a.contact_id, a.uid, a.agreed, a.state, a.change_id
FROM agreed_card AS a LEFT JOIN change AS c ON c.id = a.change_id
WHERE a.remembered_id = :source_id AND c.undone_at IS NULL ORDER BY a.id
"""
READ_LINES = """
SELECT l.digest, l.path, l.number, l.text, l.reason, l.change_id, c.undone_at IS NOT NULL
FROM read_line AS l LEFT JOIN change AS c ON c.id = l.change_id ORDER BY l.path, l.number
"""
WAITING = """
SELECT path, number, text, reason, 0 FROM read_line WHERE text > ''
UNION ALL SELECT path, 0, '', '', held FROM read_file WHERE held > 0
ORDER BY 1, 2
"""

# The newest first, until one is older: what was recorded lately is among the last.
CAME = """
SELECT t.id, t.contact_id, c.name, t.kind, t."on", t."by", t.note, t.recorded_on,
       t.source IN ('hand', 'memory'),
       NOT c.archived AND t.kind NOT IN ('connect', 'attended', 'planned')
       AND EXISTS (SELECT 1 FROM origin WHERE touchpoint_id = t.id)
FROM touchpoint AS t JOIN contact AS c ON c.id = t.contact_id ORDER BY t.id DESC
"""


def remembered(reader: Asking) -> list[RememberedSource]:
    """Every source that is read again, in the order in which they were remembered."""
    return [
        RememberedSource(
            number, path, kind, json.loads(wish), at or "", json.loads(came), change, bool(undone)
        )
        for number, path, kind, wish, at, came, change, undone in reader.rows(REMEMBERED)
    ]


def read_files(reader: Asking, source_id: int) -> list[ReadFile]:
    """The files of a source as they were when they were read."""
    rows = reader.rows(READ_FILES, {"source_id": source_id})
    return [ReadFile._make((*row[:-1], bool(row[-1]))) for row in rows]


def agreed_cards(reader: Asking, source_id: int) -> list[AgreedCard]:
    """What the cards of a folder and the ledger last agreed on, each person's card once."""
    found = {
        (whose, uid): AgreedCard(whose, uid, frozenset(agreed.split()), state, change)
        for whose, uid, agreed, state, change in reader.rows(AGREED_CARDS, {"source_id": source_id})
    }
    return list(found.values())


def read_lines(reader: Asking) -> list[ReadLine]:
    """Every line that was read, whether it waits or is settled."""
    return [ReadLine._make((*row[:-1], bool(row[-1]))) for row in reader.rows(READ_LINES)]


def waiting(reader: Asking) -> list[Waiting]:
    """What of the sources waits for somebody."""
    return [Waiting(*row) for row in reader.rows(WAITING)]


def came_since(reader: Asking, since: date, on: date, most: int) -> list[CameTouch]:
    """What sources brought from a day on until another, the newest first; `most` at most."""
    found: list[CameTouch] = []
    if not reader.exists:
        return found
    first, last = since.isoformat(), reader.until(on)
    for number, whose, name, kind, day, by, note, recorded, typed, came in reader.each(CAME):
        if recorded is None or recorded < first or len(found) == most:
            break
        if came and recorded <= last and day <= last:
            found.append(
                CameTouch(number, whose, name, kind, reader.day(day), by, note, bool(typed))
            )
    return found
