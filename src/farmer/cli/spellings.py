"""How else an option may be typed: by one letter, as it was called before, help as a word.

No command says it by itself, so that a letter means one option everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

# Said before a command it asks for the help of it, as --help behind it does.
HELP = "help"
# What is typed most, by one letter, wherever a command has it: none says it by itself.
SHORT = {
    "--note": "-n",
    "--on": "-d",
    "--kind": "-k",
    "--by": "-b",
    "--with": "-w",
    "--tag": "-t",
    "--output": "-o",
    "--json": "-j",
    "--yes": "-y",
    "--editor": "-e",
}
# By command, what an option was called before. No help shows it, and scripts may go on saying it.
RENAMED: Mapping[str, Mapping[str, str]] = {
    "calendar": {"--output": "--write"},
    "ask": {"--need": "--for"},
    "edit": {
        "--given-name": "--given",
        "--middle-name": "--middle",
        "--family-name": "--family",
    },
    "import": {"--format": "--as"},
    "export": {"--vcard-version": "--version"},
    # Elsewhere it means a group; here one tells with whom something is shared.
    "team share": {"--to": "--with"},
}


def add_letters(options: list[Any]) -> None:
    """Let those `options` of a command that have a letter be typed by it too."""
    for option in options:
        option.opts = [*filter(None, map(SHORT.get, option.opts)), *option.opts]


def now_called(command: str, option: str) -> str:
    """What that `option` of a `command` is called now."""
    former = {before: now for now, before in RENAMED.get(command, {}).items()}
    return former.get(option, option)


def read_former(command: str, options: list[Any], parser: Any, context: Any) -> None:
    """Let the `parser` of a `command` read its `options` as they were called before, too."""
    former = RENAMED.get(command, {})
    for option in options:
        for name in filter(None, map(former.get, option.opts)):
            before = copy(option)
            before.opts = [name]
            before.add_to_parser(parser, context)
