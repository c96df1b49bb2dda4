"""Backups: making one, listing them, and putting one in the place of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from farmer.errors import Conflict, InvalidValue, LedgerUnavailable, NotFound
from farmer.ledger import backup, connect, restoring
from farmer.ledger.backups import backups_of, day_of
from farmer.ledger.restoring import Content
from farmer.tasks.desk import Desk

# So many of those are named whom a restore brings back or takes away.
NAMES_SHOWN = 5
_NOTHING: Content = {}


class BackedUp(NamedTuple):
    """Where the ledger was copied to, and how many bytes that takes."""

    path: str
    size_bytes: int


class Backup(NamedTuple):
    """One backup beside the ledger; `number` is what `restore` takes, the newest is 1."""

    number: int
    path: str
    day: str
    size_bytes: int
    people: int | None


class Backups(NamedTuple):
    """The backups beside the ledger, the newest first."""

    backups: tuple[Backup, ...]


class Difference(NamedTuple):
    """What a restore takes away and brings back, by table, and some of the people's names."""

    lost: dict[str, int]
    gained: dict[str, int]
    names_lost: tuple[str, ...]
    names_gained: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The same in words."""
        lost, gained = _said(self.lost, self.names_lost), _said(self.gained, self.names_gained)
        return f"Lost would be {lost}; gained {gained}."


class Restored(NamedTuple):
    """What ``restore`` did: from which file, what that changed, and where the ledger before is."""

    path: str
    source: str
    kept: str | None
    difference: Difference


def back_up(desk: Desk, output: Path | None = None) -> BackedUp:
    """Copy the ledger to `output`, or to a file beside it.

    Raises:
        Conflict: where there is no ledger.
        InvalidValue: where `output` is there already.
    """
    if not connect.is_there(desk.ledger):
        raise Conflict(
            "There is no ledger to back up yet.", "farmer log or farmer import begins one."
        )
    saved = backup.save(desk.ledger, desk.today.isoformat(), output)
    return BackedUp(str(saved), saved.stat().st_size)


def list_backups(desk: Desk) -> Backups:
    """The backups beside the ledger."""
    newest_first = backups_of(desk.ledger)[::-1]
    return Backups(
        tuple(
            Backup(number, str(path), day_of(path), path.stat().st_size, _people(path))
            for number, path in enumerate(newest_first, 1)
        )
    )


def find_backup(desk: Desk, wanted: str) -> Path:
    """The backup of that number, or the file of that name.

    Raises:
        NotFound: where there is none.
        InvalidValue: for the ledger itself.
    """
    newest_first = backups_of(desk.ledger)[::-1]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(newest_first):
        return newest_first[int(wanted) - 1]
    path = Path(wanted).expanduser()
    if not connect.is_there(path):
        raise NotFound(f"There is no backup “{wanted}”.", "See which there are: farmer restore")
    if desk.ledger.exists() and path.samefile(desk.ledger):
        raise InvalidValue(f"{path} is the ledger itself.", "Name a backup: farmer restore")
    return path


def compare(desk: Desk, source: Path) -> Difference:
    """What putting `source` in the place of the ledger would take away and bring back.

    Raises:
        LedgerUnavailable: where `source` is no ledger, or damaged.
    """
    then = restoring.content_of(source)
    try:
        now = restoring.content_of(desk.ledger) if connect.is_there(desk.ledger) else _NOTHING
    except LedgerUnavailable as broken:
        desk.notify(f"{broken.message} What would be lost with it cannot be told.")
        now = _NOTHING
    lost, gained = _less(now, then), _less(then, now)
    return Difference(
        {table: len(rows) for table, rows in lost.items()},
        {table: len(rows) for table, rows in gained.items()},
        tuple(lost.get("contact", [])[:NAMES_SHOWN]),
        tuple(gained.get("contact", [])[:NAMES_SHOWN]),
    )


def restore(desk: Desk, source: Path, difference: Difference) -> Restored:
    """Put a copy of `source` in the place of the ledger, which is kept aside.

    Raises:
        LedgerUnavailable: where it cannot be done; the ledger is then as it was.
    """
    kept = restoring.restore(desk.ledger, source, desk.today.isoformat())
    return Restored(str(desk.ledger), str(source), str(kept) if kept else None, difference)


def _less(one: Content, other: Content) -> dict[str, list[str]]:
    """By table, the rows of `one` that `other` does not have, or has otherwise."""
    found = {}
    for table, rows in one.items():
        there = other.get(table, {})
        found[table] = [said for number, said in rows.items() if there.get(number) != said]
    return {table: rows for table, rows in found.items() if rows}


def _people(path: Path) -> int | None:
    """How many people are in a backup; None where it cannot be read."""
    try:
        return len(restoring.content_of(path)["contact"])
    except LedgerUnavailable:
        return None


_WORDS = {
    "contact": ("person", "people"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "fact": ("fact", "facts"),
    "request": ("request", "requests"),
    "promise": ("promise", "promises"),
}


def _said(counts: dict[str, int], names: tuple[str, ...]) -> str:
    parts = [f"{count} {_WORDS[table][count != 1]}" for table, count in counts.items()]
    if not parts:
        return "nothing"
    more = ", …" if counts.get("contact", 0) > len(names) else ""
    named = f" ({', '.join(names)}{more})" if names else ""
    return parts[0] + named + "".join(f", {part}" for part in parts[1:])
