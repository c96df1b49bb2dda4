"""Machines that keep one ledger through a folder: what this one sent, and read of the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "sync_folder",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        *_position(),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("sent_image", sa.Integer(), nullable=False),
        sa.Column("sent_forgotten", sa.Integer(), nullable=False),
        sa.Column("taken_change_id", sa.Integer()),
        sa.UniqueConstraint("machine", name="uq_sync_folder_machine"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sync_machine",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *_position(),
        sa.Column("holding", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.UniqueConstraint("machine", name="uq_sync_machine_machine"),
        sqlite_autoincrement=True,
    )


def _position() -> list[sa.Column[object]]:
    """Of which machine, up to where in its file, and when that machine wrote it."""
    return [
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("written_at", sa.String()),
    ]
