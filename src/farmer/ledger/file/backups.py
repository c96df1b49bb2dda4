"""The backups beside a ledger: how they are called, and which of them are kept.

``ledger.before-import.2026-06-15.db`` was made by itself before an import of that day, and may be
thinned out; ``ledger.saved.2026-06-15.db`` was asked for, and stays.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from farmer.files import real
from farmer.ledger.file.belongings import belongings
from farmer.ledger.refusals import away

BEFORE, SAVED = "before-", "saved"
SAID_SAVED = "backup"
# Of those made by themselves, so many are kept, and of every month the newest.
NEWEST_KEPT = 10

_COPIED = re.compile(
    r"\.(?P<why>before-[\w-]+|saved)\.(?P<day>\d{4}-\d\d-\d\d)(?:-(?P<number>\d+))?"
)


def name_backup(ledger: Path, why: str, day: str, take: Callable[[Path], bool]) -> Path:
    """The first free name for a backup, beside the file itself, of which `take` could make use.

    A number is added where a backup of that day is there already; where a journal is, SQLite would
    take it back into what gets its name.
    """
    ledger = real(ledger)
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        path = ledger.with_name(f"{ledger.stem}.{why}.{day}{suffix}{ledger.suffix}")
        if not os.path.lexists(f"{path}-journal") and take(path):
            return path
        number += 1


def backups_of(ledger: Path) -> list[Path]:
    """The backups that farmer made of the ledger, the oldest first.

    Raises:
        LedgerUnavailable: where its folder may not be looked through.
    """
    return sorted(belongings(ledger).backups, key=_place)


def check_here(ledger: Path) -> None:
    """Refuse where a backup is kept elsewhere by a program that synchronises: nobody can write it.

    Raises:
        LedgerAway: there.
    """
    for left in belongings(ledger).away:
        raise away(ledger, left)


def day_of(backup: Path) -> str:
    """The day on which a backup was made, as its name says."""
    return _named(backup)["day"]


def why_of(backup: Path) -> str:
    """Why a backup was made, in words: asked for (*backup*), or by itself *before import*."""
    why = _named(backup)["why"]
    return SAID_SAVED if why == SAVED else why.replace("-", " ", 1)


def surplus(backups: Iterable[Path]) -> list[Path]:
    """Those that nobody needs: made by themselves, not among the newest, nor a month's newest."""
    own = [path for path in backups if _named(path)["why"].startswith(BEFORE)]
    newest_first = sorted(own, key=_place, reverse=True)
    newest_of_month: dict[str, Path] = {}
    for path in newest_first:
        newest_of_month.setdefault(day_of(path)[:7], path)
    kept = {*newest_first[:NEWEST_KEPT], *newest_of_month.values()}
    return [path for path in newest_first if path not in kept]


def remove(backup: Path) -> None:
    """Delete a backup; first its journal, for SQLite would take that back into another."""
    Path(f"{backup}-journal").unlink(missing_ok=True)
    backup.unlink(missing_ok=True)


def _place(path: Path) -> tuple[str, int, str]:
    """Where a backup stands among the others: by day, then by number."""
    named = _named(path)
    return named["day"], int(named["number"] or 1), path.name


def _named(backup: Path) -> re.Match[str]:
    """Why, on which day and as which of that day it was made: of a copy's copy, the last."""
    return list(_COPIED.finditer(backup.name))[-1]
