"""What lies around a ledger, and who may open it."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from glob import escape
from pathlib import Path

from farmer.files import is_open, real
from farmer.ledger.file.belongings import belongings, team_file
from farmer.ledger.refusals import LedgerLocked, WrongKey, refusing
from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.opening import is_there, mark_of, open_to_read
from farmer.ledger.sqlite.schema.steps import revision_of
from farmer.ledger.upkeep import Surroundings, Whereabouts

# A backup and a rebuilt ledger have to fit beside it, with something to spare.
ROOM_TIMES = 3
ROOM_BYTES = 20_000_000

# How Dropbox, Nextcloud, Syncthing, OneDrive, iCloud and Google Drive call the file that lost.
_CONFLICTS = (
    r".*conflicted copy.*",
    r".*\.sync-conflict-\d{8}-\d{6}-\w+",
    r".*_conflict-\d+.*",
    r".* \(\d+\)",
    r".* \d+",
    r".*-[A-Z]+-[A-Z0-9-]+",
)


def whereabouts(path: Path) -> Whereabouts:
    """What can be told of the file at `path`, a newer ledger's and a locked one's included.

    Raises:
        LedgerUnavailable: for a file that is no ledger, damaged or out of reach.
    """
    if not is_there(path):
        return Whereabouts(str(path), exists=False)
    locked = driver.salt_of(path) is not None
    try:
        with refusing(path), closing(open_to_read(path)) as db:
            revision = revision_of(db, path, mark_of(db))
            size = path.stat().st_size
            return Whereabouts(str(path), revision is not None, size, revision, locked)
    except (LedgerLocked, WrongKey) as refusal:
        size = path.stat().st_size
        return Whereabouts(str(path), True, size, locked=True, unread=refusal.message)


def look_around(ledger: Path) -> Surroundings:
    """What lies around the ledger, which exists."""
    file = real(ledger)
    free, size = shutil.disk_usage(file.parent).free, file.stat().st_size
    beside = belongings(ledger)
    conflicts = sorted(_conflicts(file) - set(beside.backups))
    return Surroundings(
        folder=str(file.parent),
        file_open=is_open(file),
        folder_open=is_open(file.parent),
        free_bytes=free,
        little_room=free < max(ROOM_BYTES, ROOM_TIMES * size),
        conflicts=tuple(map(str, conflicts)),
        left_over=left_over(ledger),
        away=tuple(map(str, beside.away)),
        readable=readable_beside(ledger),
        still_locked=still_locked_beside(ledger),
        journal=Path(f"{file}-journal").exists(),
    )


def left_over(ledger: Path) -> tuple[str, ...]:
    """What commands that were killed left beside the ledger, of it or of other files."""
    beside = belongings(ledger)
    return tuple(map(str, sorted((*beside.left_over, *beside.strays))))


def readable_beside(ledger: Path) -> tuple[str, ...]:
    """Of a locked ledger's files, those that may be read without a key; of a plain one's, none.

    What a killed command left may begin with anything, so it is taken for readable unless it is
    locked; something else that is named like a backup is not.
    """
    if driver.salt_of(ledger) is None:
        return ()
    beside = belongings(ledger)
    found = [backup for backup in beside.backups if driver.is_plain(backup)]
    told = team_file(ledger)
    if told.is_file() and driver.salt_of(told) is None:
        found.append(told)
    found += [
        left for left in beside.left_over if left.stat().st_size and driver.salt_of(left) is None
    ]
    return tuple(map(str, sorted(found)))


def still_locked_beside(ledger: Path) -> tuple[str, ...]:
    """Of what lies beside a plain ledger, what is locked; of a locked one's, nothing."""
    if driver.salt_of(ledger) is not None:
        return ()
    beside = sorted((*belongings(ledger).backups, team_file(ledger)))
    return tuple(str(file) for file in beside if driver.salt_of(file) is not None)


def _conflicts(ledger: Path) -> set[Path]:
    """Other files whose names are the ledger's and what such a program adds before its ending."""
    found = set()
    for path in ledger.parent.glob(f"{escape(ledger.stem)}*{escape(ledger.suffix)}"):
        stem = path.name.removesuffix(ledger.suffix)
        named = path != ledger and any(re.fullmatch(form, stem) for form in _CONFLICTS)
        if named and path.is_file():
            found.add(path)
    return found
