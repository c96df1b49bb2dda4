"""What lies around a ledger, and who may open it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from farmer.files import is_open
from farmer.ledger.file.backups import backups_of
from farmer.ledger.upkeep import Surroundings

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


def look_around(ledger: Path) -> Surroundings:
    """What lies around the ledger, which exists."""
    free, size = shutil.disk_usage(ledger.parent).free, ledger.stat().st_size
    conflicts = sorted(_conflicts(ledger) - set(backups_of(ledger)))
    return Surroundings(
        folder=str(ledger.parent),
        file_open=is_open(ledger),
        folder_open=is_open(ledger.parent),
        free_bytes=free,
        little_room=free < max(ROOM_BYTES, ROOM_TIMES * size),
        conflicts=tuple(map(str, conflicts)),
        left_over=tuple(str(path) for path in _files(ledger) if _is_left_over(path, ledger)),
        journal=Path(f"{ledger}-journal").exists(),
    )


def _files(ledger: Path) -> list[Path]:
    return sorted(path for path in ledger.parent.iterdir() if path.is_file())


def _conflicts(ledger: Path) -> set[Path]:
    others = (path for path in _files(ledger) if path != ledger and path.suffix == ledger.suffix)
    like_it = (path for path in others if path.stem.startswith(ledger.stem))
    return {path for path in like_it if any(re.fullmatch(f, path.stem) for f in _CONFLICTS)}


def _is_left_over(path: Path, ledger: Path) -> bool:
    return path.name.startswith(f".{ledger.name}.")
