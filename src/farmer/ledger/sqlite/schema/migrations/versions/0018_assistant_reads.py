"""Of whom an assistant was told, and when: beside the log, for what was told cannot be taken back.

Nobody is referred to: whoever is taken out again, as by an undo, was told of all the same.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the table, which begins empty: nothing was kept of it before."""
    op.create_table(
        "assistant_read",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("with_words", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.CheckConstraint(
            'date("on", \'+0 days\') IS "on"',
            name="ck_assistant_read_on",
        ),
        sa.CheckConstraint("NOT trim(tool) = ''", name="ck_assistant_read_tool"),
        sa.CheckConstraint("with_words IN (0, 1)", name="ck_assistant_read_with_words"),
        sa.UniqueConstraint(
            "contact_id", "on", "tool", name="uq_assistant_read_contact_id_on_tool"
        ),
        sqlite_autoincrement=True,
    )
