"""Links between others: that two people have something with each other, or have not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table, which begins empty: nothing was told of it before."""
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("strength", sa.String()),
        sa.Column("denied", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("told_by_id", sa.Integer()),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date()),
        sa.Column("source", sa.String()),
        *_rules(),
        sa.UniqueConstraint("contact_id", "other_id", name="uq_link_contact_id_other_id"),
        _person("contact_id", "CASCADE"),
        _person("other_id", "CASCADE"),
        _person("told_by_id", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_other_id", "link", ["other_id"])
    op.create_index("ix_link_told_by_id", "link", ["told_by_id"])


def _rules() -> list[sa.CheckConstraint]:
    rules = {
        "other_id": "contact_id < other_id",
        "strength": "strength IN ('close', 'works', 'met')",
        "denied": "denied IN (0, 1)",
        "on": 'date("on", \'+0 days\') IS "on"',
        "recorded_on": "date(recorded_on, '+0 days') IS recorded_on",
        "source": "NOT trim(source) = ''",
    }
    return [sa.CheckConstraint(rule, name=f"ck_link_{name}") for name, rule in rules.items()]


def _person(column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["contact.id"], name=f"fk_link_{column}", ondelete=ondelete
    )
