"""Cards of a folder that is written too: what they and the ledger last agreed on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "agreed_card",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("remembered_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("agreed", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("state", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("change_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["remembered_id"],
            ["remembered.id"],
            name="fk_agreed_card_remembered_id",
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agreed_card_remembered_id", "agreed_card", ["remembered_id"])
