"""Which ledger this code writes, and which one a file is: marks, revisions, the watched tables.

Standard library only: every command asks whether a ledger is up to date, few have to migrate one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from farmer.ledger.refusals import (
    LedgerDamaged,
    damaged,
    engine_errors,
    foreign_file,
    newer_ledger,
    primary_code,
)

# In the file's header (``PRAGMA application_id``), so that no other program's file passes for ours.
APPLICATION_ID = 0x6661726D  # "farm"

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"),
    *("0010", "0011", "0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020"),
    "0021",
)
HEAD = REVISIONS[-1]

# What a person's ledger is made of; `change` and `change_row` only remember how it came to be.
TRACKED = (
    *("contact", "handle", "event", "touchpoint", "fact", "tag", "gains"),
    *("request", "request_step", "promise", "not_same", "former", "origin"),
    *("identifier", "detail", "link"),
)

# Whose rows say in which second they were recorded.
DATED = ("event", "touchpoint", "fact", "request", "request_step", "promise")

# Which sources are read again, what of them was read, of whom an assistant was told: no part of the
# log of changes. It is not summed up: where it is damaged, files are read once more, which adds
# nothing, and nobody is judged by it.
NOTED = ("remembered", "read_file", "read_line", "agreed_card", "assistant_read")
# Between which machines the ledger goes to and fro: of this file alone, and found out anew.
MACHINES = ("sync_folder", "sync_machine")
# What other ledgers know of its rows.
OF_OTHERS = ("shared_row", "shared_run")
# What the log keeps as it was: all that a ledger is made of, and that.
LOGGED = (*TRACKED, *OF_OTHERS)

# What is summed up: all that is recorded, how it came to be, and whom the ledger forgot.
CHECKED = (*TRACKED, "change", "change_row", "forgotten", *OF_OTHERS)


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


def is_current(revision: str | None, path: Path, steps: Steps = STEPS) -> bool | None:
    """Whether a ledger of that revision needs no migration; None where there is no ledger yet.

    Raises:
        NewerLedger: for a revision that this farmer does not know.
    """
    if revision is None:
        return None
    if revision not in steps.revisions:
        raise newer_ledger(path)
    return revision == steps.head


def revision_of(db: sqlite3.Connection, path: Path, mark: int) -> str | None:
    """The revision recorded in the ledger; None where the file is empty.

    A crash while the very first change was being written leaves a file that turns empty only once
    SQLite has opened it and taken the half-written change back.

    Raises:
        LedgerUnavailable: for another program's database, or a damaged ledger.
    """
    if mark != APPLICATION_ID:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        if pages or path.stat().st_size:  # it may be too little for SQLite to see, yet somebody's
            raise damaged(path) if _is_nearly_ours(mark) else foreign_file(path)
        return None
    try:
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except engine_errors() as error:
        if primary_code(error) != sqlite3.SQLITE_ERROR:
            raise
        row = None
    if row is None:
        raise LedgerDamaged(f"The ledger {path} does not say its revision.", "Restore a backup.")
    return str(row[0])


def _is_nearly_ours(mark: int) -> bool:
    """Whether all but one of a mark's bytes are those of farmer's."""
    both = zip(mark.to_bytes(4, signed=True), APPLICATION_ID.to_bytes(4), strict=True)
    return sum(theirs != ours for theirs, ours in both) == 1
