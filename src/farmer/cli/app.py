"""The command tree, with an example for each command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from farmer import __version__
from farmer.cli import reading, writing
from farmer.cli.options import Json, Ledger
from farmer.errors import ExitStatus
from farmer.tasks.facts import MEANINGS

app = typer.Typer(
    name="farmer",
    help="A relationship ledger that answers: is it too early to ask?",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
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
    # Said before the command, they are every command's defaults.
    context.default_map = {name: {"ledger": ledger, "json": json} for name in COMMANDS}
    if version:
        print(f"farmer {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())
    else:
        return ExitStatus.DONE
    raise typer.Exit(ExitStatus.DONE)


def _examples(*commands: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


_FACTS = "\n\n\b\nFacts:\n" + "\n".join(f"  {word:<13} {said}" for word, said in MEANINGS.items())

# In the order of the help: what is done most comes first.
COMMANDS: dict[str, tuple[Callable[..., int], str]] = {
    "log": (
        writing.log,
        _examples(
            'farmer log "Ana Ruiz" "Bo Li" --at "Chamber mixer" --by them --new',
            'farmer log Ana --kind call --by me --on "last friday" --note "a new office"',
            "farmer log Ana --minutes 60 --depth 2 --fact kept",
        ),
    ),
    "mark": (
        writing.mark,
        _examples('farmer mark Ana used --on 2026-05-04 --note "did our lease"') + _FACTS,
    ),
    "check": (
        reading.check,
        _examples("farmer check Ana", 'farmer check "Joe Marsh" --to "Richard Branson"'),
    ),
    "stale": (reading.stale, _examples("farmer stale", "farmer stale --status never-met")),
    "show": (reading.show, _examples("farmer show Ana")),
    "list": (reading.list_, _examples("farmer list")),
    "add": (writing.add, _examples('farmer add "Richard Branson" --company Virgin')),
    "edit": (writing.edit, _examples("farmer edit t1 t2 --by them")),
    "import": (
        writing.import_,
        _examples("farmer import Connections.csv --dry-run", "farmer import contacts.vcf"),
    ),
    "undo": (writing.undo, _examples("farmer undo")),
    "where": (reading.where, _examples("farmer where")),
}

for _name, (_command, _epilog) in COMMANDS.items():
    app.command(_name, epilog=_epilog)(_command)
