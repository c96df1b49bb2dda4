"""Promises, theirs and yours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("ended", sa.String()),
        sa.Column("ended_on", sa.Date()),
        sa.CheckConstraint("NOT trim(text) = ''", name="ck_promise_text"),
        sa.CheckConstraint("mine IN (0, 1)", name="ck_promise_mine"),
        sa.CheckConstraint("date(made_on, '+0 days') IS made_on", name="ck_promise_made_on"),
        sa.CheckConstraint("date(due_on, '+0 days') IS due_on", name="ck_promise_due_on"),
        sa.CheckConstraint("ended IN ('kept', 'broken', 'dropped')", name="ck_promise_ended"),
        sa.CheckConstraint("date(ended_on, '+0 days') IS ended_on", name="ck_promise_ended_on"),
        sa.CheckConstraint("(ended IS NULL) = (ended_on IS NULL)", name="ck_promise_end"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_promise_contact_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promise_contact_id", "promise", ["contact_id"])
