"""``lock`` and ``unlock``: which files were converted."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.keep.lock import Converted
from farmer.team import path_of
from farmer.wording import say_count


def lines(converted: Converted) -> Iterator[Row]:
    """A line a file: what was done, and its path."""
    for file in converted.files:
        yield ("locked" if converted.locked else "unlocked", file)
    for file in converted.left:
        yield ("left", file)
    for file in converted.cleared:
        yield ("cleared", file)


def draw(converted: Converted, screen: Screen) -> None:
    """What is locked or plain now, and what that asks of the user."""
    verb = "Locked " if converted.locked else "Unlocked "
    others = [file for file in converted.files if file != converted.path]
    backups = [file for file in others if file != str(path_of(converted.path))]
    parts = ["what your team told"] if len(backups) < len(others) else []
    parts += [say_count(len(backups), "backup")] if backups else []
    if converted.path in converted.files:
        also = f" and {' and '.join(parts)}" if parts else ""
        screen.say((verb, "green"), (converted.path, "bold"), f"{also}.")
    elif parts:
        screen.say((verb, "green"), f"{' and '.join(parts)}.")
    if converted.locked:
        if converted.keyring:
            screen.say("The keyring keeps its key; elsewhere the passphrase opens it.")
        screen.say("Nobody can open it without the passphrase: keep that safe.")
    for file in converted.left:
        screen.say(f"Left as it was: {file}")
    for file in converted.cleared:
        screen.say(f"Taken away, left by a command that was killed: {file}")


VIEW = View(lines, draw)
