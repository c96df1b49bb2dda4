"""A ledger that other machines keep too: as a copy of the file, or through a folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.ledger.sqlite.ledger import SqliteLedger

if TYPE_CHECKING:
    from farmer.ledger.file.gathering import FolderMeeting
    from farmer.ledger.file.meeting import Meeting
    from farmer.ledger.upkeep import FolderState


class SharedLedger(SqliteLedger):
    """What a ledger can do beside others of the same person."""

    def meeting(self, other: Path, today: date) -> AbstractContextManager[Meeting]:
        """It beside `other`, a ledger; see there for what is refused."""
        from farmer.ledger.file.meeting import meeting

        return meeting(self._path, other, today)

    def gathering(
        self, folder: Path, ask_new: Callable[[str], str]
    ) -> AbstractContextManager[FolderMeeting]:
        """It and what other machines sent to `folder`; see there for what is refused."""
        from farmer.ledger.file.gathering import gathering

        return gathering(self._path, folder, ask_new)

    def folder_state(self) -> FolderState | None:
        """The folder between machines, and what is known of them; None where it is in none.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        from farmer.ledger.file.standing import folder_state

        return folder_state(self._path) if self.exists else None
