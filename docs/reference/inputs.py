"""What every command takes, as `farmer.cli.inputs` reads it: the words from before have it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from docs.reference.tree import Command
from farmer.cli.app import app


def inputs(_farmer: Command) -> str:
    """A line for each argument and option: command, name, kind, how it is typed, its meaning."""
    lines = [
        "\t".join((path, *_said(given)))
        for path, command in _every("", typer.main.get_command(app))
        for given in command.params
    ]
    return "\n".join(lines) + "\n"


def _every(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name in getattr(command, "commands", ()):
        yield from _every(f"{path} {name}".strip(), command.commands[name])


def _said(given: Any) -> tuple[str, str, str, str]:
    if given.param_type_name == "argument":
        return given.name, "arguments" if given.nargs == -1 else "argument", "", ""
    kind = "flag" if given.is_flag else "option"
    return given.name, kind, " ".join(given.opts), "" if given.hidden else given.help
