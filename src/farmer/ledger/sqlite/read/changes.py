"""What was changed, in the order it was done."""

from __future__ import annotations

from datetime import datetime

from farmer.ledger.findings import Change
from farmer.ledger.sqlite.read.query import Asking

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
    UNION SELECT 'touchpoint', id FROM touchpoint WHERE contact_id = :contact_id
    UNION SELECT 'fact', id FROM fact WHERE contact_id = :contact_id
    UNION SELECT 'tag', id FROM tag WHERE contact_id = :contact_id
    UNION SELECT 'gains', id FROM gains WHERE contact_id = :contact_id
    UNION SELECT 'promise', id FROM promise WHERE contact_id = :contact_id
    UNION SELECT 'not_same', id FROM not_same
    WHERE contact_id = :contact_id OR other_id = :contact_id
    UNION SELECT 'request', id FROM request
    WHERE person_id = :contact_id OR target_id = :contact_id
    UNION SELECT 'request_step', s.id
    FROM request_step AS s JOIN request AS r ON r.id = s.request_id
    WHERE r.person_id = :contact_id OR r.target_id = :contact_id
    UNION SELECT table_name, row_id FROM change_row
    WHERE json_extract("before", '$.contact_id') = :contact_id
)
SELECT id, words, "at", undone_at,
       (SELECT count(*) FROM change_row WHERE change_id = change.id) AS rows
FROM change
WHERE id IN (SELECT r.change_id FROM change_row AS r JOIN mine USING (table_name, row_id))
ORDER BY id DESC
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
