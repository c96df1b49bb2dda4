"""What is told of a ledger's file: where it is, how it is, its copies, what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Of a ledger, by table and id, what recognises the row.
Content = Mapping[str, Mapping[int, str]]


class Whereabouts(NamedTuple):
    """Where the ledger is; `size` in bytes and `revision` describe the file where it `exists`.

    `locked` says whether it is encrypted, and `unread` why its content could not be read then.
    """

    place: str
    exists: bool
    size: int = 0
    revision: str | None = None
    locked: bool = False
    unread: str = ""


class Protection(NamedTuple):
    """Whether a ledger was locked, is by what takes its place, and whether by its own key."""

    was_locked: bool
    is_locked: bool
    own_key: bool


class BackupFile(NamedTuple):
    """A copy of the ledger; of those beside it the newest is `number` 1, and 0 is elsewhere.

    `day` (ISO) is when it was made, and `why` what for, as its name says: *backup* where it was
    asked for, or *before import*.
    """

    number: int
    path: str
    day: str
    size_bytes: int
    why: str


class Conversion(NamedTuple):
    """What became of the files.

    Attributes:
        done: those that were converted, or whose conversion was finished.
        left: backups that were not: no ledgers, damaged ones, ones whose key is not known, and what
            is left of those that a program which synchronises keeps elsewhere.
        remaining: those whose plain content could not be overwritten.
        cleared: what commands that were killed had left beside them, and is gone.
    """

    done: tuple[str, ...]
    left: tuple[str, ...]
    remaining: tuple[str, ...]
    cleared: tuple[str, ...]


class Trouble(NamedTuple):
    """Something found in a ledger.

    Attributes:
        code: what it is, for programs.
        rows: where, as ids that can be typed; the first few.
        total: how many in all.
    """

    code: str
    rows: tuple[str, ...] = ()
    total: int = 1


class Checkup(NamedTuple):
    """What is in a ledger that should not be.

    Attributes:
        damage: what SQLite finds wrong, in its words; the rest was not looked at then.
        changed: where something is not as it was written; nor was the rest looked at then.
        is_current: whether it needs no migration; an older one's content is not looked at.
        troubles: what no constraint can say.
    """

    damage: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    is_current: bool = True
    troubles: tuple[Trouble, ...] = ()


class FileState(NamedTuple):
    """How one file of a ledger is, read from its first page to its last row.

    Attributes:
        path: the file.
        state: ``whole``, ``damaged``, ``altered`` (not made as farmer makes a ledger), ``newer``,
            ``other-key``, ``empty``, ``away`` (kept elsewhere by a program that synchronises) or
            ``unread`` (another command writes it, or it may not be opened).
        revision: of a whole one, which farmer's it is.
    """

    path: str
    state: str
    revision: str | None = None


class Surroundings(NamedTuple):
    """What lies around a ledger, and who may open it.

    Attributes:
        folder: where it lies.
        file_open, folder_open: whether others than the owner may open it.
        free_bytes: room on its disk.
        little_room: whether that is too little.
        conflicts: copies that a program which synchronises folders made.
        left_over: what a command that was killed left behind.
        away: what a program which synchronises left of backups that it keeps elsewhere.
        readable: beside a locked ledger, its files that may be read without a key.
        still_locked: beside a plain one, the backups that are locked.
        journal: whether a command was killed while it wrote; the next one takes that back.
    """

    folder: str
    file_open: bool
    folder_open: bool
    free_bytes: int
    little_room: bool
    conflicts: tuple[str, ...]
    left_over: tuple[str, ...]
    away: tuple[str, ...]
    readable: tuple[str, ...]
    still_locked: tuple[str, ...]
    journal: bool


class Machine(NamedTuple):
    """A machine that keeps the ledger too, or this one.

    Attributes:
        name: what it is called, in hexadecimal; its file in the folder begins with it.
        is_own: whether it is this one.
        written_at: when it had written what is known of it (ISO, UTC); None where nothing is.
        unread: of how much of its file nothing is known here, in frames; of the own one none.
        is_there: whether its file is in the folder.
        is_holding: whether its file may still hold somebody who was forgotten here.
    """

    name: str
    is_own: bool
    written_at: str | None
    unread: int
    is_there: bool
    is_holding: bool


class FolderState(NamedTuple):
    """The folder between machines.

    Attributes:
        path: the folder.
        is_there: whether it can be looked into.
        unsent: how many records were written here since the last sending.
        machines: those that are known or found there, this one first.
    """

    path: str
    is_there: bool
    unsent: int
    machines: tuple[Machine, ...]

    @property
    def holding(self) -> int:
        """How many machines' files may still hold somebody who was forgotten here."""
        return sum(each.is_holding for each in self.machines)


class Came(NamedTuple):
    """Of one table, how many rows came through, and how many at most did not.

    `unread` is one of which nothing could be read; where `lost` is 0 then, nobody knows how many.
    """

    rows: int
    lost: int
    unread: bool = False
