"""Copying the ledger on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from farmer.errors import NoLedger
from farmer.tasks.desk import Desk


class BackedUp(NamedTuple):
    """Where the ledger was copied to, and how many bytes that takes."""

    path: str
    size_bytes: int


def back_up(desk: Desk, output: Path | None = None) -> BackedUp:
    """Copy the ledger to `output`, or to a file beside it.

    Raises:
        NoLedger: where there is no ledger yet.
        InvalidValue: where `output` is there already.
    """
    if not desk.file.exists:
        raise NoLedger
    saved = desk.file.save(desk.today, output)
    return BackedUp(saved.path, saved.size_bytes)
