"""Where each row came from, and on which day it was recorded, as far as the log still tells.

Columns are added, and no table is rebuilt. What the log does not tell stays empty.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_RECORDED = (
    *("handle", "tag", "gains", "event", "touchpoint", "fact"),
    *("promise", "request", "request_step", "not_same"),
)
# Imports bring these; touchpoints have a source already, and all else is only ever typed.
_SOURCED = ("contact", "handle", "tag", "fact")

# By the words of its change, what an import brought in; of several kinds at once, only that it was
# a file. A whole ledger's rows are older than that change.
_BORN = """
CREATE TEMP TABLE born AS
SELECT r.table_name, r.row_id, max(r.id) AS newest, date(c."at", 'localtime') AS "on", CASE
    WHEN c.words NOT LIKE 'import of %' THEN 'hand'
    ELSE coalesce(k.kind, 'file') END AS source
FROM change_row AS r JOIN change AS c ON c.id = r.change_id
LEFT JOIN kind AS k ON c.words = 'import of ' || k.title
WHERE r."before" IS NULL AND c.undone_at IS NULL AND c.words <> 'import of a whole ledger'
GROUP BY r.table_name, r.row_id
"""
_KINDS = {
    "linkedin": "LinkedIn connections",
    "linkedin-messages": "LinkedIn messages",
    "linkedin-invitations": "LinkedIn invitations",
    "linkedin-imported": "LinkedIn's imported contacts",
    "google": "Google Contacts",
    "outlook": "Outlook contacts",
    "thunderbird": "Thunderbird address book",
    "ldif": "LDIF",
    "vcard": "vCard",
    "facebook": "Facebook friends and messages",
    "monica": "Monica",
    "friends-md": "friends.md",
    "bni": "BNI slips",
    "icalendar": "calendar",
    "mail": "mail",
    "table": "any table of people",
}
# A row that is gone can come back by undo: the log's own copies of it are told the same.
_IMAGES = """
UPDATE change_row SET "before" = json_set("before", '$.{column}', (
    SELECT born.{value} FROM born WHERE born.table_name = change_row.table_name
        AND born.row_id = change_row.row_id))
WHERE table_name = '{table}' AND "before" IS NOT NULL
"""
_ROWS = """
UPDATE "{table}" SET {column} = (
    SELECT born.{value} FROM born WHERE born.table_name = '{table}' AND born.row_id = "{table}".id)
"""


def upgrade() -> None:
    """Add the columns, and fill them from the log."""
    _collect()
    for table in _RECORDED:
        rule = "date(recorded_on, '+0 days') IS recorded_on"
        _add(table, "recorded_on DATE", rule)
        _fill(table, "recorded_on", '"on"')
    for table in _SOURCED:
        _add(table, "source VARCHAR", "NOT trim(source) = ''")
        _fill(table, "source", "source")
    # What an import brought has said so from the beginning: the others were typed.
    op.execute("UPDATE touchpoint SET source = 'hand' WHERE source IS NULL")
    op.execute("""
        UPDATE change_row SET "before" = json_set("before", '$.source', 'hand')
        WHERE table_name = 'touchpoint' AND json_extract("before", '$.source') IS NULL
    """)
    op.execute("DROP TABLE born")


def _collect() -> None:
    """Which change brought each row in."""
    op.execute("CREATE TEMP TABLE kind (kind TEXT NOT NULL, title TEXT NOT NULL)")
    for kind, title in _KINDS.items():
        quoted = title.replace("'", "''")
        op.execute(f"INSERT INTO kind (kind, title) VALUES ('{kind}', '{quoted}')")  # noqa: S608
    op.execute(_BORN)
    op.execute("DROP TABLE kind")
    op.execute("CREATE UNIQUE INDEX temp.ix_born ON born (table_name, row_id)")


def _add(table: str, column: str, rule: str) -> None:
    name = f"ck_{table}_{column.split()[0]}"
    op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column} CONSTRAINT {name} CHECK ({rule})')


def _fill(table: str, column: str, value: str) -> None:
    for statement in (_ROWS, _IMAGES):
        op.execute(statement.format(table=table, column=column, value=value))
