"""Parts of a name, what was true of somebody, addresses that are preferred or past, and origins.

A touchpoint may be known to several sources, each by an id of its own, so its source's id moves to
a table of its own, `origin`; what a calendar said of it goes along, as far as the log still tells.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_PARTS = ("prefix", "given", "middle", "family", "suffix")
_FORMER = "what IN ('name', 'spelling', 'nickname', 'company', 'title', 'birthday', 'met_at')"
_KINDS = (
    "kind IN ('meeting', 'meal', 'visit', 'worked', 'event', 'video', 'call', 'letter', 'email',"
    " 'message', 'comment', 'connect', 'like', 'card', 'attended', 'planned', 'attempt')"
)
_TIME = "\"time\" GLOB '[0-2][0-9]:[0-5][0-9]' AND \"time\" < '24:00'"
_KEPT = (
    'id, contact_id, kind, "on", "by", minutes, "group", depth, event_id, note, source, recorded_on'
)

# Every touchpoint that a source has an id for, as it was when it came in: as it is, or as the
# oldest image that the log has of it. One that is gone has an image only; the newest of them all is
# what would bring it back.
_SOURCED = """
CREATE TEMP TABLE sourced AS
WITH image AS (
    SELECT row_id, max(id) AS newest, min(id) FILTER (WHERE "before" IS NOT NULL) AS oldest
    FROM change_row WHERE table_name = 'touchpoint' GROUP BY row_id
), known AS (
    SELECT t.id, t.source, t.source_id, NULL AS newest, image.oldest, json_object(
        'on', t."on", 'kind', t.kind, 'by', t."by", 'minutes', t.minutes, 'group', t."group",
        'note', t.note) AS now
    FROM touchpoint AS t LEFT JOIN image ON image.row_id = t.id
    WHERE t.source_id IS NOT NULL
    UNION ALL
    SELECT image.row_id, json_extract(r."before", '$.source'),
        json_extract(r."before", '$.source_id'), r.id, image.oldest, r."before"
    FROM image JOIN change_row AS r ON r.id = image.newest
    WHERE image.row_id NOT IN (SELECT id FROM touchpoint)
        AND json_extract(r."before", '$.source_id') IS NOT NULL
)
SELECT row_number() OVER (ORDER BY known.id) AS origin_id, known.id, known.source, known.source_id,
    known.newest, coalesce(r."before", known.now) AS told
FROM known LEFT JOIN change_row AS r ON r.id = known.oldest
"""
_TOLD = """CASE source WHEN 'icalendar' THEN json_object(
    'sequence', 0, 'on', json_extract(told, '$.on'), 'time', NULL,
    'kind', json_extract(told, '$.kind'), 'by', json_extract(told, '$.by'),
    'minutes', json_extract(told, '$.minutes'), 'group', json_extract(told, '$.group'),
    'note', json_extract(told, '$.note')) ELSE '' END"""
_ORIGINS = f"""
INSERT INTO origin (id, touchpoint_id, source, source_id, told)
SELECT origin_id, id, source, source_id, {_TOLD} FROM sourced WHERE newest IS NULL
"""  # noqa: S608
# What brings a touchpoint back brings its origin back. Joined with an empty text, JSON is a text.
_ORIGIN_IMAGES = f"""
INSERT INTO change_row (change_id, table_name, row_id, "before")
SELECT r.change_id, 'origin', s.origin_id, json_object('id', s.origin_id, 'touchpoint_id', s.id,
    'source', s.source, 'source_id', s.source_id, 'told', s.told || '')
FROM (SELECT origin_id, id, source, source_id, newest, {_TOLD} AS told FROM sourced) AS s
JOIN change_row AS r ON r.id = s.newest
ORDER BY r.id
"""  # noqa: S608
_STRIP_IMAGES = """
UPDATE change_row SET "before" = json_remove("before", '$.source_id')
WHERE table_name = 'touchpoint' AND "before" IS NOT NULL
"""
# As many ids as were given: an origin whose touchpoint is gone may come back by its image.
_GIVEN = """
INSERT INTO sqlite_sequence (name, seq)
SELECT 'origin', max(origin_id) FROM sourced HAVING max(origin_id) IS NOT NULL
"""


def upgrade() -> None:
    """Add columns and tables; rebuild the touchpoints, whose rules are others."""
    _add_to_people()
    _create_former()
    op.execute(_SOURCED)
    _rebuild_touchpoint()
    _create_origin()
    op.execute(_ORIGINS)
    op.execute(_ORIGIN_IMAGES)
    op.execute(_STRIP_IMAGES)
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'origin'")
    op.execute(_GIVEN)
    op.execute("DROP TABLE sourced")


def _add_to_people() -> None:
    for part in _PARTS:
        op.execute(f"ALTER TABLE contact ADD COLUMN {part} VARCHAR DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE handle ADD COLUMN preferred BOOLEAN DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_handle_preferred CHECK (preferred IN (0, 1))"
    )
    op.execute(
        "ALTER TABLE handle ADD COLUMN until DATE"
        " CONSTRAINT ck_handle_until CHECK (date(until, '+0 days') IS until)"
    )


def _create_former() -> None:
    op.create_table(
        "former",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("recorded_on", sa.Date()),
        sa.Column("source", sa.String()),
        sa.CheckConstraint(_FORMER, name="ck_former_what"),
        sa.CheckConstraint("NOT trim(value) = ''", name="ck_former_value"),
        sa.CheckConstraint("date(until, '+0 days') IS until", name="ck_former_until"),
        sa.CheckConstraint(
            "date(recorded_on, '+0 days') IS recorded_on", name="ck_former_recorded_on"
        ),
        sa.CheckConstraint("NOT trim(source) = ''", name="ck_former_source"),
        sa.UniqueConstraint("contact_id", "what", "value", name="uq_former_contact_id_what_value"),
        _of("contact", "former"),
        sqlite_autoincrement=True,
    )


def _rebuild_touchpoint() -> None:
    op.create_table(
        "rebuilt",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("group", sa.Integer()),
        sa.Column("depth", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("event_id", sa.Integer()),
        sa.Column("note", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("source", sa.String()),
        sa.Column("recorded_on", sa.Date()),
        sa.Column("time", sa.String()),
        sa.CheckConstraint(_KINDS, name="ck_touchpoint_kind"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_touchpoint_on"),
        sa.CheckConstraint("\"by\" IN ('me', 'them', 'both', 'none')", name="ck_touchpoint_by"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="ck_touchpoint_minutes"),
        sa.CheckConstraint('"group" BETWEEN 2 AND 100000', name="ck_touchpoint_group"),
        sa.CheckConstraint("depth BETWEEN 0 AND 3", name="ck_touchpoint_depth"),
        sa.CheckConstraint(
            "date(recorded_on, '+0 days') IS recorded_on", name="ck_touchpoint_recorded_on"
        ),
        sa.CheckConstraint(_TIME, name="ck_touchpoint_time"),
        _of("contact", "touchpoint"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_touchpoint_event_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO rebuilt ({_KEPT}) SELECT {_KEPT} FROM touchpoint")  # noqa: S608
    op.drop_table("touchpoint")
    op.rename_table("rebuilt", "touchpoint")
    op.create_index("ix_touchpoint_event_id", "touchpoint", ["event_id"])
    op.create_index("ix_touchpoint_contact_id_on", "touchpoint", ["contact_id", "on"])


def _create_origin() -> None:
    op.create_table(
        "origin",
        _id(),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.CheckConstraint("NOT trim(source) = ''", name="ck_origin_source"),
        sa.UniqueConstraint(
            "touchpoint_id", "source", "source_id", name="uq_origin_touchpoint_id_source_source_id"
        ),
        _of("touchpoint", "origin"),
        sqlite_autoincrement=True,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _of(parent: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{parent}_id"], [f"{parent}.id"], name=f"fk_{table}_{parent}_id", ondelete="CASCADE"
    )
