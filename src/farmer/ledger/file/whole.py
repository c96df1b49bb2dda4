"""Whether a file is a whole ledger, from its schema to its last row, whatever its revision.

Nothing is migrated and nothing written: a backup of an older farmer is read as that one made it.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from farmer.errors import LedgerUnavailable
from farmer.ledger.file.backups import backups_of
from farmer.ledger.file.belongings import belongings, empty_copies
from farmer.ledger.file.checkup import INDEX_STALE, examine
from farmer.ledger.refusals import NotALedger, damaged, refusing
from farmer.ledger.sqlite.opening import is_there, open_to_read
from farmer.ledger.sqlite.schema.shape import check_made_well
from farmer.ledger.upkeep import FileState

# By the code of what refuses a file; another one says that it could not be read just now.
_STATES = {
    "ledger-damaged": "damaged",
    "not-a-ledger": "damaged",
    "altered-ledger": "altered",
    "newer-ledger": "newer",
    "ledger-locked": "other-key",
    "wrong-key": "other-key",
    "ledger-away": "away",
}


class WholeFile(NamedTuple):
    """A whole ledger: its revision, and whether its search index fits what is written."""

    revision: str
    index_fits: bool


def check_whole(path: Path, today: date, *, told: Path | None = None) -> WholeFile:
    """Read every page and every row of the ledger at `path`, and refuse what should not be so.

    A refusal is about the file `told`, where `path` is a copy of that.

    Raises:
        LedgerUnavailable: for a file that is no ledger, empty, damaged, altered or out of reach.
    """
    told = told or path
    with refusing(told), closing(open_to_read(path)) as db:
        revision = check_made_well(db, told)
    if revision is None:
        raise NotALedger(f"{told} is empty; there is nothing to restore.", "Name another file.")
    checkup = examine(path, today)
    if checkup.damage or checkup.changed:
        raise damaged(told)
    return WholeFile(revision, INDEX_STALE not in checkup.troubles)


def examine_all(ledger: Path, today: date) -> list[FileState]:
    """How the ledger is, each of its backups, the newest first, and what is left of others."""
    backups = reversed(backups_of(ledger))
    found = [_state(path, today) for path in (ledger, *backups, *empty_copies(ledger))]
    if found[0].state == "empty" and not ledger.exists():
        del found[0]
    return found + [FileState(str(path), "away") for path in belongings(ledger).away]


def _state(path: Path, today: date) -> FileState:
    try:
        if not is_there(path):
            return FileState(str(path), "empty")
        return FileState(str(path), "whole", check_whole(path, today).revision)
    except LedgerUnavailable as refusal:
        return FileState(str(path), _STATES.get(refusal.code, "unread"))
