"""What was asked: noted once, while Typer parses the command line.

Whoever speaks afterwards, an answer or a refusal, asks here; nobody reads the line again.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from farmer.cli.forms import NO_PAGER, form_options
from farmer.cli.spellings import add_letters, read_former
from farmer.errors import InvalidValue


class Invocation:
    """One run of the program.

    Attributes:
        command: the words of the command, such as ``request show``; empty before one is known.
        ledger: the path that ``--ledger`` gives, as typed.
        as_of: the day that ``--as-of`` gives, as typed.
        json: whether a program is listening.
        forms: the other forms that were asked for (`farmer.cli.forms`); more than one is refused.
        paged: whether a long answer may be shown page by page.
    """

    command: str = ""
    ledger: str | None = None
    as_of: str | None = None
    json: bool = False
    forms: tuple[str, ...] = ()
    paged: bool = True

    @property
    def form(self) -> str:
        """The form that was asked for; empty where it is left to where the answer goes."""
        return self.forms[0] if self.forms else ""

    def note(self, context: typer.Context) -> None:
        """Take over what is known of a command by now; an inner one knows what outer ones do."""
        self.command = _words_of(context)
        self.ledger = context.params.get("ledger") or self.ledger
        self.as_of = context.params.get("as_of") or self.as_of
        self.json = context.params.get("json") or self.json

    def check_one_form(self) -> None:
        """Refuse several forms at once.

        Raises:
            InvalidValue: naming two of them.
        """
        said = [*(["json"] if self.json else []), *self.forms]
        if len(said) > 1:
            raise InvalidValue(
                f"An answer has one form, and --{said[0]} and --{said[1]} are two.",
                "Give one of them.",
            )


_current = Invocation()


def begin() -> Invocation:
    """A new run, of which nothing is known yet."""
    global _current
    _current = Invocation()
    return _current


def current() -> Invocation:
    """What is being run: a process runs one command at a time."""
    return _current


def _words_of(context: typer.Context) -> str:
    """The words of a command, such as ``request show``; empty of the program itself."""
    return context.command_path.partition(" ")[2]


def _note_form(word: str) -> None:
    if word == NO_PAGER:
        _current.paged = False
    elif word not in _current.forms:
        _current.forms = (*_current.forms, word)


class _Noted:
    """A command that notes what is asked of it, as far as it can be understood."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # The program's own help has them, and none of its commands'.
        hidden = bool(self.name)  # type: ignore[attr-defined]
        options = form_options(_note_form, hidden=hidden)
        self.params: list[Any] = [*self.params, *options]
        add_letters(self.params)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, which answers by the one way there is."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show_help
        return option

    def make_parser(self, ctx: Any) -> Any:
        """The parser of the options, which knows what they were called before too."""
        parser = super().make_parser(ctx)  # type: ignore[misc]
        read_former(_words_of(ctx), self.get_params(ctx), parser, ctx)  # type: ignore[attr-defined]
        return parser

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse `args`, and note what they say whether or not all of it is right."""
        try:
            rest: list[str] = super().parse_args(ctx, list(args))  # type: ignore[misc]
        except typer.TyperException:
            self._guess(ctx, args)
            # A value for it is wrong, and says who listens all the same.
            _current.json = _current.json or any(word.startswith("--json=") for word in args)
            raise
        _current.note(ctx)
        _current.check_one_form()
        return rest

    def _guess(self, ctx: Any, args: list[str]) -> Any:
        """Note what Typer can make out of `args` that are wrong, and go on past what is wrong."""
        return self.make_context(  # type: ignore[attr-defined]
            ctx.info_name,
            list(args),
            parent=ctx.parent,
            resilient_parsing=True,
            ignore_unknown_options=True,
            allow_interspersed_args=True,
        )


def _show_help(context: Any, _option: Any, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from farmer.cli.answers import speaking

        with speaking():
            print(context.get_help())
        context.exit()


class NotedCommand(_Noted, TyperCommand):
    """A command, noted."""


class NotedGroup(_Noted, TyperGroup):
    """A group of commands, noted; of a wrong line also which command was likely meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options before the command: they are every command's defaults."""
        rest = super().parse_args(ctx, args)
        said = {name: ctx.params[name] for name in ("ledger", "json") if name in ctx.params}
        ctx.default_map = dict.fromkeys(self.commands, said)
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that `args` begin with; what stands after an unknown one is noted too."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException:
            self._guess(ctx, args)
            raise

    def _guess(self, ctx: Any, args: list[str]) -> Any:
        guessed = super()._guess(ctx, args)
        words = [*guessed._protected_args, *guessed.args]
        meant = next((word for word in words if word in self.commands), "")
        _current.command = f"{_current.command} {meant}".strip()
        return guessed
