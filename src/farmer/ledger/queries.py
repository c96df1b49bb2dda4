"""Every question asked of the ledger, as SQL with ``:named`` parameters.

Names that are SQL keywords (``"on"``, ``"by"``, ``"group"``) are quoted. Dates are ISO text, which
sorts and compares as dates do.
"""

from __future__ import annotations

PEOPLE = "SELECT id, name, nickname, company FROM contact ORDER BY id"
ALL_HANDLES = "SELECT contact_id, kind, value FROM handle ORDER BY id"

_CONTACT = """
SELECT id, name, nickname, company, title, met_at, met_on, met_through_id, cadence_days, notes,
       archived, added_on
FROM contact
"""
CONTACT = _CONTACT + "WHERE id = :contact_id"
EVERYBODY = _CONTACT + "ORDER BY id"
CONTACTS = _CONTACT + "WHERE archived = 0 ORDER BY id"
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
EVIDENCE = """
SELECT id, contact_id, "on", what, note FROM fact
WHERE contact_id = :contact_id AND "on" <= :as_of
ORDER BY "on", id
"""

ALL_TOUCHES = """
SELECT contact_id, "on", kind, "by", minutes, "group", depth, note FROM touchpoint
WHERE "on" <= :as_of
ORDER BY contact_id, "on", id
"""
ALL_FACTS = """
SELECT contact_id, "on", what, note FROM fact
WHERE "on" <= :as_of
ORDER BY contact_id, "on", id
"""
LAST_NOTES = """
SELECT contact_id, "on", note FROM touchpoint
WHERE note <> '' AND "on" <= :as_of
ORDER BY contact_id, "on", id
"""

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

NEWEST_CHANGE = "SELECT max(id) FROM change"
SOURCES = """
SELECT source_id, contact_id FROM touchpoint
WHERE source = :source AND source_id IS NOT NULL
"""
COUNTS = """
SELECT (SELECT count(*) FROM contact) AS contacts,
       (SELECT count(*) FROM touchpoint) AS touchpoints,
       (SELECT count(*) FROM fact) AS facts,
       (SELECT count(*) FROM event) AS events
"""

LAST_CHANGE = """
SELECT id, words, "at" FROM change WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1
"""
CHANGED_ROWS = """
SELECT table_name, row_id, "before" FROM change_row
WHERE change_id = :change_id
ORDER BY id DESC
"""
FORGET_CHANGED_ROWS = "DELETE FROM change_row WHERE change_id = :change_id"
RECORD_AGAIN = "UPDATE change SET recording = 1 WHERE id = :change_id"
MARK_UNDONE = """
UPDATE change SET recording = 0, undone_at = :undone_at WHERE id = :change_id
"""


# Only undo writes without SQLModel: any table, by the names of its own columns. Those names come
# from the ledger's schema, never from what somebody typed.


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
