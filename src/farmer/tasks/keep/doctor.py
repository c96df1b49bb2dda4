"""Is the ledger well, and what can be done where it is not?"""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from farmer import __version__
from farmer.errors import FarmerError, LedgerUnavailable, NoLedger
from farmer.ledger.upkeep import FileState, Surroundings, Trouble
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.wording import say_count

_LIBRARIES = ("typer", "rich", "sqlmodel", "sqlalchemy", "alembic", "sqlcipher3")
_RESTORE = (
    "Put a backup in its place: farmer restore. "
    "Or save what can be read: farmer doctor --salvage new.db"
)
# A file that is not as farmer left it, or not to be read at all.
_DAMAGED = ("damaged", "altered", "unread")


class Finding(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        code: what it is, for programs.
        damaged: whether something of the ledger may be lost.
        sentence: what it is, without names or notes.
        advice: what to type.
    """

    code: str
    damaged: bool
    sentence: str
    advice: str


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
        found = [_refused(refusal)]
        return Examined(file.place, True, tuple(found), 0, _report(desk, found))
    if not exists:
        found = [_left_over(path) for path in file.left_over()]
        return Examined(file.place, False, tuple(found), 0, _report(desk, found))
    found = _content(desk) + _around(file.look_around(), file.place)
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
        return [_refused(refusal)]
    if checkup.damage or checkup.changed:
        return [_damage(f"SQLite says: {line}") for line in checkup.damage] + [
            _damage(f"Something is not as it was written: {place}.") for place in checkup.changed
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
    return [_said(trouble) for trouble in checkup.troubles]


def _damage(sentence: str) -> Finding:
    return Finding("damaged", True, sentence, _RESTORE)


def _refused(refusal: FarmerError) -> Finding:
    hint = _RESTORE if refusal.code == "ledger-damaged" else refusal.hint
    if refusal.code == "not-a-ledger":
        hint += f" If it once was yours: {_RESTORE}"
    return Finding(refusal.code, True, refusal.message, hint)


# By code: a sentence about so many rows, and what to type.
_SENTENCES = {
    "impossible-date": (
        "{count} dated before 1900, or in the future: {rows}.",
        "Correct the day: farmer edit {first} --on yesterday",
    ),
    "promise-twice": (
        "{count} may be counted twice, once as a promise and once as a fact: {rows}.",
        "If so, take the fact out: farmer undo history, then farmer remove f1",
    ),
    "event-of-nobody": (
        "{count} that nobody was at: {rows}.",
        "Take it out: farmer remove {first}",
    ),
    "unfinished-change": (
        "A change was begun and not ended.",
        "Please report this: farmer doctor --report",
    ),
    "search-index": (
        "The search index does not fit what is written.",
        "Lay it out anew: farmer backup, then farmer restore 1",
    ),
}
_COUNTED = {
    "impossible-date": ("row is", "rows are"),
    "promise-twice": ("promise", "promises"),
    "event-of-nobody": ("event", "events"),
}


def _said(trouble: Trouble) -> Finding:
    sentence, advice = _SENTENCES[trouble.code]
    one, many = _COUNTED.get(trouble.code, ("", ""))
    words = {
        "count": say_count(trouble.total, one, many),
        "rows": ", ".join(trouble.rows) + (", …" if trouble.total > len(trouble.rows) else ""),
        "first": trouble.rows[0] if trouble.rows else "",
    }
    return Finding(trouble.code, False, sentence.format(**words), advice.format(**words))


def _around(around: Surroundings, place: str) -> list[Finding]:
    found = []

    def add(code: str, sentence: str, advice: str) -> None:
        found.append(Finding(code, False, sentence, advice))

    if around.file_open:
        add("open-to-others", "Others may open the ledger.", f"chmod 600 {quoted(place)}")
    if around.folder_open:
        folder = quoted(around.folder)
        add("folder-open-to-others", "Others may look into its folder.", f"chmod 700 {folder}")
    if around.little_room:
        megabytes = around.free_bytes // 1_000_000
        add("little-room", f"There are {megabytes} MB left on its disk.", "Free some space.")
    for path in around.conflicts:
        sentence = (
            f"A program that synchronises the folder left a second ledger: {Path(path).name}."
        )
        compare = f"See what is in it: farmer list --ledger {quoted(path)}"
        add("conflict-copy", sentence, compare)
    for path in around.away:
        sentence = f"{Path(path).name} stands for a backup that is in the cloud."
        add("backup-away", sentence, "Let the program that synchronises the folder fetch it.")
    return found + _of_another_kind(around) + _left_beside(around)


def _of_another_kind(around: Surroundings) -> list[Finding]:
    """What is plain beside a locked ledger, or locked beside a plain one."""
    found = []
    for path in around.readable:
        sentence = f"The ledger is locked, and {Path(path).name} may be read without its key."
        found.append(Finding("readable-beside", False, sentence, "To put that right: farmer lock"))
    for path in around.still_locked:
        sentence = f"The ledger is not locked, and its backup {Path(path).name} is."
        advice = "To decrypt it as well: farmer lock open"
        found.append(Finding("still-locked", False, sentence, advice))
    return found


def _left_beside(around: Surroundings) -> list[Finding]:
    return [_left_over(path) for path in around.left_over if path not in around.readable]


def _left_over(path: str) -> Finding:
    sentence = f"A command that was killed left {Path(path).name} behind."
    return Finding("left-over", False, sentence, f"If no farmer is running: rm {quoted(path)}")


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
