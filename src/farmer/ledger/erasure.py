"""The SQL of forgetting a person, which may read whole tables: it is done once in a while.

It is asked of older ledgers too, so what came after the first revision is named by its table.
"""

from __future__ import annotations

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
ADDED_ON = "SELECT added_on FROM contact WHERE id = :contact_id"
OTHER_NAMES = "SELECT name, nickname FROM contact WHERE id <> :contact_id"
OTHER_HANDLES = "SELECT kind, value FROM handle WHERE contact_id <> :contact_id"
CONTACT_IMAGES = """
SELECT "before" FROM change_row
WHERE table_name = 'contact' AND row_id = :contact_id AND "before" IS NOT NULL
"""
HANDLE_IMAGES = """
SELECT "before" FROM change_row
WHERE table_name = 'handle' AND json_extract("before", '$.contact_id') = :contact_id
"""
OWN_IMAGES = """
SELECT DISTINCT table_name, row_id FROM change_row
WHERE json_extract("before", '$.contact_id') = :contact_id
"""
# What was written of an occasion that they shared, theirs and everybody's, and the occasion's name.
SHARED_TEXTS = """
WITH shared (event_id) AS (
    SELECT DISTINCT event_id FROM touchpoint
    WHERE contact_id = :contact_id AND event_id IS NOT NULL
)
SELECT note FROM touchpoint WHERE event_id IN shared AND note <> ''
UNION SELECT name FROM event WHERE id IN shared AND name IS NOT NULL
UNION SELECT place FROM event WHERE id IN shared AND place <> ''
"""
EVENTS_OF = """
SELECT DISTINCT event_id FROM touchpoint
WHERE contact_id = :contact_id AND event_id IS NOT NULL
"""
EVENTS_SHARED = """
WITH guests (event_id, others) AS (
    SELECT event_id, sum(contact_id <> :contact_id) FROM touchpoint
    WHERE event_id IN (SELECT event_id FROM touchpoint WHERE contact_id = :contact_id)
    GROUP BY event_id
)
SELECT coalesce(sum(others > 0), 0), coalesce(sum(others = 0), 0) FROM guests
"""
DELETE_CONTACT = "DELETE FROM contact WHERE id = :contact_id"
DELETE_EVENT = "DELETE FROM event WHERE id = :event_id"
# By a touchpoint that there is, or by one that undo could bring back.
IS_EVENT_USED = """
SELECT 1 FROM touchpoint WHERE event_id = :event_id
UNION ALL
SELECT 1 FROM change_row
WHERE table_name = 'touchpoint' AND json_extract("before", '$.event_id') = :event_id
LIMIT 1
"""
CHANGES_WITH_ROW = "SELECT change_id FROM change_row WHERE table_name = ? AND row_id = ?"
DELETE_LOGGED_ROW = "DELETE FROM change_row WHERE table_name = ? AND row_id = ?"
UNLINK_INTRODUCER = """
UPDATE change_row SET "before" = json_set("before", '$.met_through_id', NULL)
WHERE table_name = 'contact' AND json_extract("before", '$.met_through_id') = :contact_id
"""
CHANGE_WORDS = "SELECT id, words FROM change ORDER BY id"
DELETE_CHANGE = "DELETE FROM change WHERE id = :change_id"
REWORD_CHANGE = "UPDATE change SET words = :words WHERE id = :change_id"
ALL_IMAGES = """
SELECT id, table_name, "before" FROM change_row WHERE "before" IS NOT NULL ORDER BY id
"""
REWRITE_IMAGE = """UPDATE change_row SET "before" = :before WHERE id = :id"""
NOTE_FORGETTING = """INSERT INTO change (words, "at") VALUES ('forget somebody', :at)"""
HAS_SEARCH = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'search'"
# Taking words out of the index leaves them in its older parts until it is built anew.
REBUILD_SEARCH = "INSERT INTO search (search) VALUES ('rebuild')"


def all_rows(table: str) -> str:
    """Every row of the table."""
    return f'SELECT * FROM "{table}" ORDER BY id'  # noqa: S608


def ids_of_contact(table: str) -> str:
    """The ids of a person's rows."""
    return f'SELECT id FROM "{table}" WHERE contact_id = :contact_id'  # noqa: S608


def count_of_contact(table: str) -> str:
    """How many rows of the table are a person's."""
    return f'SELECT count(*) FROM "{table}" WHERE contact_id = :contact_id'  # noqa: S608
