"""The target of a request may answer *later*, with the day from which they may be asked again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_STEPS = (
    "step IN ('asked', 'sent', 'decline', 'ask-target', 'target-yes', 'target-no', 'target-later',"
    " 'confirm', 'introduce', 'met', 'outcome', 'thanked', 'withdraw', 'reopen')"
)
_OUTCOMES = "outcome IN ('good', 'bad', 'no-fit', 'no-follow-up', 'business')"
_KEPT = (
    'id, request_id, step, "on", note, level, outcome, amount_minor, currency, verdict,'
    " person_then, target_then, recorded_on"
)
# No id is given twice, also where the last step was taken out: an undo brings it back.
_SEQUENCE = """
INSERT INTO sqlite_sequence (name, seq)
SELECT 'rebuilt', seq FROM sqlite_sequence WHERE name = 'request_step'
"""


def upgrade() -> None:
    """Rebuild the steps of requests, whose rules are others."""
    op.create_table(
        "rebuilt",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("level", sa.Integer()),
        sa.Column("outcome", sa.String()),
        sa.Column("amount_minor", sa.Integer()),
        sa.Column("currency", sa.String()),
        sa.Column("verdict", sa.String()),
        sa.Column("person_then", sa.String()),
        sa.Column("target_then", sa.String()),
        sa.Column("recorded_on", sa.Date()),
        sa.Column("until", sa.Date()),
        *_rules(),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name="fk_request_step_request_id", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO rebuilt ({_KEPT}) SELECT {_KEPT} FROM request_step")  # noqa: S608
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'rebuilt'")
    op.execute(_SEQUENCE)
    op.drop_table("request_step")
    op.rename_table("rebuilt", "request_step")
    op.create_index("ix_request_step_request_id", "request_step", ["request_id"])


def _rules() -> list[sa.CheckConstraint]:
    rules = {
        "step": _STEPS,
        "on": 'date("on", \'+0 days\') IS "on"',
        "level": "level BETWEEN 1 AND 5",
        "outcome": _OUTCOMES,
        "amount_minor": "amount_minor >= 0",
        "currency": "currency GLOB '[A-Z][A-Z][A-Z]'",
        "amount": "(amount_minor IS NULL) = (currency IS NULL)",
        "verdict": "verdict IN ('not yet', 'almost', 'farmed')",
        "person_then": "person_then IS NULL OR json_valid(person_then)",
        "target_then": "target_then IS NULL OR json_valid(target_then)",
        "recorded_on": "date(recorded_on, '+0 days') IS recorded_on",
        "until": "date(until, '+0 days') IS until",
        "later": "(step = 'target-later') = (until IS NOT NULL)",
    }
    return [
        sa.CheckConstraint(rule, name=f"ck_request_step_{name}") for name, rule in rules.items()
    ]
