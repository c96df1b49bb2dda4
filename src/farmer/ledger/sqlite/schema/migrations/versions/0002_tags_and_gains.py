"""Groups of people, and what two people know of each other's goals and skills."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SLOTS = "slot IN ('goals', 'accomplishments', 'interests', 'networks', 'skills')"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "tag",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.CheckConstraint("NOT trim(tag) = '' AND length(tag) <= 50", name="ck_tag_tag"),
        sa.UniqueConstraint("contact_id", "tag", name="uq_tag_contact_id_tag"),
        _of_contact("tag"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tag_tag", "tag", ["tag"])
    op.create_table(
        "gains",
        _id(),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint("whose IN ('theirs', 'mine')", name="ck_gains_whose"),
        sa.CheckConstraint(_SLOTS, name="ck_gains_slot"),
        sa.CheckConstraint("NOT trim(text) = ''", name="ck_gains_text"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_gains_on"),
        sa.UniqueConstraint("contact_id", "whose", "slot", name="uq_gains_contact_id_whose_slot"),
        _of_contact("gains"),
        sqlite_autoincrement=True,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _of_contact(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["contact_id"], ["contact.id"], name=f"fk_{table}_contact_id", ondelete="CASCADE"
    )
