"""The command tree, with an example for each command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Annotated

import typer

from farmer import __version__
from farmer.cli import (
    completing,
    configuring,
    correcting,
    counting,
    drafting,
    exporting,
    importing,
    logging,
    merging,
    promising,
    reading,
    requesting,
    snoozing,
    writing,
)
from farmer.cli.options import Json, Ledger
from farmer.errors import ExitStatus
from farmer.letters.kinds import KINDS as LETTERS
from farmer.settings import KEYS
from farmer.tasks.facts import MEANINGS


class _InOrder(typer.core.TyperGroup):
    """Lists commands as `COMMANDS` does; Typer itself would begin with the groups."""

    def list_commands(self, ctx: object) -> list[str]:
        return [name for name in COMMANDS if name in self.commands]


app = typer.Typer(
    name="farmer",
    cls=_InOrder,
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

_SETTINGS = "\n\n\b\nSettings:\n" + "\n".join(
    f"  {name:<9} {key.meaning}" for name, key in KEYS.items()
)

_LETTERS = "\n\n\b\nLetters:\n" + "\n".join(
    f"  {kind.name:<13} {kind.meaning} ({kind.takes})" for kind in LETTERS.values()
)

_START_FILES = """

\b
Lines for the start file:
  bash        eval "$(farmer completion bash)"
  zsh         eval "$(farmer completion zsh)"     after compinit
  fish        farmer completion fish | source
  powershell  farmer completion powershell | Out-String | Invoke-Expression"""

# In the order of the help: what is done most comes first. Two words are a command of a group.
COMMANDS: dict[str, tuple[Callable[..., int], str]] = {
    "log": (
        logging.log,
        _examples(
            'farmer log "Ana Ruiz" "Bo Li" --at "Chamber mixer" --by them --new',
            'farmer log Ana --kind call --by me --on "last friday" --note "a new office"',
            "farmer log Ana --minutes 60 --depth 2 --fact kept",
            'farmer log --with @chapter --except Joe --at "Chapter breakfast"',
            "farmer log --from notes.txt --new",
        ),
    ),
    "mark": (
        writing.mark,
        _examples(
            'farmer mark Ana used --on 2026-05-04 --note "did our lease"',
            "farmer mark --with @chapter gave",
        )
        + _FACTS,
    ),
    "check": (
        reading.check,
        _examples("farmer check Ana", 'farmer check "Joe Marsh" --to "Richard Branson"'),
    ),
    "today": (reading.today_, _examples("farmer today", "farmer today --one-line")),
    "request": (requesting.request, _examples("farmer request")),
    "request add": (
        requesting.add,
        _examples(
            'farmer request add "Joe Marsh" --to "Richard Branson" --need "launch marketing" '
            "--via linkedin",
            'farmer request add Ana --to "a buyer at a rail firm" --need "a first talk"',
        ),
    ),
    "request list": (
        requesting.list_,
        _examples("farmer request list", "farmer request list --given --since 2026-06-08"),
    ),
    "request show": (requesting.show, _examples("farmer request show r1")),
    "request decline": (
        requesting.decline,
        _examples('farmer request decline r1 --note "not before we know each other"'),
    ),
    "request ask-target": (requesting.ask_target, _examples("farmer request ask-target r1")),
    "request target-said": (requesting.target_said, _examples("farmer request target-said r2 yes")),
    "request confirm": (requesting.confirm, _examples("farmer request confirm r1")),
    "request sent": (requesting.sent, _examples("farmer request sent r6")),
    "request introduce": (
        requesting.introduce,
        _examples('farmer request introduce r3 --level 4 --anyway "she insisted"'),
    ),
    "request met": (requesting.met, _examples("farmer request met r4")),
    "request outcome": (
        requesting.outcome,
        _examples(
            "farmer request outcome r4 good",
            "farmer request outcome r4 business --amount 1200 --currency EUR",
        ),
    ),
    "request thanked": (requesting.thanked, _examples("farmer request thanked r5")),
    "request withdraw": (requesting.withdraw, _examples("farmer request withdraw r1")),
    "request reopen": (requesting.reopen, _examples("farmer request reopen r5")),
    "request review": (requesting.review, _examples("farmer request review")),
    "ask": (
        requesting.ask,
        _examples('farmer ask "Ana Ruiz" --for "an introduction to the port authority"'),
    ),
    "draft": (
        drafting.draft,
        _examples(
            "farmer draft decline r1",
            "farmer draft introduction r3 --mailto",
            "farmer draft reconnect Ana",
        )
        + _LETTERS,
    ),
    "promise": (promising.promise, _examples("farmer promise")),
    "promise add": (
        promising.add,
        _examples(
            'farmer promise add Ana "send the lease" --due friday',
            'farmer promise add Ana "introduce her to the port" --mine --due "in 2 weeks"',
        ),
    ),
    "promise list": (promising.list_, _examples("farmer promise list --all")),
    "promise kept": (promising.kept, _examples("farmer promise kept p1")),
    "promise broken": (promising.broken, _examples("farmer promise broken p1")),
    "promise drop": (promising.drop, _examples("farmer promise drop p1")),
    "stale": (reading.stale, _examples("farmer stale", "farmer stale --status never-met")),
    "snooze": (snoozing.snooze, _examples('farmer snooze Ana --until "in 3 months"')),
    "prepare": (reading.prepare, _examples("farmer prepare Ana")),
    "show": (reading.show, _examples("farmer show Ana")),
    "list": (
        reading.list_,
        _examples(
            "farmer list @chapter",
            "farmer list --verdict almost --sort score --limit 10",
            "farmer list --never-met --ids",
        ),
    ),
    "stats": (counting.stats, _examples("farmer stats", "farmer stats --since 2026-01-01")),
    "find": (reading.find, _examples('farmer find "second office"')),
    "gains": (
        writing.gains,
        _examples(
            'farmer gains Ana --goals "a second office by May" --interests sailing',
            'farmer gains Ana --mine --skills "leases for start-ups"',
            "farmer gains Ana",
        ),
    ),
    "add": (writing.add, _examples('farmer add "Richard Branson" --company Virgin')),
    "edit": (
        correcting.edit,
        _examples(
            'farmer edit Ana --company "Voss & Co" --cadence 30',
            "farmer edit t1 t2 --by them",
            'farmer edit t1 --on 2026-03-31 --kind call --at ""',
            "farmer edit --with @chapter --cadence 60",
        ),
    ),
    "tag": (
        correcting.tag,
        _examples("farmer tag Ana @chapter @golf", "farmer tag --with @chapter @dinner"),
    ),
    "tags": (reading.tags, _examples("farmer tags")),
    "untag": (correcting.untag, _examples("farmer untag Ana @chapter")),
    "archive": (
        correcting.archive,
        _examples("farmer archive Ana", "farmer archive @chapter --except Joe"),
    ),
    "unarchive": (correcting.unarchive, _examples("farmer unarchive Ana")),
    "remove": (correcting.remove, _examples("farmer remove t1 f1")),
    "forget": (correcting.forget, _examples("farmer forget Ana --yes")),
    "import": (
        importing.import_,
        _examples("farmer import Connections.csv --dry-run", "farmer import contacts.vcf"),
    ),
    "export": (
        exporting.export,
        _examples(
            "farmer export -o ledger.json",
            "farmer export --format vcard --who @chapter -o chapter.vcf",
            "farmer export --format csv -o tables",
        ),
    ),
    "calendar": (
        exporting.calendar,
        _examples(
            "farmer calendar --write farmer.ics", "farmer calendar --write farmer.ics --alarms"
        ),
    ),
    "duplicates": (merging.duplicates, _examples("farmer duplicates --limit 10")),
    "merge": (
        merging.merge,
        _examples("farmer merge Ana Joe --dry-run", "farmer merge Ana Joe --not-same"),
    ),
    "history": (correcting.history, _examples("farmer history", "farmer history Ana")),
    "undo": (correcting.undo, _examples("farmer undo")),
    "redo": (correcting.redo, _examples("farmer redo")),
    "completion": (
        completing.completion,
        _examples("farmer completion bash") + _START_FILES,
    ),
    "where": (reading.where, _examples("farmer where")),
    "config": (configuring.config, _examples("farmer config") + _SETTINGS),
    "config list": (configuring.list_, _examples("farmer config list")),
    "config get": (configuring.get, _examples("farmer config get cadence")),
    "config set": (
        configuring.set_,
        _examples(
            "farmer config set cadence quarterly",
            "farmer config set region GB",
            'farmer config set me "Kim Doe" kim@doe.example',
        )
        + _SETTINGS,
    ),
    "config unset": (configuring.unset, _examples("farmer config unset region")),
    "config edit": (configuring.edit, _examples("farmer config edit")),
}
GROUPS = {
    "": app,
    "request": typer.Typer(rich_markup_mode=None),
    "promise": typer.Typer(rich_markup_mode=None),
    "config": typer.Typer(rich_markup_mode=None),
}

for _path, (_command, _epilog) in COMMANDS.items():
    _group, _, _name = _path.rpartition(" ")
    if _path in GROUPS:
        GROUPS[_path].callback(invoke_without_command=True, epilog=_epilog)(_command)
        app.add_typer(GROUPS[_path], name=_path)
    else:
        GROUPS[_group].command(_name, epilog=_epilog)(_command)


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The app, with the one command that `arguments` begin with; whole where they begin with none.

    Typer builds every command that it is told of, which takes longer than most of them do.
    """
    words = iter(arguments)
    for word in words:
        if word == "--ledger":
            next(words, "")
        elif not word.startswith("-"):
            return _with_only(word)
    return app


def _with_only(name: str) -> typer.Typer:
    commands = [each for each in app.registered_commands if each.name == name]
    groups = [each for each in app.registered_groups if each.name == name]
    if not (commands or groups):
        return app
    small = copy(app)
    small.registered_commands, small.registered_groups = commands, groups
    return small
