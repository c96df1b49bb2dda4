"""Every question asked of the ledger, as SQL with ``:named`` parameters.

Names that are SQL keywords (``"on"``, ``"by"``, ``"group"``) are quoted. Dates are ISO text, which
sorts and compares as dates do.
"""

from __future__ import annotations

PEOPLE = "SELECT id, name, nickname, company, archived FROM contact ORDER BY id"
# Whoever may be meant by a word, in lower case: a name beyond ASCII may always be, because only
# Python folds its letters.
PEOPLE_LIKE = """
SELECT id, name, nickname, company, archived FROM contact
WHERE instr(lower(name), :word) OR instr(lower(nickname), :word)
   OR name GLOB '*[^ -~]*' OR nickname GLOB '*[^ -~]*'
"""
PERSON = "SELECT id, name, nickname, company, archived FROM contact WHERE id = :contact_id"
ALL_HANDLES = "SELECT contact_id, kind, value FROM handle ORDER BY id"

_CONTACT = """
SELECT id, name, nickname, company, title, met_at, met_on, met_through_id, cadence_days, notes,
       archived, added_on, birthday, snoozed_until
FROM contact
"""
CONTACT = _CONTACT + "WHERE id = :contact_id"
EVERYBODY = _CONTACT + "ORDER BY id"
# Of many people at once: `:ids` is a JSON list.
_OF_MANY = "IN (SELECT value FROM json_each(:ids))"
# Who is in the ledger's story on a day, by what there is of them without anything derived.
ROLL = """
SELECT id, name, company, met_at, cadence_days, birthday, added_on, snoozed_until,
       added_on IS NULL OR added_on <= :as_of
       OR EXISTS (SELECT 1 FROM touchpoint WHERE contact_id = contact.id AND "on" <= :as_of)
       OR EXISTS (SELECT 1 FROM fact WHERE contact_id = contact.id AND "on" <= :as_of)
FROM contact
WHERE archived = :archived
"""
HANDLES = "SELECT kind, value FROM handle WHERE contact_id = :contact_id ORDER BY id"

_TOUCHPOINT = """
SELECT t.id, t.contact_id, t."on", t.kind, t."by", t.minutes, t."group", t.depth, t.note,
       t.event_id, e.name AS event, t.source
FROM touchpoint AS t LEFT JOIN event AS e ON e.id = t.event_id
"""
TOUCHPOINT = _TOUCHPOINT + "WHERE t.id = :touch_id"
TOUCHPOINTS = (
    _TOUCHPOINT
    + """WHERE t.contact_id = :contact_id AND t."on" <= :as_of
ORDER BY t."on", t.id"""
)
_FACT = 'SELECT id, contact_id, "on", what, note FROM fact'
FACT = _FACT + " WHERE id = :fact_id"
EVIDENCE = (
    _FACT
    + """
WHERE contact_id = :contact_id AND "on" <= :as_of
ORDER BY "on", id"""
)

NEWEST_TOUCHPOINTS = _TOUCHPOINT + "ORDER BY t.id DESC LIMIT :count"
NEWEST_EVIDENCE = _FACT + " ORDER BY id DESC LIMIT :count"
# In no order, which a million rows would be half of the work for. Of a few people, found by the
# index; of most, in a sweep, which the plus before the column asks for.
_TOUCHES = """
SELECT contact_id, "on", kind, "by", minutes, "group", depth FROM touchpoint
WHERE "on" <= :as_of
"""
TOUCHES_OF_FEW = _TOUCHES + f"AND contact_id {_OF_MANY}"
TOUCHES_OF_MOST = _TOUCHES + f"AND +contact_id {_OF_MANY}"
_FACTS = """
SELECT contact_id, "on", what, note FROM fact
WHERE "on" <= :as_of
"""
FACTS_OF_FEW = _FACTS + f"AND contact_id {_OF_MANY}"
FACTS_OF_MOST = _FACTS + f"AND +contact_id {_OF_MANY}"
# Everybody's newest touch of some kinds: `:kinds` is a JSON list.
NEWEST_TOUCHES = """
SELECT c.id, t."on", t.kind, t."by", t.minutes, t."group", t.depth
FROM contact AS c JOIN touchpoint AS t ON t.id = (
    SELECT id FROM touchpoint
    WHERE contact_id = c.id AND "on" <= :as_of
      AND kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY "on" DESC LIMIT 1
)
"""
# Who has a touch of those kinds since a day, and none before it.
NEWLY_TOUCHED = """
SELECT id FROM contact
WHERE EXISTS (
    SELECT 1 FROM touchpoint
    WHERE contact_id = contact.id AND "on" BETWEEN :since AND :as_of
      AND kind IN (SELECT value FROM json_each(:kinds))
) AND NOT EXISTS (
    SELECT 1 FROM touchpoint
    WHERE contact_id = contact.id AND "on" < :since
      AND kind IN (SELECT value FROM json_each(:kinds))
)
"""
LAST_NOTES = """
SELECT t.contact_id, t."on", t.note
FROM json_each(:ids) AS wanted JOIN touchpoint AS t ON t.id = (
    SELECT id FROM touchpoint
    WHERE contact_id = wanted.value AND note <> '' AND "on" <= :as_of
    ORDER BY "on" DESC, id DESC LIMIT 1
)
"""

TAGS = "SELECT contact_id, tag FROM tag ORDER BY tag, contact_id"
TAGGED = """
SELECT t.contact_id FROM tag AS t JOIN contact AS c ON c.id = t.contact_id
WHERE t.tag = :tag AND c.archived = :archived
ORDER BY t.contact_id
"""
TAGS_OF = "SELECT tag FROM tag WHERE contact_id = :contact_id ORDER BY tag"
REMOVE_TAG = "DELETE FROM tag WHERE contact_id = :contact_id AND tag = :tag"
REMOVE_HANDLE = """
DELETE FROM handle WHERE contact_id = :contact_id AND kind = :kind AND value = :value
"""
GAINS_OF = """
SELECT whose, slot, text, "on" FROM gains
WHERE contact_id = :contact_id AND "on" <= :as_of
ORDER BY id
"""
REMOVE_GAIN = """
DELETE FROM gains WHERE contact_id = :contact_id AND whose = :whose AND slot = :slot
"""

EVENT = 'SELECT id, "on", name, place FROM event WHERE id = :event_id'
GUESTS = "SELECT DISTINCT contact_id FROM touchpoint WHERE event_id = :event_id ORDER BY contact_id"
TOUCHES_AT = "SELECT id FROM touchpoint WHERE event_id = :event_id ORDER BY id"
EVENTS_ON = (
    """SELECT id, name, place FROM event WHERE "on" = :on AND name IS NOT NULL ORDER BY id"""
)
EVENTS_UNTIL = """
SELECT id, name FROM event WHERE "on" <= :on AND name IS NOT NULL
ORDER BY "on" DESC, id DESC
"""
EVENT_HABITS = """
SELECT minutes, "group" FROM touchpoint WHERE event_id = :event_id ORDER BY id
"""

_REQUEST = (
    "SELECT id, direction, person_id, target_id, target, need, via, began, inside FROM request"
)
REQUEST = _REQUEST + " WHERE id = :request_id"
REQUESTS = _REQUEST + " ORDER BY id"
REQUESTS_OF = _REQUEST + " WHERE person_id = :contact_id OR target_id = :contact_id ORDER BY id"
_STEP = """
SELECT request_id, step, "on", note, level, outcome, amount_minor, currency, verdict, person_then,
       target_then
FROM request_step
"""
STEPS_OF = _STEP + "WHERE request_id = :request_id ORDER BY id"
ALL_STEPS = _STEP + "ORDER BY id"
STEP = "SELECT request_id FROM request_step WHERE id = :step_id"

_PROMISE = """
SELECT id, contact_id, text, mine, made_on, due_on, ended, ended_on FROM promise
"""
PROMISE = _PROMISE + "WHERE id = :promise_id"
PROMISES = _PROMISE + "ORDER BY id"
PROMISES_OF = _PROMISE + "WHERE contact_id = :contact_id ORDER BY id"

EDITION = """
SELECT coalesce(max(id), 0) || '/' || count(undone_at) || '/' || coalesce(max(undone_at), '')
FROM change
"""
SOURCED = """
SELECT contact_id, source, source_id, kind, "on" FROM touchpoint WHERE source IS NOT NULL
"""
BELONGINGS = """
SELECT (SELECT count(*) FROM handle WHERE contact_id = :contact_id) AS handle,
       (SELECT count(*) FROM touchpoint WHERE contact_id = :contact_id) AS touchpoint,
       (SELECT count(*) FROM fact WHERE contact_id = :contact_id) AS fact,
       (SELECT count(*) FROM tag WHERE contact_id = :contact_id) AS tag,
       (SELECT count(*) FROM gains WHERE contact_id = :contact_id) AS gains,
       (SELECT count(*) FROM promise WHERE contact_id = :contact_id) AS promise,
       (SELECT count(*) FROM request
        WHERE person_id = :contact_id OR target_id = :contact_id) AS request
"""
NOT_SAME = "SELECT contact_id, other_id FROM not_same ORDER BY id"
FACTS_RECORDED = 'SELECT contact_id, what, "on", note FROM fact'
FOUND = """
SELECT rowid, snippet(search, -1, char(2), char(3), '…', 24) FROM search
WHERE search MATCH :query
ORDER BY bm25(search, 4.0, 1.0), rowid DESC
"""
GAIN = 'SELECT contact_id, whose, slot, text, "on" FROM gains WHERE id = :gains_id'
SEEN_WITH = """
SELECT other.contact_id, count(DISTINCT other.event_id) AS events, e.name, max(e."on")
FROM touchpoint AS mine
JOIN touchpoint AS other ON other.event_id = mine.event_id
    AND other.contact_id <> mine.contact_id
JOIN event AS e ON e.id = mine.event_id
WHERE mine.contact_id = :contact_id AND mine."on" <= :as_of AND other."on" <= :as_of
GROUP BY other.contact_id
ORDER BY events DESC, other.contact_id
"""
INTRODUCED_BY = "SELECT id FROM contact WHERE met_through_id = :contact_id ORDER BY id"
COUNTS = """
SELECT (SELECT count(*) FROM contact) AS contacts,
       (SELECT count(*) FROM touchpoint) AS touchpoints,
       (SELECT count(*) FROM fact) AS facts,
       (SELECT count(*) FROM event) AS events
"""

# A change of which no row is left, as after somebody was forgotten, can neither be taken back nor
# done again.
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
LAST_CHANGE = """
SELECT id, words, "at" FROM change
WHERE undone_at IS NULL AND EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)
ORDER BY id DESC LIMIT 1
"""
LAST_UNDONE = """
SELECT id, words, "at" FROM change
WHERE undone_at IS NOT NULL AND EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)
ORDER BY id LIMIT 1
"""
CHANGED_ROWS = """
SELECT table_name, row_id, "before" FROM change_row
WHERE change_id = :change_id
ORDER BY id DESC
"""
FORGET_CHANGED_ROWS = "DELETE FROM change_row WHERE change_id = :change_id"
RECORD_AGAIN = "UPDATE change SET recording = 1 WHERE id = :change_id"
STOP_RECORDING = """
UPDATE change SET recording = 0, undone_at = :undone_at WHERE id = :change_id
"""
# Once something else is written, what was undone can no longer be done again.
FORGET_UNDONE_ROWS = """
DELETE FROM change_row WHERE change_id IN (SELECT id FROM change WHERE undone_at IS NOT NULL)
"""


# Only undo and forgetting write without SQLModel: any table, by the names of its own columns.
# Those names come from the ledger's schema, never from what somebody typed.


def delete_row(table: str) -> str:
    """Take out the row ``:id``."""
    return f'DELETE FROM "{table}" WHERE id = :id'  # noqa: S608


def update_row(table: str, columns: list[str]) -> str:
    """Give the row ``:id`` the value of each column's parameter."""
    values = ", ".join(f'"{name}" = :{name}' for name in columns)
    return f'UPDATE "{table}" SET {values} WHERE id = :id'  # noqa: S608


def insert_row(table: str, columns: list[str]) -> str:
    """Put in a row of the columns' parameters."""
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({values})'  # noqa: S608
