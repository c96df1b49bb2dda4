"""When each row was recorded, so that what is of one day stands in one order in all copies.

It is the second of the change that brought the row in; of what another copy told, that of its
change. So two copies that are brought up apart have the same. What no log tells of has 0.
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"

_TABLES = ("event", "touchpoint", "fact", "request", "request_step", "promise")
_BORN = """
CREATE TEMP TABLE born AS
SELECT r.table_name, r.row_id, min(r.id), CAST(strftime('%s', c."at") AS INTEGER) AS second
FROM change_row AS r JOIN change AS c ON c.id = r.change_id
WHERE r."before" IS NULL AND c.undone_at IS NULL
GROUP BY r.table_name, r.row_id
"""
# A row's own stamp is in `stamps` under the empty name where it is not the newest of all.
_TOLD = """
INSERT OR REPLACE INTO born (table_name, row_id, second)
SELECT table_name, row_id, CASE own WHEN 0 THEN 0 ELSE min(newest, coalesce(first, newest)) END
FROM (
    SELECT table_name, row_id, json_extract(body, '$.stamp[0]') AS newest,
        (SELECT json_extract(value, '$[0]') FROM json_each(body, '$.stamps') WHERE key = '') AS own,
        (SELECT min(json_extract(value, '$[0]')) FROM json_each(body, '$.stamps')
         WHERE json_extract(value, '$[0]') > 0) AS first
    FROM shared_row WHERE body IS NOT NULL AND row_id IS NOT NULL)
"""
# By row, in a table of their own for so long.
WORKED_OUT = (_BORN, "CREATE UNIQUE INDEX temp.ix_born ON born (table_name, row_id)", _TOLD)
_FILL = """
UPDATE {table} SET recorded_at = coalesce((
    SELECT second FROM born WHERE table_name = '{table}' AND row_id = {table}.id), 0)
"""


def upgrade() -> None:
    """Add the column, and fill it in for the rows that are there."""
    for statement in WORKED_OUT:
        op.execute(statement)
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ADD COLUMN recorded_at INTEGER DEFAULT 0 NOT NULL")
        op.execute(_FILL.format(table=table))
    op.execute("DROP TABLE temp.born")
