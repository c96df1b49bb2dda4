"""The program as Typer sees it: a tree of commands, each built when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer

from farmer import __version__
from farmer.cli.answers import speaking
from farmer.cli.commands import (
    COMMANDS,
    EVERYDAY,
    MEANINGS,
    SECTIONS,
    epilog,
    shown_under,
    under,
)
from farmer.cli.invocation import NotedCommand, NotedGroup
from farmer.cli.options import Json, Ledger
from farmer.cli.spellings import HELP
from farmer.cli.world import today
from farmer.errors import ExitStatus, InvalidValue


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
        """The names of its commands, in the order of the table; not the words from before."""
        return shown_under(self.name or "")

    def format_commands(self, ctx: object, formatter: Any) -> None:
        """The names and summaries of its commands; none is built for it."""
        names = self.list_commands(ctx)
        with formatter.section("Commands"):
            formatter.write_dl([(n, COMMANDS[f"{self.name} {n}"].summary) for n in names])


class Program(Group):
    """The program: its help is one screen, or with --all every command by section."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of the program; “help check” asks what “check --help” does."""
        inner = super().parse_args(ctx, args)
        words = [*ctx._protected_args, *ctx.args]
        if words[:1] != [HELP]:
            return inner
        before = args[: len(args) - len(words)]
        return self.parse_args(ctx, [*before, *words[1:], "--help"])

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, read after --all wherever the two stand."""
        option = super().get_help_option(ctx)
        option.is_eager = False
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Everyday commands and the names of the others, which fits 24 lines; or all of it."""
        if ctx.params.get("all_"):
            super().format_help(ctx, formatter)
            return
        self.format_usage(ctx, formatter)
        formatter.write(f"{self.help}\n\n")
        with formatter.indentation():
            formatter.write_dl([(name, COMMANDS[name].summary) for name in EVERYDAY])
        with formatter.section("Every command, by what you want done"):
            formatter.write_dl([(section, _first_words(section)) for section in SECTIONS])
        formatter.write("More: farmer help --all, or of one command: farmer help check\n")

    def format_commands(self, ctx: object, formatter: Any) -> None:
        """The names and summaries of all commands, section by section."""
        for section, meaning in MEANINGS.items():
            with formatter.section(f"{section.capitalize()} ({meaning})"):
                formatter.write_dl(
                    [(n, it.summary) for n, it in SECTIONS[section].items() if not it.now]
                )


def _first_words(section: str) -> str:
    return " ".join(name for name in shown_under("") if name in SECTIONS[section])


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )


app = _typer(
    cls=Program,
    help="A relationship ledger that answers: is it too early to ask?",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def farmer(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", is_eager=True, help="With --help: every command.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """A relationship ledger that answers: is it too early to ask?"""
    if all_ and (version or context.invoked_subcommand):
        raise InvalidValue("--all before a command is for --help only.", "See: farmer --help --all")
    if context.invoked_subcommand and not version:
        return ExitStatus.DONE
    if json and not version:
        raise InvalidValue("--json goes with a command.", "See: farmer --help")
    with speaking():
        if json:
            from farmer.render.envelope import result_envelope

            print(result_envelope("", today(), {"version": __version__}))
        else:
            print(f"farmer {__version__}" if version else context.get_help())
    raise typer.Exit(ExitStatus.DONE)


def _built(path: str, name: str) -> Any:
    """The command of the table, as Typer makes it of its function."""
    module, _, function = COMMANDS[path].function.partition(":")
    run = getattr(import_module(f"farmer.cli.{module}"), function)
    if under(path):
        alone = _typer(name=name, cls=Group)
        alone.callback(invoke_without_command=True, epilog=epilog(path))(run)
    else:
        alone = _typer()
        alone.command(name, cls=NotedCommand, epilog=epilog(path))(run)
    return typer.main.get_command(alone)
