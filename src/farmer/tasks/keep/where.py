"""Where the ledger is and what is in it."""

from __future__ import annotations

from typing import NamedTuple

from farmer.errors import LedgerUnavailable
from farmer.shell import quoted
from farmer.tasks.desk import Desk


class Where(NamedTuple):
    """The ledger's file: `size_bytes` and `revision` where it exists, `counts` where readable.

    `locked` where it is encrypted.
    """

    path: str
    exists: bool
    size_bytes: int
    revision: str | None
    counts: dict[str, int]
    locked: bool


def where(desk: Desk) -> Where:
    """Tell of the ledger without changing it; a newer farmer's ledger is told of too."""
    file = desk.file.whereabouts()
    if file.unread:
        desk.notify(file.unread)
    readable = desk.file.readable_beside()  # of which every command tells
    for left in desk.file.left_over():
        if left not in readable:
            desk.notify(f"A command that was killed left {left} behind; farmer doctor tells more.")
    if file.exists:
        _tell_of_copies(desk)
    counts = {} if file.unread else _counts(desk)
    return Where(file.place, file.exists, file.size, file.revision, counts, file.locked)


def _tell_of_copies(desk: Desk) -> None:
    around = desk.file.look_around()
    told = str(desk.file.team_file)
    for file in around.still_locked:
        what = "What your team told," if file == told else "The backup"
        desk.notify(f"{what} {file} is locked; to decrypt it as well: farmer lock open")
    for copy in around.conflicts:
        desk.notify(
            f"{copy} is a second ledger; to take in what is in it: farmer sync {quoted(copy)}"
        )


def _counts(desk: Desk) -> dict[str, int]:
    try:
        with desk.deciding() as reader:
            return reader.counts()
    except LedgerUnavailable as newer:
        desk.notify(newer.message)
        return {}
