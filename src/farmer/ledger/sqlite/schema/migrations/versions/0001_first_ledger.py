"""The first ledger: contacts, handles, events, touchpoints, facts, and the change log.

Written out, not derived from the tables of today's code: a step must stay what it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KINDS = (
    "kind IN ('meeting', 'meal', 'visit', 'worked', 'event', 'video', 'call', 'letter', 'email',"
    " 'message', 'comment', 'connect', 'like', 'card', 'attempt')"
)
_FACTS = (
    "what IN ('kept', 'broken', 'breach', 'forgiven', 'work:told', 'work:vouched', 'work:seen',"
    " 'work:used', 'unhappy', 'made_right', 'gave', 'got', 'asked_them', 'ref_out_good', 'ref_bad',"
    " 'ref_in_good')"
)
_NAME = "NOT trim(name, char(9, 10, 13, 32)) = '' AND length(name) <= 200"


def upgrade() -> None:
    """Create every table."""
    _create_contact()
    _create_handle()
    _create_event()
    _create_touchpoint()
    _create_fact()
    _create_change_log()


def _create_contact() -> None:
    op.create_table(
        "contact",
        _id(),
        sa.Column("name", sa.String(), nullable=False),
        _words("nickname"),
        _words("company"),
        _words("title"),
        _words("met_at"),
        sa.Column("met_on", sa.Date()),
        sa.Column("met_through_id", sa.Integer()),
        sa.Column("cadence_days", sa.Integer()),
        _words("notes"),
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint(_NAME, name="ck_contact_name"),
        sa.CheckConstraint("date(met_on, '+0 days') IS met_on", name="ck_contact_met_on"),
        sa.CheckConstraint("met_through_id <> id", name="ck_contact_met_through_id"),
        sa.CheckConstraint("cadence_days BETWEEN 1 AND 3650", name="ck_contact_cadence_days"),
        sa.CheckConstraint("archived IN (0, 1)", name="ck_contact_archived"),
        sa.CheckConstraint("date(added_on, '+0 days') IS added_on", name="ck_contact_added_on"),
        sa.ForeignKeyConstraint(
            ["met_through_id"],
            ["contact.id"],
            name="fk_contact_met_through_id",
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_met_through_id", "contact", ["met_through_id"])


def _create_handle() -> None:
    op.create_table(
        "handle",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone', 'url')", name="ck_handle_kind"),
        sa.CheckConstraint("NOT trim(value) = ''", name="ck_handle_value"),
        sa.UniqueConstraint("contact_id", "kind", "value", name="uq_handle_contact_id_kind_value"),
        _of_contact("handle"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handle_kind_value", "handle", ["kind", "value"])


def _create_event() -> None:
    op.create_table(
        "event",
        _id(),
        sa.Column("name", sa.String()),
        _words("place"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint(_NAME, name="ck_event_name"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_event_on"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_on", "event", ["on"])


def _create_touchpoint() -> None:
    op.create_table(
        "touchpoint",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("group", sa.Integer()),
        sa.Column("depth", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("event_id", sa.Integer()),
        _words("note"),
        sa.Column("source", sa.String()),
        sa.Column("source_id", sa.String()),
        sa.CheckConstraint(_KINDS, name="ck_touchpoint_kind"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_touchpoint_on"),
        sa.CheckConstraint(
            "\"by\" IN ('me', 'them', 'both', 'none')",
            name="ck_touchpoint_by",
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="ck_touchpoint_minutes"),
        sa.CheckConstraint('"group" BETWEEN 2 AND 100000', name="ck_touchpoint_group"),
        sa.CheckConstraint("depth BETWEEN 0 AND 3", name="ck_touchpoint_depth"),
        sa.CheckConstraint(
            "source_id IS NULL OR source IS NOT NULL", name="ck_touchpoint_source_id"
        ),
        sa.UniqueConstraint(
            "contact_id", "source", "source_id", name="uq_touchpoint_contact_id_source_source_id"
        ),
        _of_contact("touchpoint"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name="fk_touchpoint_event_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_touchpoint_event_id", "touchpoint", ["event_id"])
    op.create_index("ix_touchpoint_contact_id_on", "touchpoint", ["contact_id", "on"])


def _create_fact() -> None:
    op.create_table(
        "fact",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _words("note"),
        sa.CheckConstraint(_FACTS, name="ck_fact_what"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_fact_on"),
        _of_contact("fact"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fact_contact_id_on", "fact", ["contact_id", "on"])


def _create_change_log() -> None:
    op.create_table(
        "change",
        _id(),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("recording", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("undone_at", sa.String()),
        sa.CheckConstraint("recording IN (0, 1)", name="ck_change_recording"),
        sa.CheckConstraint('datetime("at") IS NOT NULL', name="ck_change_at"),
        sa.CheckConstraint(
            "undone_at IS NULL OR datetime(undone_at) IS NOT NULL", name="ck_change_undone_at"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_change_recording",
        "change",
        ["recording"],
        unique=True,
        sqlite_where=sa.text("recording = 1"),
    )
    op.create_table(
        "change_row",
        _id(),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String()),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name="fk_change_row_change_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_row_change_id", "change_row", ["change_id"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''"))


def _of_contact(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["contact_id"], ["contact.id"], name=f"fk_{table}_contact_id", ondelete="CASCADE"
    )
