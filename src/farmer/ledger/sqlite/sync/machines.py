"""What this machine sent to the folder between machines, and what it read of the others there."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_OWN = """
SELECT path, machine, edition, frames, tag, written_at, token, sent_image, sent_forgotten,
    taken_change_id
FROM sync_folder
"""
_FORGET_OWN = "DELETE FROM sync_folder"
_KEEP_OWN = """
INSERT INTO sync_folder (path, machine, edition, frames, tag, written_at, token, sent_image,
    sent_forgotten, taken_change_id)
VALUES (:path, :machine, :edition, :frames, :tag, :written_at, :token, :sent_image,
    :sent_forgotten, :taken_change_id)
"""
_OTHERS = "SELECT machine, edition, frames, tag, written_at, holding FROM sync_machine"
_KEEP_OTHER = """
INSERT INTO sync_machine (machine, edition, frames, tag, written_at, holding)
VALUES (:machine, :edition, :frames, :tag, :written_at, :holding)
ON CONFLICT (machine) DO UPDATE SET edition = excluded.edition, frames = excluded.frames,
    tag = excluded.tag, written_at = excluded.written_at, holding = excluded.holding
"""
_DROP_OTHER = "DELETE FROM sync_machine WHERE machine = ?"
_TAKEN = "UPDATE sync_folder SET taken_change_id = ?"
_STANDS = "SELECT 1 FROM change WHERE id = ? AND undone_at IS NULL"
_NEWEST = "SELECT coalesce(max(id), 0) FROM {table}"
_OPEN_CHANGE = "SELECT id FROM change WHERE recording = 1"
_UNSENT = """
SELECT count(DISTINCT table_name || ' ' || row_id) FROM change_row
WHERE id > ? AND table_name NOT IN ('shared_row', 'shared_run')
"""


class OwnState(NamedTuple):
    """How this machine left its file in the folder.

    Attributes:
        path: the folder.
        machine: what this machine is called there.
        edition, frames, tag: where its file ended.
        written_at: when it wrote last (ISO, UTC).
        token: what its next writing is told from others by.
        sent_image, sent_forgotten: the last rows of the log and of the forgotten that it sent.
        taken_change_id: the last change that took in what others had sent.
    """

    path: str
    machine: str
    edition: int
    frames: int
    tag: str
    written_at: str | None
    token: str
    sent_image: int
    sent_forgotten: int
    taken_change_id: int | None


class OtherState(NamedTuple):
    """Up to where another machine's file was read.

    Attributes:
        machine: what it is called.
        edition, frames, tag: the place.
        written_at: when it had written that (ISO, UTC).
        holding: how many marks of the forgotten it did not have.
    """

    machine: str
    edition: int
    frames: int
    tag: str
    written_at: str | None
    holding: int = 0


def own_state(db: sqlite3.Connection) -> OwnState | None:
    """What is known of the own file; None where this ledger was never in a folder."""
    row = db.execute(_OWN).fetchone()
    return OwnState(*row) if row else None


def other_states(db: sqlite3.Connection) -> dict[str, OtherState]:
    """What was read of the other machines' files, by what they are called."""
    return {row[0]: OtherState(*row) for row in db.execute(_OTHERS)}


def keep_own(db: sqlite3.Connection, state: OwnState) -> None:
    """Keep how the own file was left."""
    db.execute(_FORGET_OWN)
    db.execute(_KEEP_OWN, state._asdict())


def keep_others(db: sqlite3.Connection, states: dict[str, OtherState]) -> None:
    """Keep up to where the others' files were read; no other machine is known any more."""
    for machine in other_states(db).keys() - states.keys():
        db.execute(_DROP_OTHER, [machine])
    for state in states.values():
        db.execute(_KEEP_OTHER, state._asdict())


def leave(db: sqlite3.Connection) -> None:
    """Know nothing any more of a folder and of the machines there."""
    db.execute(_FORGET_OWN)
    keep_others(db, {})


def note_taken(db: sqlite3.Connection) -> None:
    """Keep that the change which is open takes in what others sent."""
    (change_id,) = db.execute(_OPEN_CHANGE).fetchone()
    db.execute(_TAKEN, [change_id])


def was_taken_back(db: sqlite3.Connection, state: OwnState) -> bool:
    """Whether what was taken in last was undone since: all of it is to be read again."""
    if state.taken_change_id is None:
        return False
    return db.execute(_STANDS, [state.taken_change_id]).fetchone() is None


def newest_image(db: sqlite3.Connection) -> int:
    """The last row of the log of changes."""
    (number,) = db.execute(_NEWEST.format(table="change_row")).fetchone()
    return int(number)


def newest_forgotten(db: sqlite3.Connection) -> int:
    """The last mark of somebody forgotten."""
    (number,) = db.execute(_NEWEST.format(table="forgotten")).fetchone()
    return int(number)


def unsent(db: sqlite3.Connection, state: OwnState) -> int:
    """How many rows were written since the last sending."""
    (count,) = db.execute(_UNSENT, [state.sent_image]).fetchone()
    return int(count)
