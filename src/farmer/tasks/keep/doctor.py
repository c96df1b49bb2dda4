"""Is the ledger well, and what can be done where it is not?"""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from farmer import __version__
from farmer.errors import LedgerUnavailable, NoLedger
from farmer.ledger.upkeep import FileState
from farmer.tasks.desk import Desk
from farmer.tasks.keep.findings import (
    Finding,
    in_words,
    of_damage,
    of_left_over,
    of_refusal,
    of_surroundings,
    of_trouble,
)

_LIBRARIES = ("typer", "rich", "sqlmodel", "sqlalchemy", "alembic", "sqlcipher3")
# A file that is not as farmer left it, or not to be read at all.
_DAMAGED = ("damaged", "altered", "unread")


class Examined(NamedTuple):
    """The answer of ``doctor``.

    Attributes:
        path: the ledger's file.
        exists: whether there is one.
        findings: what is not as it should be, damage first.
        backups: how many there are beside it.
        report: what a bug report needs, without anything personal.
        files: how the ledger and each of its copies is, where every one was to be read; the ledger
            first, then the newest copy first.
    """

    path: str
    exists: bool
    findings: tuple[Finding, ...]
    backups: int
    report: dict[str, str]
    files: tuple[FileState, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether something of the ledger, or of a copy that was read, may be lost."""
        damaged = any(file.state in _DAMAGED for file in self.files)
        return damaged or any(finding.damaged for finding in self.findings)


class Salvaged(NamedTuple):
    """What came through, by table, and at most how much did not.

    Attributes:
        unread: the tables of which nothing could be read; how much was in one is among the `lost`
            where that is known.
        changed: where something that came through is not as it was written.
    """

    path: str
    came: dict[str, int]
    lost: dict[str, int]
    unread: tuple[str, ...]
    changed: tuple[str, ...]


def examine(desk: Desk) -> Examined:
    """Look at the ledger and around it; nothing is changed, nothing mended."""
    file = desk.file
    try:
        exists = file.exists
    except LedgerUnavailable as refusal:
        found = [of_refusal(refusal)]
        return Examined(file.place, True, tuple(found), 0, _report(desk, found))
    if not exists:
        found = [of_left_over(path) for path in file.left_over()]
        return Examined(file.place, False, tuple(found), 0, _report(desk, found))
    found = _content(desk) + of_surroundings(file.look_around(), file.place)
    found.sort(key=lambda finding: not finding.damaged)
    count = len(file.backups())
    return Examined(file.place, True, tuple(found), count, _report(desk, found))


def examine_all(desk: Desk) -> Examined:
    """As `examine`, and read every page and row of the ledger and of each copy beside it.

    Raises:
        LedgerUnavailable: where the ledger's folder may not be looked through.
    """
    return examine(desk)._replace(files=tuple(desk.file.examine_all(desk.today)))


def salvage(desk: Desk, into: Path) -> Salvaged:
    """Write what can be read of the ledger into a new file.

    Raises:
        NoLedger: where there is no ledger yet.
        InvalidValue: where `into` is there already.
        LedgerDamaged: where nothing can be read.
    """
    if not desk.file.exists:
        raise NoLedger
    came = desk.file.salvage(into)
    return Salvaged(
        str(into),
        {table: each.rows for table, each in came.items() if each.rows},
        {table: each.lost for table, each in came.items() if each.lost},
        tuple(table for table, each in came.items() if each.unread),
        _changed(desk),
    )


def _changed(desk: Desk) -> tuple[str, ...]:
    try:
        return desk.file.examine(desk.today).changed
    except LedgerUnavailable:  # nothing can be told of it
        return ()


def _content(desk: Desk) -> list[Finding]:
    try:
        checkup = desk.file.examine(desk.today)
    except LedgerUnavailable as refusal:
        return [of_refusal(refusal)]
    if checkup.damage or checkup.changed:
        pages = dict.fromkeys(map(in_words, checkup.damage))
        return [of_damage(sentence) for sentence in pages] + [
            of_damage(f"Something is not as it was written: {place}.") for place in checkup.changed
        ]
    if not checkup.is_current:
        return [
            Finding(
                "older-ledger",
                False,
                "It was written by an older farmer.",
                "Bring it up to date: farmer list",
            )
        ]
    return [of_trouble(trouble) for trouble in checkup.troubles]


def _report(desk: Desk, findings: list[Finding]) -> dict[str, str]:
    """Versions, sizes and counts: nothing that anybody typed, no path, no name."""
    facts = {
        "farmer": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": desk.file.engine,
        "encoding": f"{sys.stdout.encoding} {sys.getfilesystemencoding()}",
    }
    facts |= {name: _version(name) for name in _LIBRARIES}
    try:
        file = desk.file.whereabouts()
        facts |= {"revision": str(file.revision), "bytes": str(file.size)}
        facts["locked"] = "yes" if file.locked else "no"
        with desk.ledger.glancing() as reader:
            facts |= {name: str(count) for name, count in reader.counts().items()}
    except LedgerUnavailable as refusal:
        facts["ledger"] = refusal.code
    facts["findings"] = " ".join(finding.code for finding in findings) or "none"
    return facts


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
