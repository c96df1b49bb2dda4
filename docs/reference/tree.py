"""The command tree as data: what Typer knows of every command, in the order of the help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from farmer.cli.app import app
from farmer.cli.commands import MEANINGS, SECTIONS
from farmer.cli.forms import FormOption


@dataclass(frozen=True)
class Input:
    """An argument, or an option, which has names."""

    names: tuple[str, ...]
    metavar: str
    meaning: str
    required: bool
    default: str

    @property
    def said(self) -> str:
        """All that is to be said of it."""
        default = f" Default: `{self.default}`." if self.default else ""
        required = " Required." if self.required and self.names else ""
        return self.meaning + default + required


@dataclass(frozen=True)
class Glossary:
    """Words that a command understands, with their meanings."""

    title: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Command:
    """One command, or a group of them, which has commands of its own."""

    path: str
    summary: str
    details: tuple[str, ...]
    arguments: tuple[Input, ...]
    options: tuple[Input, ...]
    examples: tuple[str, ...]
    glossaries: tuple[Glossary, ...]
    also: tuple[str, ...]
    commands: tuple[Command, ...]

    @property
    def usage(self) -> str:
        """The command with its arguments, as its line begins."""
        arguments = [
            given.metavar if given.required else f"[{given.metavar}]" for given in self.arguments
        ]
        return " ".join(
            [self.path, "[OPTIONS]", *arguments, *(["COMMAND …"] * bool(self.commands))]
        )

    @property
    def descendants(self) -> Iterator[Command]:
        """Every command below this one, each group before its own."""
        for command in self.commands:
            yield command
            yield from command.descendants

    @property
    def shared(self) -> tuple[Input, ...]:
        """The options that may be said before a command as well as after it."""
        below = {option for command in self.descendants for option in command.options}
        return tuple(option for option in self.options if option in below)

    def own(self, shared: tuple[Input, ...]) -> tuple[Input, ...]:
        """The options that are not among the `shared`."""
        return tuple(option for option in self.options if option not in shared)

    def lacking(self, shared: tuple[Input, ...]) -> str:
        """A sentence about those of the `shared` that it does not take; empty for most."""
        names = [f"`{option.names[-1]}`" for option in shared if option not in self.options]
        return f"It takes no {' or '.join(names)}." if names else ""


def farmer() -> Command:
    """The whole tree of farmer."""
    return tree_of(app, "farmer")


def sections(farmer: Command) -> Iterator[tuple[str, list[Command]]]:
    """Each section of the help by its title, with its commands, each group before its own."""
    for section, meaning in MEANINGS.items():
        known = {f"{farmer.path} {name}" for name in SECTIONS[section]}
        yield (
            f"{section.capitalize()}: {meaning}",
            [command for command in farmer.descendants if command.path in known],
        )


def tree_of(program: typer.Typer, name: str) -> Command:
    """The whole tree of `program`, which has several commands and goes by `name`."""
    root = typer.main.get_command(program)
    assert isinstance(root, TyperGroup)
    return _command(root, typer.Context(root, info_name=name, **root.context_settings))


def _command(command: TyperCommand | TyperGroup, context: typer.Context) -> Command:
    inputs = [given for given in command.get_params(context) if _is_shown(given)]
    summary, *details = [" ".join(said.split()) for said in (command.help or "").split("\n\n")]
    blocks = dict(_blocks(command.epilog or ""))
    examples, also = blocks.pop("Examples", []), blocks.pop("Also", [])
    return Command(
        path=context.command_path,
        summary=summary,
        details=tuple(details),
        arguments=tuple(_argument(it, context) for it in inputs if isinstance(it, TyperArgument)),
        options=tuple(_option(it, context) for it in inputs if isinstance(it, TyperOption)),
        examples=tuple(examples),
        glossaries=tuple(
            Glossary(title, tuple(_word(line) for line in lines)) for title, lines in blocks.items()
        ),
        also=tuple(also),
        commands=tuple(_below(command, context)) if isinstance(command, TyperGroup) else (),
    )


def _is_shown(given: object) -> bool:
    """Whether it is documented; so is what every command takes and only one help shows."""
    return isinstance(given, FormOption) or not getattr(given, "hidden", False)


def _below(group: TyperGroup, context: typer.Context) -> Iterator[Command]:
    for name in group.list_commands(context):
        command = group.commands[name]
        assert isinstance(command, TyperCommand | TyperGroup)
        if not command.hidden:
            inner = typer.Context(
                command, info_name=name, parent=context, **command.context_settings
            )
            yield _command(command, inner)


def _argument(argument: TyperArgument, context: typer.Context) -> Input:
    return Input(
        names=(),
        metavar=argument.make_metavar(context),
        meaning=argument.help or "",
        required=argument.required,
        default=_default(argument),
    )


def _option(option: TyperOption, context: typer.Context) -> Input:
    # The short name first, and always in one order: Typer keeps those of --help in a set.
    names = sorted([*option.opts, *option.secondary_opts], key=lambda name: (len(name), name))
    return Input(
        names=tuple(names),
        metavar="" if option.is_flag else option.make_metavar(context),
        meaning=option.help or "",
        required=option.required,
        default=_default(option),
    )


def _default(given: TyperArgument | TyperOption) -> str:
    shown = given.show_default and not isinstance(given.default, bool | None)
    return str(given.default) if shown else ""


def _blocks(epilog: str) -> Iterator[tuple[str, list[str]]]:
    """The titles and lines of what stands below the options."""
    for block in epilog.split("\n\n"):
        title, *lines = [line.strip("\b ") for line in block.strip("\b\n ").splitlines()] or [""]
        if lines:
            yield title.removesuffix(":"), lines


def _word(line: str) -> tuple[str, str]:
    word, _, meaning = line.partition(" ")
    return word, meaning.strip()
