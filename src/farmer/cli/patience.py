"""Saying that a command waits for another, and for which: never what that one is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from farmer.cli.commands import COMMANDS
from farmer.cli.world import tell

if TYPE_CHECKING:
    from farmer.ledger.holder import Holder


def say_who(holder: Holder | None) -> None:
    """Tell whom this command waits for, as far as that is known."""
    if holder is None:
        tell("Waiting: another program is using the ledger.")
        return
    command = command_in(holder.words)
    who = "another program" if command is None else f"farmer {command}".strip()
    does = "writing to" if holder.writes else "reading"
    tell(f"Waiting: {who} (process {holder.process}) is {does} the ledger.")


def command_in(line: Sequence[str]) -> str | None:
    """The words of the farmer command that a command line is; None where it is another program.

    Only words of the table are taken: what else stands there may be somebody's name.
    """
    words = iter(line)
    if not any(PurePath(word).name in ("farmer", "farmer.exe") for word in words):
        return None
    said = _without_options(words)
    first = next(said, "")
    if first not in COMMANDS:
        return ""
    both = f"{first} {next(said, '')}"
    return both if both in COMMANDS else first


def _without_options(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if word == "--ledger":
            next(words, None)
        elif not word.startswith("-"):
            yield word
