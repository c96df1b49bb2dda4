"""What is searched is folded, and cut into letters where a script writes no spaces.

The index is laid out and filled after the steps, as whenever there were any.
"""

from __future__ import annotations

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Nothing else changes."""
