"""A ledger beside others: copies of the file, machines behind a folder, colleagues of a team."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farmer.ledger.sqlite.ledger import SqliteLedger

if TYPE_CHECKING:
    from farmer.ledger.file.gathering import FolderMeeting
    from farmer.ledger.file.meeting import Meeting
    from farmer.ledger.file.telling import ExportMeeting
    from farmer.ledger.ledger import RowsByTable
    from farmer.ledger.reader import Reader
    from farmer.ledger.upkeep import FolderState


class SharedLedger(SqliteLedger):
    """What a ledger can do beside others of the same person, and those of a team."""

    @property
    def team_file(self) -> Path:
        """Where what is kept of a team lies, or would."""
        from farmer.ledger.file.belongings import team_file

        return team_file(self._path)

    def read_beside(self) -> bytes:
        """What is kept there; see `farmer.ledger.file.beside` for what is refused."""
        from farmer.ledger.file.beside import read_beside

        return read_beside(self._path)

    def write_beside(self, plain: bytes) -> None:
        """Keep that there, sealed as the ledger is."""
        from farmer.ledger.file.beside import write_beside

        write_beside(self._path, plain)

    def row_names(self, reader: Reader, *, children: bool) -> Iterator[dict[str, Any]]:
        """What each row that the reader of this ledger sees is called in all copies of it.

        As an export has it, in the order of its lists; of people's `children` nothing, unless they
        are wanted.
        """
        from farmer.ledger.file.telling import row_names

        return row_names(reader, children=children)

    def hearing(self, tables: RowsByTable, names: Sequence[Mapping[str, Any]]) -> ExportMeeting:
        """This ledger and what an export tells of another, or of this one, beside it."""
        from farmer.ledger.file.telling import ExportMeeting

        return ExportMeeting(self._path, tables, names)

    def meeting(self, other: Path, today: date) -> AbstractContextManager[Meeting]:
        """It beside `other`, a ledger; see there for what is refused."""
        from farmer.ledger.file.meeting import meeting

        return meeting(self._path, other, today)

    def gathering(
        self, folder: Path, ask_new: Callable[[str], str], begin: Callable[[], None]
    ) -> AbstractContextManager[FolderMeeting]:
        """It, once `begin` was called, and what others sent to `folder`; see there for refusals."""
        from farmer.ledger.file.gathering import gathering

        return gathering(self._path, folder, ask_new, begin)

    def folder_state(self) -> FolderState | None:
        """The folder between machines, and what is known of them; None where it is in none.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        from farmer.ledger.file.standing import folder_state

        return folder_state(self._path) if self.exists else None

    def folder_mark(self) -> str:
        """A digest of how it stands to its folder: another one once either writes.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        from farmer.ledger.file.standing import folder_mark

        return folder_mark(self._path) if self.exists else ""

    def leave_folder(self) -> None:
        """Be in no folder between machines any more.

        Raises:
            LedgerUnavailable: where the ledger cannot be written.
        """
        from farmer.ledger.file.standing import leave_folder

        if self.exists:
            leave_folder(self._path)
