"""Who was said not to be the same person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "not_same",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("contact_id < other_id", name="ck_not_same_other_id"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_not_same_contact_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["contact.id"], name="fk_not_same_other_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("contact_id", "other_id", name="uq_not_same_contact_id_other_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_not_same_other_id", "not_same", ["other_id"])
