"""Digests of whom was forgotten, so that an import does not bring them back.

An older ledger in which somebody was forgotten, as one that is kept as a backup, has the table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("length(key) = 64", name="ck_forgotten_key"),
        sa.CheckConstraint("length(digest) = 64", name="ck_forgotten_digest"),
        sa.UniqueConstraint("digest", name="uq_forgotten_digest"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
