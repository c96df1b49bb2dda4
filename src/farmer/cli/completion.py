"""Completion: the script for a shell, and the answers to what that script asks.

A script calls ``farmer __complete SHELL …`` with what is typed so far, and gets a candidate a line:
the value, a tab, and what may be shown beside it; a line without a value is for the script itself.
What can be typed where is read from the commands themselves; only what an option's or argument's
values are is said here, by its name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from os.path import commonprefix
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from farmer.cli.answers import answer
from farmer.cli.commands import COMMANDS, HELP, shown_under
from farmer.cli.options import Json
from farmer.cli.shellwords import quoted_for_bash, split_line
from farmer.cli.spellings import now_called
from farmer.cli.world import clock_day, today
from farmer.errors import ExitStatus, FarmerError
from farmer.ledger.keys import keys_from
from farmer.text import begins, fold

# By the parameter's name, where its values come from (`farmer.tasks.keep.completion`); by
# the command too where the same name means something else.
_SOURCES: dict[str, tuple[str, ...]] = {
    "who": ("people",),
    "for_subject": ("people",),
    "kept": ("people",),
    "format_": ("formats",),
    "import format_": ("file kinds",),
    "other": ("people",),
    "names": ("people", "tags"),
    "edit names": ("people", "tags", "records"),
    "mark words": ("people", "tags", "facts"),
    "tag words": ("people", "tags"),
    "untag words": ("people", "tags"),
    "to": ("people",),
    "through": ("people",),
    "with_": ("tags",),
    "tag": ("tags",),
    "except_": ("people", "tags"),
    "ids": ("records",),
    "kind": ("kinds",),
    "fact": ("facts",),
    "by": ("beginners",),
    "status": ("statuses",),
    "role": ("roles",),
    "at": ("events",),
    "met_at": ("events",),
    "on": ("days",),
    "met_on": ("days",),
    "as_of": ("days",),
    "since": ("days",),
    "last": ("days",),
    "talks": ("rhythms",),
    "work": ("works",),
    "verdict": ("verdicts",),
    "phase": ("phases",),
    "sort": ("orders",),
    "cadence": ("cadences",),
    "request": ("requests",),
    "promise": ("promises",),
    "letter": ("letters",),
    "matter": ("requests", "people"),
    "due": ("coming days",),
    "until": ("coming days",),
    "said": ("answers",),
    "prefer": ("preferences",),
    "vcard_version": ("vcard versions",),
    "how": ("outcomes",),
    "began": ("ideas",),
    "key": ("settings",),
    "shell": ("shells",),
}
_FILES = ("output", "file", "files", "from_", "ledger")
# What `complete` ends with where the shell should offer files.
_FILES_WANTED = 7
_SCRIPTS = {
    "bash": "bash.sh",
    "zsh": "zsh.zsh",
    "fish": "fish.fish",
    "powershell": "powershell.ps1",
}


class Offer(NamedTuple):
    """A candidate as a shell gets it: the value, and what is said beside it."""

    value: str
    said: str


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")],
    json: Json = False,
) -> int:
    """Print the script by which your shell completes.

    Put this line into the shell's start file.
    """
    from farmer.render.completion import VIEW
    from farmer.tasks.keep.completion import SHELLS, Script

    wanted = SHELLS.parse(shell)
    script = (Path(__file__).parent / "scripts" / _SCRIPTS[wanted]).read_text(encoding="utf-8")
    answer(Script(wanted, script), VIEW, json=json)
    return ExitStatus.DONE


def complete(arguments: Sequence[str]) -> int:
    """Answer a shell's script; whatever the trouble, say nothing about it."""
    keys_from(_key)
    try:
        shell, *rest = arguments
        if shell == "bash":
            return _complete_bash(*rest)
        *before, typed = rest
        found = offers(before, typed)
        _warn(typed, found)
        for offer in found:
            print(f"{offer.value}\t{offer.said}")
        return _FILES_WANTED if wants_file(before, typed) else ExitStatus.DONE
    except Exception:
        # Somebody is typing: a word about it would only be in the way.
        return ExitStatus.DONE


def _key(place: str, salt: bytes) -> bytes:
    from farmer.cli.passphrase import key_at_hand

    return key_at_hand(place, salt)


def _complete_bash(breaks: str, text: str) -> int:
    line = split_line(text, breaks)
    before = line.words[1:]
    found = offers(before, line.typed)
    _warn(line.typed, found)
    for offer in found:
        insert = quoted_for_bash(offer.value, line)
        if insert is not None:
            print(f"{insert}\t{offer.said}")
    return _FILES_WANTED if wants_file(before, line.typed) else ExitStatus.DONE


def _warn(typed: str, found: Sequence[Offer]) -> None:
    """Tell the script where what the values have in common is less than what was typed.

    Shells insert what all candidates begin with: for “zoe”, Zoë Lind and Zoely Marsh, “Zo”.
    """
    common = commonprefix([offer.value for offer in found])  # noqa: RUF071 - letter by letter
    if len(found) > 1 and not fold(common).startswith(fold(typed)):
        print("\tlist only")


def wants_file(before: Sequence[str], typed: str) -> bool:
    """Whether the word is the name of a file, which the shell completes itself."""
    from farmer.cli.app import app

    place = _place(typer.main.get_command(app), list(before))
    parameter = place.option or place.argument
    return parameter is not None and parameter.name in _FILES and not typed.startswith("-")


def offers(before: Sequence[str], typed: str) -> list[Offer]:
    """What the word `typed` may become after the words `before` it (without ``farmer``)."""
    from farmer.cli.app import app

    place = _place(typer.main.get_command(app), list(before))
    if place.option is None and "--" not in before:
        if typed.startswith("-") and "=" not in typed:
            return [o for o in _options(place.command) if o.value.startswith(typed)]
        name, equals, value = typed.partition("=")
        option = _option(place.command, now_called(place.path, name)) if equals else None
        if option is not None:
            return [Offer(f"{name}={o.value}", o.said) for o in _values(place, option, value)]
    if hasattr(place.command, "commands"):
        known = {name: COMMANDS[f"{place.path} {name}".strip()] for name in shown_under(place.path)}
        return [Offer(name, it.summary) for name, it in known.items() if begins(typed, name)]
    parameter = place.option or place.argument
    return _values(place, parameter, typed) if parameter is not None else []


class _Place(NamedTuple):
    """Where the typed word stands: in which command, as whose value."""

    path: str
    command: Any
    option: Any | None
    argument: Any | None
    ledger: str | None


def _place(command: Any, words: list[str]) -> _Place:
    """The place after `words`: commands, options with their values, arguments."""
    path: list[str] = []
    ledger, waiting, given, literal = None, None, 0, False
    for word in words:
        if waiting is not None:
            ledger = word if waiting.name == "ledger" else ledger
            waiting = None
        elif word == "--" and not literal:
            literal = True
        elif word.startswith("-") and len(word) > 1 and not literal:
            name, equals, value = word.partition("=")
            option = _option(command, now_called(" ".join(path), name))
            takes_value = option is not None and not option.is_flag
            waiting = option if takes_value and not equals else None
            if equals and option is not None and option.name == "ledger":
                ledger = value
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
            path.append(word)
        else:
            given += word != HELP or bool(path)
    return _Place(" ".join(path), command, waiting, _argument(command, given), ledger)


def _option(command: Any, name: str) -> Any | None:
    return next((p for p in command.params if name in p.opts and name.startswith("-")), None)


def _argument(command: Any, given: int) -> Any | None:
    """The argument that the next word is for, after so many."""
    arguments = [p for p in command.params if not any(o.startswith("-") for o in p.opts)]
    for place, argument in enumerate(arguments):
        if argument.nargs == -1 or place == given:
            return argument
    return None


def _options(command: Any) -> list[Offer]:
    found = [
        Offer(max(p.opts, key=len), getattr(p, "help", None) or "")
        for p in command.params
        if any(o.startswith("-") for o in p.opts) and not p.hidden
    ]
    return [*found, Offer("--help", "Show this message and exit.")]


def _values(place: _Place, parameter: Any, typed: str) -> list[Offer]:
    from farmer.ledger import open_ledger
    from farmer.tasks.keep.completion import complete as find

    key = f"{place.path} {parameter.name}"
    sources = _SOURCES.get(key, _SOURCES.get(parameter.name, ()))
    if place.path == "add" and parameter is place.argument:
        sources = ()  # whoever is added is new
    found = find(sources, typed, open_ledger(place.ledger, os.environ), _today())
    return [Offer(candidate.value, candidate.said) for candidate in found]


def _today() -> date:
    try:
        return today()
    except FarmerError:
        return clock_day()
