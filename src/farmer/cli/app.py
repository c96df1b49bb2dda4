"""The program as Typer sees it: a tree of commands, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from farmer import __version__
from farmer.cli.commands import COMMANDS, under
from farmer.cli.invocation import NotedCommand, NotedGroup
from farmer.cli.options import Json, Ledger
from farmer.errors import ExitStatus


class _Commands(Mapping[str, Any]):
    """The commands of a group by name, told at once and built one by one.

    Typer builds all that it is told of, which takes longer than most commands do.
    """

    def __init__(self, group: str) -> None:
        self._group = group
        self._names = under(group)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return _built(f"{self._group} {name}".strip(), name)


class Group(NotedGroup):
    """A group of the commands in the table; the one without a name is the program itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands(self.name or "")  # type: ignore[assignment] # only ever read

    def list_commands(self, ctx: object) -> list[str]:
        """The names of its commands, in the order of the table."""
        return list(self.commands)

    def format_commands(self, ctx: object, formatter: Any) -> None:
        """The names and summaries of its commands; none is built for it."""
        before = f"{self.name} " if self.name else ""
        with formatter.section("Commands"):
            formatter.write_dl([(n, COMMANDS[before + n].summary) for n in self.commands])


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )


app = _typer(
    cls=Group,
    help="A relationship ledger that answers: is it too early to ask?",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def farmer(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """A relationship ledger that answers: is it too early to ask?"""
    if version:
        print(f"farmer {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())
    else:
        return ExitStatus.DONE
    raise typer.Exit(ExitStatus.DONE)


def _built(path: str, name: str) -> Any:
    """The command of the table, as Typer makes it of its function."""
    module, _, function = COMMANDS[path].function.partition(":")
    run = getattr(import_module(f"farmer.cli.{module}"), function)
    if under(path):
        alone = _typer(name=name, cls=Group)
        alone.callback(invoke_without_command=True, epilog=COMMANDS[path].epilog)(run)
    else:
        alone = _typer()
        alone.command(name, cls=NotedCommand, epilog=COMMANDS[path].epilog)(run)
    return typer.main.get_command(alone)
