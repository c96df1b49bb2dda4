"""Sources that are read again by themselves, and what of their files and lines was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "remembered",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("read_at", sa.String()),
        sa.Column("came", sa.String(), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("change_id", sa.Integer()),
        sa.UniqueConstraint("path", name="uq_remembered_path"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "read_file",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("remembered_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("modified", sa.Integer(), nullable=False),
        sa.Column("altered", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("change_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["remembered_id"],
            ["remembered.id"],
            name="fk_read_file_remembered_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("remembered_id", "path", name="uq_read_file_remembered_id_path"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "read_line",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("reason", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("change_id", sa.Integer()),
        sa.UniqueConstraint("digest", name="uq_read_line_digest"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_read_file_held", "read_file", ["held"], sqlite_where=sa.text("held > 0"))
    op.create_index("ix_read_line_text", "read_line", ["text"], sqlite_where=sa.text("text > ''"))
