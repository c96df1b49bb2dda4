"""Checksums of what is written, so that a byte that changed by itself is found.

They are laid out and summed up after the steps, as whenever there were any.
"""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing else changes."""
