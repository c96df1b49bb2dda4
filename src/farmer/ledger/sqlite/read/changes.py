"""What was changed, in the order it was done."""

from __future__ import annotations

import json
from datetime import datetime

from farmer.ledger.findings import Change, PastRow
from farmer.ledger.outside import TABLES, Birth
from farmer.ledger.sqlite.read.query import Asking, listed

CHANGES = """
SELECT id, words, "at", undone_at,
       (SELECT count(*) FROM change_row WHERE change_id = change.id) AS rows
FROM change ORDER BY id DESC
"""
# Rows of a person that are gone are known by what the log kept of them.
CHANGES_OF = """
WITH mine (table_name, row_id) AS (
    SELECT 'contact', :contact_id
    UNION SELECT 'handle', id FROM handle WHERE contact_id = :contact_id
    UNION SELECT 'former', id FROM former WHERE contact_id = :contact_id
    UNION SELECT 'identifier', id FROM identifier WHERE contact_id = :contact_id
    UNION SELECT 'detail', id FROM detail WHERE contact_id = :contact_id
    UNION SELECT 'origin', o.id FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id
    WHERE t.contact_id = :contact_id
    UNION SELECT 'touchpoint', id FROM touchpoint WHERE contact_id = :contact_id
    UNION SELECT 'fact', id FROM fact WHERE contact_id = :contact_id
    UNION SELECT 'tag', id FROM tag WHERE contact_id = :contact_id
    UNION SELECT 'gains', id FROM gains WHERE contact_id = :contact_id
    UNION SELECT 'promise', id FROM promise WHERE contact_id = :contact_id
    UNION SELECT 'not_same', id FROM not_same
    WHERE contact_id = :contact_id OR other_id = :contact_id
    UNION SELECT 'link', id FROM link
    WHERE contact_id = :contact_id OR other_id = :contact_id
    UNION SELECT 'request', id FROM request
    WHERE person_id = :contact_id OR target_id = :contact_id
    UNION SELECT 'request_step', s.id
    FROM request_step AS s JOIN request AS r ON r.id = s.request_id
    WHERE r.person_id = :contact_id OR r.target_id = :contact_id
    UNION SELECT table_name, row_id FROM change_row
    WHERE json_extract("before", '$.contact_id') = :contact_id
       OR json_extract("before", '$.other_id') = :contact_id
)
SELECT id, words, "at", undone_at,
       (SELECT count(*) FROM change_row WHERE change_id = change.id) AS rows
FROM change
WHERE id IN (SELECT r.change_id FROM change_row AS r JOIN mine USING (table_name, row_id))
ORDER BY id DESC
"""
# Of a row that is there, the first change that stands and brought it in.
_BIRTHS = """
SELECT '{table}', r.row_id, c.id, c."at", min(r.id)
FROM change_row AS r JOIN change AS c ON c.id = r.change_id JOIN {table} AS t ON t.id = r.row_id
WHERE r.table_name = '{table}' AND r."before" IS NULL AND c.undone_at IS NULL GROUP BY r.row_id
"""
BIRTHS = " UNION ALL ".join(_BIRTHS.format(table=table) for table in TABLES.values())
# `:ids` is a JSON list: a person, and whoever was merged into them.
PAST_OF = """
WITH them (id) AS (SELECT value FROM json_each(:ids)),
mine (id, request_id) AS (
    SELECT image.id, CASE image.table_name WHEN 'request' THEN image.row_id END
    FROM change_row AS image
    WHERE (image.table_name = 'contact' AND image.row_id IN them)
       OR json_extract(image."before", '$.contact_id') IN them
       OR json_extract(image."before", '$.other_id') IN them
       OR json_extract(image."before", '$.person_id') IN them
       OR json_extract(image."before", '$.target_id') IN them
), asked (id) AS (
    SELECT id FROM request WHERE person_id IN them OR target_id IN them
    UNION SELECT request_id FROM mine WHERE request_id IS NOT NULL
)
SELECT r.table_name, r.row_id, r."before", c.words, c."at"
FROM change_row AS r JOIN change AS c ON c.id = r.change_id
WHERE r."before" IS NOT NULL AND (
    r.id IN (SELECT id FROM mine)
    OR (r.table_name = 'request_step' AND json_extract(r."before", '$.request_id') IN asked))
ORDER BY r.id
"""
LAST_STANDING = """
SELECT id, words, "at", undone_at,
       (SELECT count(*) FROM change_row WHERE change_id = change.id) AS rows
FROM change WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1
"""


def changes(reader: Asking) -> list[Change]:
    """Every change, newest first."""
    return [_change(*row) for row in reader.rows(CHANGES)]


def changes_of(reader: Asking, contact_id: int) -> list[Change]:
    """The changes that touched anything of one person, newest first."""
    return [_change(*row) for row in reader.rows(CHANGES_OF, {"contact_id": contact_id})]


def past_of(reader: Asking, contact_id: int) -> list[PastRow]:
    """What the log kept of a person's rows, the oldest first, and of whoever was merged in."""
    ids = {contact_id} | reader.merged_into({contact_id})
    rows = reader.rows(PAST_OF, {"ids": listed(map(str, sorted(ids)))})
    return [
        PastRow(table, row_id, json.loads(before), words, datetime.fromisoformat(at))
        for table, row_id, before, words, at in rows
    ]


def last_standing(reader: Asking) -> Change | None:
    """The newest change that was not undone; one without rows cannot be."""
    row = reader.row(LAST_STANDING)
    return _change(*row) if row else None


def _change(change_id: int, words: str, at: str, undone_at: str | None, rows: int) -> Change:
    return Change(
        change_id,
        words,
        datetime.fromisoformat(at),
        datetime.fromisoformat(undone_at) if undone_at else None,
        rows,
    )


def births(db: Asking) -> dict[tuple[str, int], Birth]:
    """How the people, promises and requests that are there came in, in one question."""
    return {
        (table, row_id): Birth(change_id, at) for table, row_id, change_id, at, _ in db.rows(BIRTHS)
    }
