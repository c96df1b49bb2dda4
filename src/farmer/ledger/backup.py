"""A copy of the ledger, by SQLite's own means: what a crash left half-written stays behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from farmer.ledger.connect import open_to_read
from farmer.ledger.driver import connect_copy
from farmer.ledger.files import backup_path
from farmer.ledger.refusals import refusing


def back_up(path: Path, step: str, day: str) -> Path:
    """Copy the ledger before `step`, to a private file beside it named by that and the `day`.

    Raises:
        LedgerUnavailable: where it cannot be read, or the copy cannot be written.
    """
    with refusing(path):
        backup = backup_path(path, step, day)
        with closing(open_to_read(path)) as source, closing(connect_copy(backup, path)) as target:
            source.backup(target)
    return backup
