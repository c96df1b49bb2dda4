"""Names of rows that came one behind the other and are as they came: noted together, not each.

What was noted row by row stays so: it is read as before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "shared_run",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("as_of", sa.Integer(), nullable=False),
        sa.Column("uids", sa.String(), nullable=False),
        sa.CheckConstraint("json_valid(body)", name="ck_shared_run_body"),
        sa.CheckConstraint("length(uids) % 32 = 0", name="ck_shared_run_uids"),
        sqlite_autoincrement=True,
    )
