"""Backups: listing them, and putting one in the place of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from farmer.errors import InvalidValue, LedgerUnavailable, NotFound
from farmer.ledger.upkeep import Content, Protection
from farmer.tasks.desk import Desk

# So many of those are named whom a restore brings back or takes away.
NAMES_SHOWN = 5


class Backup(NamedTuple):
    """One backup beside the ledger; `number` is what `restore` takes, the newest is 1.

    `why` it was made: *backup* where it was asked for, *before import* where farmer made it itself.
    """

    number: int
    path: str
    day: str
    size_bytes: int
    people: int | None
    why: str


class Backups(NamedTuple):
    """The backups beside the ledger, the newest first."""

    backups: tuple[Backup, ...]


class Difference(NamedTuple):
    """What a restore takes away and brings back, by table, and some of the people's names.

    `protection` says how the ledger is locked, and will be.
    """

    lost: dict[str, int]
    gained: dict[str, int]
    names_lost: tuple[str, ...]
    names_gained: tuple[str, ...]
    protection: Protection
    compared: bool = True

    @property
    def unlocks(self) -> bool:
        """Whether a locked ledger is not locked afterwards."""
        return self.protection.was_locked and not self.protection.is_locked

    @property
    def sentence(self) -> str:
        """The same in words."""
        lost, gained = _said(self.lost, self.names_lost), _said(self.gained, self.names_gained)
        told = (
            f"You would lose {lost}, and gain {gained}." if self.compared else f"It has {gained}."
        )
        return " ".join([told, *self._locked])

    @property
    def _locked(self) -> list[str]:
        if self.unlocks:
            return ["The ledger is locked without its key at hand; it would not be locked then."]
        if self.protection.is_locked and not self.protection.own_key:
            return ["The ledger would be locked then, with the passphrase of the backup."]
        return []


class Proposed(NamedTuple):
    """A copy of the file `source` that can take the ledger's place, and what would change by it."""

    source: Path
    copy: Path
    difference: Difference


class Restored(NamedTuple):
    """What ``restore`` did: from which file, what that changed, and where the ledger before is."""

    path: str
    source: str
    kept: str | None
    difference: Difference


def list_backups(desk: Desk) -> Backups:
    """The backups beside the ledger."""
    return Backups(
        tuple(
            Backup(number, path, day, size_bytes, _people(desk, Path(path)), why)
            for number, path, day, size_bytes, why in desk.file.backups()
        )
    )


def find_backup(desk: Desk, wanted: str) -> Path:
    """The backup of that number, or the file of that name.

    Raises:
        NotFound: for an unknown backup.
        InvalidValue: for the ledger itself.
    """
    from farmer.ledger import FileLedger

    for backup in desk.file.backups():
        if wanted == str(backup.number):
            return Path(backup.path)
    path = Path(wanted).expanduser()
    if not FileLedger(path).exists:
        raise NotFound(f"There is no backup “{wanted}”.", "See which there are: farmer restore")
    if desk.file.is_at(path):
        raise InvalidValue(f"{path} is the ledger itself.", "Name a backup: farmer restore")
    return path


@contextmanager
def proposed(desk: Desk, source: Path) -> Iterator[Proposed]:
    """A copy of `source`, and what putting it in the ledger's place takes away and brings back.

    Raises:
        LedgerUnavailable: where `source` is no ledger, damaged, or not made as farmer makes one.
    """
    with desk.file.copied(source, desk.today) as copy:
        yield Proposed(source, copy, _difference(desk, source, copy))


def _difference(desk: Desk, source: Path, copy: Path) -> Difference:
    then = desk.file.content_of(copy)
    now: Content = {}
    compared = False
    try:
        now, compared = desk.file.content(), True
    except LedgerUnavailable as broken:
        desk.notify(f"{broken.message} What would be lost with it cannot be told.")
    lost, gained = _less(now, then), _less(then, now)
    return Difference(
        {table: len(rows) for table, rows in lost.items()},
        {table: len(rows) for table, rows in gained.items()},
        tuple(lost.get("contact", [])[:NAMES_SHOWN]),
        tuple(gained.get("contact", [])[:NAMES_SHOWN]),
        desk.file.protection_after(source),
        compared,
    )


def restore(desk: Desk, proposed: Proposed) -> Restored:
    """Put the copy that is `proposed` in the place of the ledger, which is kept aside.

    A locked ledger stays locked with its own key; that another is locked now, or a locked one is
    not any more, is told.

    Raises:
        LedgerUnavailable: where it cannot be done; the ledger is then as it was.
    """
    kept = desk.file.restore(proposed.copy, desk.today)
    protection = proposed.difference.protection
    if proposed.difference.unlocks:
        desk.notify("The ledger is not locked any more; to encrypt it: farmer lock")
    elif protection.is_locked and not protection.own_key:
        desk.notify("The ledger is locked now, with the passphrase of the backup.")
    return Restored(desk.ledger.place, str(proposed.source), kept, proposed.difference)


def _less(one: Content, other: Content) -> dict[str, list[str]]:
    """By table, the rows of `one` that `other` does not have, or has otherwise."""
    found = {}
    for table, rows in one.items():
        there = other.get(table, {})
        found[table] = [said for number, said in rows.items() if there.get(number) != said]
    return {table: rows for table, rows in found.items() if rows}


def _people(desk: Desk, path: Path) -> int | None:
    """How many people are in a backup; None where it cannot be read."""
    try:
        return len(desk.file.content_of(path, "contact")["contact"])
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
