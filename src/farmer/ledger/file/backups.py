"""The backups beside a ledger: how they are called, and which of them are kept.

``ledger.before-import.2026-06-15.db`` was made by itself before an import of that day, and may be
thinned out; ``ledger.saved.2026-06-15.db`` was asked for, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from glob import escape
from pathlib import Path

from farmer.files import create_private

BEFORE, SAVED = "before-", "saved"
# Of those made by themselves, so many are kept, and of every month the newest.
NEWEST_KEPT = 10

_NAMED = re.compile(
    r"\.(?P<why>before-[^.]+|saved)\.(?P<day>\d{4}-\d\d-\d\d)(?:-(?P<number>\d+))?$"
)


def backup_path(ledger: Path, why: str, day: str) -> Path:
    """Make an empty private file for a backup, beside the ledger; its path.

    A number is added to the name where a backup of that day is there already.
    """
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        path = ledger.with_name(f"{ledger.stem}.{why}.{day}{suffix}{ledger.suffix}")
        if create_private(path):
            return path
        number += 1


def backups_of(ledger: Path) -> list[Path]:
    """The backups that farmer made of the ledger, the oldest first."""
    begins = f"{escape(ledger.stem)}.*{escape(ledger.suffix)}"
    found = [path for path in ledger.parent.glob(begins) if _NAMED.search(path.stem)]
    return sorted((path for path in found if path.is_file()), key=_place)


def day_of(backup: Path) -> str:
    """The day on which a backup was made, as its name says."""
    return _place(backup)[0]


def surplus(backups: Iterable[Path]) -> list[Path]:
    """Those that nobody needs: made by themselves, not among the newest, nor a month's newest."""
    own = [path for path in backups if f".{BEFORE}" in path.name]
    newest_first = sorted(own, key=_place, reverse=True)
    newest_of_month: dict[str, Path] = {}
    for path in newest_first:
        newest_of_month.setdefault(day_of(path)[:7], path)
    kept = {*newest_first[:NEWEST_KEPT], *newest_of_month.values()}
    return [path for path in newest_first if path not in kept]


def _place(path: Path) -> tuple[str, int, str]:
    """Where a backup stands among the others: by day, then by number."""
    named = _NAMED.search(path.stem)
    assert named is not None  # it is called as a backup is
    return named["day"], int(named["number"] or 1), path.name
