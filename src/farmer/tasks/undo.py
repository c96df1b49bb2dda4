"""Taking back the last change, whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from farmer.tasks.desk import Desk


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The change that was undone: its words, the instant (UTC) it was made, rows put back."""

    words: str
    changed_at: datetime
    rows: int


def undo(desk: Desk) -> TakenBack:
    """Take back the newest change that still stands.

    Raises:
        Conflict: where there is nothing to take back.
    """
    from farmer.ledger.undo import undo as take_back

    undone = take_back(desk.ledger, desk.now, desk.notify)
    return TakenBack(undone.words, undone.at, undone.rows)
