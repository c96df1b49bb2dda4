"""By which ids their sources know people, and what is noted of people under a label.

The ids that the ledger has in the touchpoints of imports are brought along: of one of a person
and an occasion the part up to the tab, of a connection the whole.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_DETAILS = "what IN ('own', 'address', 'relation', 'child', 'date')"
_KNOWN = """
INSERT OR IGNORE INTO identifier (contact_id, source, value, recorded_on)
SELECT t.contact_id, o.source,
       CASE instr(o.source_id, char(9)) WHEN 0 THEN o.source_id
           ELSE substr(o.source_id, 1, instr(o.source_id, char(9))) END,
       t.recorded_on
FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id
WHERE (instr(o.source_id, char(9)) > 1 OR t.kind = 'connect') AND trim(o.source_id) <> ''
ORDER BY o.id
"""


def upgrade() -> None:
    """Create both tables, and fill in the ids that are known."""
    op.create_table(
        "identifier",
        *_columns(),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date()),
        *_rules("identifier", source="NOT trim(source) = ''", value="NOT trim(value) = ''"),
        sa.UniqueConstraint(
            "contact_id", "source", "value", name="uq_identifier_contact_id_source_value"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "detail",
        *_columns(),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date()),
        sa.Column("source", sa.String()),
        *_rules(
            "detail",
            what=_DETAILS,
            label="what = 'address' OR NOT trim(label) = ''",
            value="NOT trim(value) = ''",
            source="NOT trim(source) = ''",
        ),
        sa.UniqueConstraint(
            *("contact_id", "what", "label", "value"), name="uq_detail_contact_id_what_label_value"
        ),
        sqlite_autoincrement=True,
    )
    op.execute(_KNOWN)


def _columns() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
    )


def _rules(table: str, **rules: str) -> list[sa.Constraint]:
    rules["recorded_on"] = "date(recorded_on, '+0 days') IS recorded_on"
    checks = [sa.CheckConstraint(rule, name=f"ck_{table}_{name}") for name, rule in rules.items()]
    of_contact = sa.ForeignKeyConstraint(
        ["contact_id"], ["contact.id"], name=f"fk_{table}_contact_id", ondelete="CASCADE"
    )
    return [*checks, of_contact]
