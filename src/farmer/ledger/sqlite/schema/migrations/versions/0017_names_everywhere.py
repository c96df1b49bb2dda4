"""What every copy of a ledger calls its rows and changes, so that two copies become one again.

A row's name follows from the change that brought it in, which is told from all others from now on.
Those of rows that came from another ledger are kept, with what that one had told of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add three columns to the changes, and the table."""
    op.execute("ALTER TABLE change ADD COLUMN nonce VARCHAR")
    _add("last_at", "VARCHAR", "last_at IS NULL OR datetime(last_at) IS NOT NULL")
    _add("final", "BOOLEAN DEFAULT 0 NOT NULL", "final IN (0, 1)")
    op.create_table(
        "shared_row",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer()),
        sa.Column("body", sa.String()),
        sa.Column("as_of", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("length(uid) = 32", name="ck_shared_row_uid"),
        sa.CheckConstraint("body IS NULL OR json_valid(body)", name="ck_shared_row_body"),
        sa.UniqueConstraint("uid", name="uq_shared_row_uid"),
        sqlite_autoincrement=True,
    )


def _add(column: str, declared: str, rule: str) -> None:
    name = f"ck_change_{column}"
    op.execute(
        f"ALTER TABLE change ADD COLUMN {column} {declared} CONSTRAINT {name} CHECK ({rule})"
    )
