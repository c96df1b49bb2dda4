"""The command assistant: what one may ask, serving it, and telling a program of it."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Force, Json, Ledger
from farmer.cli.questions import yes_or_no
from farmer.cli.world import can_ask, desk, desk_by_default, settings_path, tell
from farmer.errors import ExitStatus
from farmer.text import parse_tag

if TYPE_CHECKING:
    from farmer.assistant.tool import Bench

WithWords = Annotated[
    bool,
    typer.Option("--with-words", help="Tell notes, promises and what was said, too."),
]
MayRecord = Annotated[
    bool,
    typer.Option("--record", help="Let it record what you dictate, and take that back again."),
]


def assistant(context: typer.Context, json: Json = False) -> int:
    """What an assistant may ask of farmer.

    It talks to a program that you connect, over the Model Context Protocol, and changes nothing
    unless it is started with --record.
    """
    from farmer.assistant.tools import TOOLS
    from farmer.render.assistant import VIEW
    from farmer.tasks.together.assistant import ToolShown, ToolsShown

    if context.invoked_subcommand:
        return ExitStatus.DONE
    tools = tuple(
        ToolShown(tool.name, tool.title, tool.of_words, tool.effect != "reads") for tool in TOOLS
    )
    answer(ToolsShown(tools, installed=find_spec("mcp") is not None), VIEW, json=json)
    return ExitStatus.DONE


def serve(with_words: WithWords = False, record: MayRecord = False, ledger: Ledger = None) -> int:
    """Answer an assistant, which starts this itself.

    Over standard input and output, by the Model Context Protocol, until the input ends.
    """
    from farmer.assistant.session import Session
    from farmer.assistant.tool import Allowed, Bench
    from farmer.tasks.together.assistant import NoExtra

    allowed, session = Allowed(with_words, record), Session()
    try:
        from farmer.assistant.serving import serve as answering
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("farmer"):
            raise
        raise NoExtra from None
    if sys.stdin.isatty():
        tell("An assistant starts this itself, and talks to it here; Ctrl-C ends it.")
        tell("To connect one: farmer assistant setup claude")

    def bench() -> Bench:
        """What is said in passing is for somebody at a terminal; who is private is nobody here."""
        place = desk(ledger)
        hidden = parse_tag(place.settings.private)
        quiet = place._replace(notify=lambda _words: None, veiled=hidden)
        return Bench(quiet, allowed, session)

    return answering(bench, allowed)


def setup(
    client: Annotated[
        str, typer.Argument(metavar="PROGRAM", help="claude, codex, cursor, vscode or zed.")
    ],
    with_words: WithWords = False,
    record: MayRecord = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Print the lines that tell an assistant of farmer.

    Paste them yourself: farmer changes no other program's files.
    """
    from farmer.render.assistant import LINES_TO_PASTE
    from farmer.tasks.together.assistant import CLIENTS, start_of
    from farmer.tasks.together.assistant import setup as lines_for

    name = CLIENTS.parse(client)
    if not with_words and not json and can_ask():
        with_words = yes_or_no(
            "May it read notes, promises and what was said? They then go to whoever makes the"
            " assistant."
        )
    place = str(Path(desk_by_default(ledger).ledger.place).absolute())
    kept = str(settings_path().absolute())
    start = start_of(_command(), place, kept, os.environ, with_words=with_words, record=record)
    told = lines_for(name, start, with_words=with_words, record=record)
    answer(told, LINES_TO_PASTE, json=json)
    return ExitStatus.DONE


def skill(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Write it there: a folder of skills."),
    ] = None,
    force: Force = False,
    json: Json = False,
) -> int:
    """What an assistant that has a shell should know, as one SKILL.md.

    When to type which command, how to read the answers, and what never to do. It is printed;
    with --to it is written to DIR/farmer/SKILL.md.
    """
    from farmer.cli.commands import COMMANDS
    from farmer.render.assistant import SKILL, SKILL_WRITTEN
    from farmer.tasks.together.assistant_skill import Typed, write_skill
    from farmer.tasks.together.assistant_skill import skill as skill_of

    shown = {
        name: Typed(known.summary, known.examples)
        for name, known in COMMANDS.items()
        if not known.now
    }
    known = skill_of(shown)
    if to is None:
        answer(known, SKILL, json=json)
    else:
        written = write_skill(desk_by_default(None), known, to, force=force)
        answer(written, SKILL_WRITTEN, json=json)
    return ExitStatus.DONE


def _command() -> list[str]:
    """The command that runs this farmer, by its whole path."""
    beside = Path(sys.executable).with_name("farmer.exe" if os.name == "nt" else "farmer")
    if beside.is_file():
        return [str(beside)]
    return [sys.executable, "-P", "-m", "farmer"]
