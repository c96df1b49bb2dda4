"""When somebody was born, and until when they are left in peace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# As the revision before left it: a rebuild keeps only what it is told of.
_CONTACT = sa.Table(
    "contact",
    sa.MetaData(),
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("name", sa.String(), nullable=False),
    *(
        sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False)
        for name in ("nickname", "company", "title", "met_at")
    ),
    sa.Column("met_on", sa.Date()),
    sa.Column("met_through_id", sa.Integer()),
    sa.Column("cadence_days", sa.Integer()),
    sa.Column("notes", sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column("archived", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    sa.Column("added_on", sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_contact"),
    sa.ForeignKeyConstraint(
        ["met_through_id"], ["contact.id"], name="fk_contact_met_through_id", ondelete="SET NULL"
    ),
    sa.CheckConstraint(
        "NOT trim(name, char(9, 10, 13, 32)) = '' AND length(name) <= 200", name="ck_contact_name"
    ),
    sa.CheckConstraint("date(met_on, '+0 days') IS met_on", name="ck_contact_met_on"),
    sa.CheckConstraint("met_through_id <> id", name="ck_contact_met_through_id"),
    sa.CheckConstraint("cadence_days BETWEEN 1 AND 3650", name="ck_contact_cadence_days"),
    sa.CheckConstraint("archived IN (0, 1)", name="ck_contact_archived"),
    sa.CheckConstraint("date(added_on, '+0 days') IS added_on", name="ck_contact_added_on"),
    sa.Index("ix_contact_met_through_id", "met_through_id"),
    sqlite_autoincrement=True,
)
# ``--05-12``, whose year nobody knows, is a day of a leap year.
_WHOLE = "replace(substr(birthday, 1, 2), '--', '2000-') || substr(birthday, 3)"


def upgrade() -> None:
    """Add the two columns."""
    with op.batch_alter_table("contact", recreate="always", copy_from=_CONTACT) as batch:
        batch.add_column(
            sa.Column("birthday", sa.String(), server_default=sa.text("''"), nullable=False)
        )
        batch.add_column(sa.Column("snoozed_until", sa.Date()))
        batch.create_check_constraint(
            "ck_contact_birthday", f"birthday = '' OR date({_WHOLE}, '+0 days') IS {_WHOLE}"
        )
        batch.create_check_constraint(
            "ck_contact_snoozed_until", "date(snoozed_until, '+0 days') IS snoozed_until"
        )
