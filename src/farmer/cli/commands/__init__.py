"""Every command as the help shows it, known before any of them is loaded.

A command's module is imported when the command is typed, so that none pays for the others.
"""

from __future__ import annotations

from farmer.cli.commands import correct, exchange, judge, keep, record, refer, tend, together
from farmer.cli.commands.command import Command, block

# The sections are the folders of the tasks, in the order of the help.
SECTIONS: dict[str, dict[str, Command]] = {
    "record": record.COMMANDS,
    "judge": judge.COMMANDS,
    "tend": tend.COMMANDS,
    "refer": refer.COMMANDS,
    "correct": correct.COMMANDS,
    "exchange": exchange.COMMANDS,
    "keep": keep.COMMANDS,
    "together": together.COMMANDS,
}
MEANINGS = {
    "record": "what happened",
    "judge": "is it farmed",
    "tend": "whom to look after",
    "refer": "introductions",
    "correct": "put right",
    "exchange": "in and out",
    "keep": "look after the ledger",
    "together": "assistants and colleagues",
}
# Two words are a command of a group.
COMMANDS: dict[str, Command] = {
    name: command for section in SECTIONS.values() for name, command in section.items()
}
EVERYDAY = (
    "log", "mark", "check", "today", "request", "ask", "stale", "prepare", "show", "list",
)  # fmt: skip


def under(group: str) -> list[str]:
    """The names of the commands in a `group`, in order; of the first words where it is empty."""
    found = (name.rpartition(" ") for name in COMMANDS)
    return [name for before, _, name in found if before == group]


def shown_under(group: str) -> list[str]:
    """The same without the words from before."""
    before = f"{group} " if group else ""
    return [name for name in under(group) if not COMMANDS[before + name].now]


def words_before(command: str) -> list[str]:
    """The words from before that are said as `command` now."""
    return [old for old, it in COMMANDS.items() if it.now and it.now.partition(" --")[0] == command]


def epilog(command: str) -> str:
    """What the help of a `command` of the table ends with."""
    known = COMMANDS[command]
    also = [f"farmer {old}" for old in words_before(command)]
    blocks = [
        block("Now", [f"farmer {known.now}"]) if known.now else "",
        block("Examples", list(known.examples)),
        known.more(),
        block("Also", also) if also else "",
    ]
    return "\n\n".join(filter(None, blocks))
