"""How farmer restore is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.keep.restore import Backups, Restored


def _backup_lines(found: Backups) -> Iterator[Row]:
    for backup in found.backups:
        yield (
            *(backup.number, backup.day, backup.people, backup.size_bytes),
            *(backup.why, backup.path),
        )


def _draw_backups(found: Backups, screen: Screen) -> None:
    if not found.backups:
        screen.say("There is no backup beside the ledger. Make one: farmer backup")
        return
    rows = [
        (
            str(backup.number),
            backup.day,
            "unreadable" if backup.people is None else f"{backup.people} people",
            backup.path.rpartition("/")[2],
        )
        for backup in found.backups
    ]
    screen.table(rows, keep=(0, 1, 2))
    screen.say("To put one in the place of the ledger: farmer restore 1")


def _restored_lines(done: Restored) -> Iterator[Row]:
    yield ("restored", done.source)
    yield ("kept", done.kept)
    yield ("locked", done.difference.protection.is_locked)
    for word, counts in (("lost", done.difference.lost), ("gained", done.difference.gained)):
        for table, count in counts.items():
            yield (word, table, count)


def _draw_restored(done: Restored, screen: Screen) -> None:
    screen.say(f"The ledger is that of {done.source} now.")
    if done.kept:
        screen.say(f"The one before is kept as {done.kept}")


BACKUPS = View(_backup_lines, _draw_backups)


RESTORED = View(_restored_lines, _draw_restored)
