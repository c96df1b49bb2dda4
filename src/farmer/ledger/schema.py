"""Which ledger this code writes: its mark, its revisions in order, and the tables undo watches.

Standard library only: every command asks whether a ledger is up to date, few have to migrate one.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

# In the file's header (``PRAGMA application_id``), so that no other program's file passes for ours.
APPLICATION_ID = 0x6661726D  # "farm"

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = REVISIONS[-1]

# What a person's ledger is made of; `change` and `change_row` only remember how it came to be.
TRACKED = (
    *("contact", "handle", "event", "touchpoint", "fact", "tag", "gains"),
    *("request", "request_step", "promise", "not_same"),
)


class Steps(NamedTuple):
    """The migrations that lead to this code's ledger: revisions in order, and their scripts."""

    revisions: tuple[str, ...]
    folder: Path

    @property
    def head(self) -> str:
        """The revision that a ledger has when nothing is pending."""
        return self.revisions[-1]

    def after(self, revision: str | None) -> tuple[str, ...]:
        """The steps still to come for a ledger at `revision`; None is no ledger yet."""
        done = 0 if revision is None else self.revisions.index(revision) + 1
        return self.revisions[done:]


STEPS = Steps(REVISIONS, Path(__file__).parent / "migrations")
