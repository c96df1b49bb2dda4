"""Tells colleagues: what a team's book on a server holds, and what of it lies on this machine."""

from __future__ import annotations

from pathlib import Path

from farmer.files import real


def path_of(ledger: str) -> Path:
    """Where what is kept of a team lies: beside the file that the ledger's path leads to."""
    from farmer.ledger import FileLedger

    return FileLedger(Path(ledger)).team_file


def carried_folder(ledger: str) -> Path:
    """Where the sealed files of one's own machines lie, if the team's book carries them: beside it.

    A ledger whose book carries nothing has no such folder.
    """
    file = real(Path(ledger))
    return file.with_name(f"{file.stem}.carried")


def is_in_team(ledger: str) -> bool:
    """Whether the ledger at that place is in a team; most are not, and load nothing for it."""
    return path_of(ledger).exists()
