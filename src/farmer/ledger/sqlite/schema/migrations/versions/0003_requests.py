"""Referral requests and the steps of their lives."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_STEPS = (
    "step IN ('asked', 'sent', 'decline', 'ask-target', 'target-yes', 'target-no', 'confirm',"
    " 'introduce', 'met', 'outcome', 'thanked', 'withdraw', 'reopen')"
)
_OUTCOMES = "outcome IN ('good', 'bad', 'no-fit', 'no-follow-up', 'business')"
_VERDICTS = "verdict IN ('not yet', 'almost', 'farmed')"


def upgrade() -> None:
    """Create both tables."""
    _create_request()
    _create_request_step()


def _create_request() -> None:
    op.create_table(
        "request",
        _id(),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("target_id", sa.Integer()),
        _words("target"),
        _words("need"),
        _words("via"),
        sa.Column("began", sa.String(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.CheckConstraint("direction IN ('given', 'received')", name="ck_request_direction"),
        sa.CheckConstraint("target_id <> person_id", name="ck_request_target_id"),
        sa.CheckConstraint("began IN ('me', 'asker', 'target')", name="ck_request_began"),
        sa.CheckConstraint("inside IN (0, 1)", name="ck_request_inside"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["contact.id"], name="fk_request_person_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["contact.id"], name="fk_request_target_id", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_person_id", "request", ["person_id"])
    op.create_index("ix_request_target_id", "request", ["target_id"])


def _create_request_step() -> None:
    op.create_table(
        "request_step",
        _id(),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _words("note"),
        sa.Column("level", sa.Integer()),
        sa.Column("outcome", sa.String()),
        sa.Column("amount_minor", sa.Integer()),
        sa.Column("currency", sa.String()),
        sa.Column("verdict", sa.String()),
        sa.Column("person_then", sa.String()),
        sa.Column("target_then", sa.String()),
        sa.CheckConstraint(_STEPS, name="ck_request_step_step"),
        sa.CheckConstraint('date("on", \'+0 days\') IS "on"', name="ck_request_step_on"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="ck_request_step_level"),
        sa.CheckConstraint(_OUTCOMES, name="ck_request_step_outcome"),
        sa.CheckConstraint("amount_minor >= 0", name="ck_request_step_amount_minor"),
        sa.CheckConstraint("currency GLOB '[A-Z][A-Z][A-Z]'", name="ck_request_step_currency"),
        sa.CheckConstraint(
            "(amount_minor IS NULL) = (currency IS NULL)", name="ck_request_step_amount"
        ),
        sa.CheckConstraint(_VERDICTS, name="ck_request_step_verdict"),
        sa.CheckConstraint(
            "person_then IS NULL OR json_valid(person_then)", name="ck_request_step_person_then"
        ),
        sa.CheckConstraint(
            "target_then IS NULL OR json_valid(target_then)", name="ck_request_step_target_then"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name="fk_request_step_request_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_step_request_id", "request_step", ["request_id"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''"))
