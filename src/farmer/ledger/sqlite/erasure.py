"""The SQL of forgetting a person, which may read whole tables: it is done once in a while.

Whoever goes is listed in a table of the connection's own: the person, and everybody ever merged
into them. It is asked of older ledgers too, so what came after the first revision is named by its
table.
"""

from __future__ import annotations

LIST_GONE = "CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY)"
ADD_GONE = "INSERT INTO gone (id) VALUES (:contact_id)"
GONE = "SELECT id FROM gone"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
ADDED_ON = "SELECT added_on FROM contact WHERE id = :contact_id"
ADDED_ON_BEFORE = """
SELECT DISTINCT json_extract("before", '$.added_on') FROM change_row
WHERE table_name = 'contact' AND row_id = :contact_id AND "before" IS NOT NULL
"""
NAMES = "SELECT name, nickname FROM contact WHERE id IN gone"
OTHER_NAMES = "SELECT name, nickname FROM contact WHERE id NOT IN gone"
# As pairs of a name and of what they were called: one of the two is empty.
FORMER_NAMES = """
WITH theirs (what, value) AS (
    SELECT what, value FROM former WHERE contact_id IN gone
    UNION SELECT json_extract("before", '$.what'), json_extract("before", '$.value')
    FROM change_row
    WHERE table_name = 'former' AND json_extract("before", '$.contact_id') IN gone
)
SELECT CASE what WHEN 'nickname' THEN '' ELSE value END,
       CASE what WHEN 'nickname' THEN value ELSE '' END
FROM theirs WHERE what IN ('name', 'spelling', 'nickname')
"""
HANDLES = "SELECT kind, value FROM handle WHERE contact_id IN gone"
OTHER_HANDLES = "SELECT kind, value FROM handle WHERE contact_id NOT IN gone"
CONTACT_IMAGES = """
SELECT "before" FROM change_row
WHERE table_name = 'contact' AND row_id IN gone AND "before" IS NOT NULL
"""
HANDLE_IMAGES = """
SELECT "before" FROM change_row
WHERE table_name = 'handle' AND json_extract("before", '$.contact_id') IN gone
"""
# Every touchpoint that is or was theirs.
_THEIR_TOUCHES = """
SELECT id FROM touchpoint WHERE contact_id IN gone
UNION SELECT row_id FROM change_row
WHERE table_name = 'touchpoint' AND json_extract("before", '$.contact_id') IN gone
"""
# What the log has of touchpoints that were taken out while each had one source at most.
_SOURCES_ONCE_LOGGED = """
SELECT json_extract("before", '$.source'), json_extract("before", '$.source_id') FROM change_row
WHERE table_name = 'touchpoint' AND json_extract("before", '$.contact_id') IN gone
  AND json_extract("before", '$.source_id') IS NOT NULL
"""
# By which ids their sources know them; the log has those of what was taken out since.
SOURCES = f"""
WITH theirs (id) AS ({_THEIR_TOUCHES})
SELECT source, source_id FROM origin WHERE touchpoint_id IN theirs
UNION
SELECT json_extract("before", '$.source'), json_extract("before", '$.source_id') FROM change_row
WHERE table_name = 'origin' AND json_extract("before", '$.touchpoint_id') IN theirs
UNION {_SOURCES_ONCE_LOGGED}
"""  # noqa: S608
OTHER_SOURCES = """
SELECT DISTINCT o.source, o.source_id
FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id WHERE t.contact_id NOT IN gone
"""
# By which ids their sources know them, whatever passed with them.
IDENTIFIERS = """
SELECT source, value FROM identifier WHERE contact_id IN gone
UNION SELECT json_extract("before", '$.source'), json_extract("before", '$.value')
FROM change_row
WHERE table_name = 'identifier' AND json_extract("before", '$.contact_id') IN gone
"""
OTHER_IDENTIFIERS = "SELECT DISTINCT source, value FROM identifier WHERE contact_id NOT IN gone"
# The same of a ledger in which a touchpoint had one source at most, and its id there.
SOURCES_ONCE = f"""
SELECT source, source_id FROM touchpoint WHERE contact_id IN gone AND source_id IS NOT NULL
UNION {_SOURCES_ONCE_LOGGED}
"""  # noqa: S608
OTHER_SOURCES_ONCE = """
SELECT DISTINCT source, source_id FROM touchpoint
WHERE contact_id NOT IN gone AND source_id IS NOT NULL
"""
# As the migration that brings it makes it: an older ledger keeps the digests too.
MAKE_FORGOTTEN = """
CREATE TABLE IF NOT EXISTS forgotten (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    CONSTRAINT ck_forgotten_key CHECK (length(key) = 64),
    CONSTRAINT ck_forgotten_digest CHECK (length(digest) = 64),
    CONSTRAINT uq_forgotten_digest UNIQUE (digest)
)
"""
KEY = "SELECT key FROM forgotten ORDER BY id DESC LIMIT 1"
KEEP_DIGEST = """
INSERT INTO forgotten (key, digest) VALUES (:key, :digest) ON CONFLICT DO NOTHING
"""
OWN_IMAGES = """
SELECT DISTINCT table_name, row_id FROM change_row
WHERE json_extract("before", '$.contact_id') IN gone
   OR json_extract("before", '$.other_id') IN gone
"""
ORIGINS_OF = f"""
WITH theirs (id) AS ({_THEIR_TOUCHES})
SELECT id FROM origin WHERE touchpoint_id IN theirs
UNION SELECT row_id FROM change_row
WHERE table_name = 'origin' AND json_extract("before", '$.touchpoint_id') IN theirs
"""  # noqa: S608
NOT_SAME_OF = "SELECT id FROM not_same WHERE other_id IN gone"
LINKED_WITH = "SELECT id FROM link WHERE other_id IN gone"
# What they told of others, in words.
LINK_TEXTS = "SELECT how FROM link WHERE told_by_id IN gone AND how <> ''"
# What was written of an occasion that they shared, theirs and everybody's, and the occasion's name.
SHARED_TEXTS = """
WITH shared (event_id) AS (
    SELECT DISTINCT event_id FROM touchpoint
    WHERE contact_id IN gone AND event_id IS NOT NULL
)
SELECT note FROM touchpoint WHERE event_id IN shared AND note <> ''
UNION SELECT name FROM event WHERE id IN shared AND name IS NOT NULL
UNION SELECT place FROM event WHERE id IN shared AND place <> ''
"""
EVENTS_OF = """
SELECT DISTINCT event_id FROM touchpoint
WHERE contact_id IN gone AND event_id IS NOT NULL
"""
DELETE_CONTACT = "DELETE FROM contact WHERE id IN gone"
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
# A request stays as long as anybody known is in it; the assessment of who is forgotten does not.
REQUESTS_OF = """
SELECT id, person_id IN gone AS asks, target_id IN gone AS wanted FROM request
WHERE person_id IN gone OR target_id IN gone
"""
REQUESTS_OF_NOBODY = "SELECT id FROM request WHERE person_id IS NULL AND target_id IS NULL"
REQUEST_TEXTS = """
WITH theirs (id) AS (
    SELECT id FROM request WHERE person_id IN gone OR target_id IN gone
)
SELECT need FROM request WHERE id IN theirs AND need <> ''
UNION SELECT target FROM request WHERE id IN theirs AND target <> ''
UNION SELECT note FROM request_step WHERE request_id IN theirs AND note <> ''
"""
STEPS_OF = "SELECT id FROM request_step WHERE request_id = :request_id"
STEP_IMAGES = """
SELECT DISTINCT row_id FROM change_row
WHERE table_name = 'request_step' AND json_extract("before", '$.request_id') = :request_id
"""
DELETE_REQUEST = "DELETE FROM request WHERE id = :request_id"
CHANGE_WORDS = "SELECT id, words FROM change ORDER BY id"
DELETE_CHANGE = "DELETE FROM change WHERE id = :change_id"
REWORD_CHANGE = "UPDATE change SET words = :words WHERE id = :change_id"
ALL_IMAGES = """
SELECT id, table_name, "before" FROM change_row WHERE "before" IS NOT NULL ORDER BY id
"""
REWRITE_IMAGE = """UPDATE change_row SET "before" = :before WHERE id = :id"""
NOTE_FORGETTING = """INSERT INTO change (words, "at") VALUES ('forget somebody', :at)"""


def naming() -> tuple[tuple[str, str], ...]:
    """Where a person is named by others' rows: the tables, and their columns."""
    of_requests = (("request", "person_id"), ("request", "target_id"))
    return (("contact", "met_through_id"), ("link", "told_by_id"), *of_requests)


def more_of() -> dict[str, str]:
    """By table, the questions for those of their rows that are not found by whose they are."""
    return {"not_same": NOT_SAME_OF, "link": LINKED_WITH, "origin": ORIGINS_OF}


def ids_of_gone(table: str) -> str:
    """The ids of the rows of whoever goes."""
    return f'SELECT id FROM "{table}" WHERE contact_id IN gone'  # noqa: S608


def is_there(table: str) -> str:
    """Whether there is a row of that id."""
    return f'SELECT 1 FROM "{table}" WHERE id = ?'  # noqa: S608


def now_theirs(table: str, column: str) -> str:
    """Let the images of a row that was theirs be of whom it is now."""
    return f"""
UPDATE change_row SET "before" =
    json_set("before", '$.{column}', (SELECT "{column}" FROM "{table}" WHERE id = row_id))
WHERE table_name = '{table}' AND row_id = ? AND json_extract("before", '$.{column}') IN gone
"""  # noqa: S608


def unlink(table: str, column: str) -> str:
    """Take whoever goes out of the rows that the log kept of a table."""
    return f"""
UPDATE change_row SET "before" = json_set("before", '$.{column}', NULL)
WHERE table_name = '{table}' AND json_extract("before", '$.{column}') IN gone
"""  # noqa: S608


def blank_steps(column: str) -> str:
    """Empty one side's assessment in the steps of a request."""
    return f"UPDATE request_step SET {column} = NULL WHERE request_id = :request_id"  # noqa: S608


def blank_kept_steps(column: str) -> str:
    """The same in the steps that the log kept."""
    return f"""
UPDATE change_row SET "before" = json_set("before", '$.{column}', NULL)
WHERE table_name = 'request_step' AND json_extract("before", '$.request_id') = :request_id
"""  # noqa: S608
