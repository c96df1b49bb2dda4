"""What a half-typed line may go on with: the answers to what a shell's script asks.

A script calls ``farmer __complete SHELL …`` with what is typed so far, and gets a candidate a line:
the value, a tab, and what may be shown beside it; a line without a value is for the script itself.
Somebody waits for it at every press of a key, so Typer is not loaded: what can be typed where is
known from `farmer.cli.inputs`. Only what the values of an input are is said here, by its name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import partial
from os.path import commonprefix
from typing import NamedTuple

from farmer.cli.inputs import Input, read_inputs
from farmer.cli.spellings import HELP, now_called
from farmer.ledger import open_ledger
from farmer.ledger.keys import keys_from
from farmer.tasks.keep.completion import complete as find
from farmer.text import begins, fold

# By the input's name, where its values come from (`farmer.tasks.keep.completion`); by
# the command too where the same name means something else.
_SOURCES: dict[str, tuple[str, ...]] = {
    "who": ("people",),
    "for_subject": ("people",),
    "kept": ("people",),
    "format_": ("formats",),
    "import format_": ("file kinds",),
    "other": ("people",),
    "link other": ("people", "told of"),
    "names": ("people", "tags"),
    "edit names": ("people", "tags", "records"),
    "mark words": ("people", "tags", "facts"),
    "tag words": ("people", "tags"),
    "untag words": ("people", "tags"),
    "team share names": ("people", "tags"),
    "team share to": ("members",),
    "to": ("people", "told of"),
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
    "history": ("histories",),
    "how": ("outcomes",),
    "began": ("ideas",),
    "link how": (),
    "wanted": ("people", "told of"),
    "told_by": ("people",),
    "strength": ("strengths",),
    "key": ("settings",),
    "shell": ("shells",),
}
_FILES = ("output", "file", "files", "from_", "guests", "ledger")
# What `complete` ends with where the shell should offer files.
_FILES_WANTED = 7
_DONE = 0


class Offer(NamedTuple):
    """A candidate as a shell gets it: the value, and what is said beside it."""

    value: str
    said: str


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
        return _FILES_WANTED if wants_file(before, typed) else _DONE
    except Exception:
        # Somebody is typing: a word about it would only be in the way.
        return _DONE


def _key(place: str, salt: bytes) -> bytes:
    from farmer.cli.passphrase import key_at_hand

    return key_at_hand(place, salt)


def _complete_bash(breaks: str, text: str) -> int:
    from farmer.cli.shellwords import quoted_for_bash, split_line

    line = split_line(text, breaks)
    before = line.words[1:]
    found = offers(before, line.typed)
    _warn(line.typed, found)
    for offer in found:
        insert = quoted_for_bash(offer.value, line)
        if insert is not None:
            print(f"{insert}\t{offer.said}")
    return _FILES_WANTED if wants_file(before, line.typed) else _DONE


def _warn(typed: str, found: Sequence[Offer]) -> None:
    """Tell the script where what the values have in common is less than what was typed.

    Shells insert what all candidates begin with: for “zoe”, Zoë Lind and Zoely Marsh, “Zo”.
    """
    common = commonprefix([offer.value for offer in found])  # noqa: RUF071 - letter by letter
    if len(found) > 1 and not fold(common).startswith(fold(typed)):
        print("\tlist only")


def wants_file(before: Sequence[str], typed: str) -> bool:
    """Whether the word is the name of a file, which the shell completes itself."""
    place = _place(before)
    wanted = place.option or place.argument
    return wanted is not None and wanted.name in _FILES and not typed.startswith("-")


def offers(before: Sequence[str], typed: str) -> list[Offer]:
    """What the word `typed` may become after the words `before` it (without ``farmer``)."""
    place = _place(before)
    if place.option is None and "--" not in before:
        if typed.startswith("-") and "=" not in typed:
            return [o for o in _options(place) if o.value.startswith(typed)]
        name, equals, value = typed.partition("=")
        option = _option(place.inputs, now_called(place.path, name)) if equals else None
        if option is not None:
            return [Offer(f"{name}={o.value}", o.said) for o in _values(place, option, value)]
    if place.is_group and place.option is None:
        return _commands(place.path, typed)
    wanted = place.option or place.argument
    return _values(place, wanted, typed) if wanted is not None else []


class _Place(NamedTuple):
    """Where the typed word stands: in which command, as whose value."""

    path: str
    inputs: Sequence[Input]
    is_group: bool
    option: Input | None
    argument: Input | None
    ledger: str | None


def _place(before: Sequence[str]) -> _Place:
    """The place after the words `before`: commands, options with their values, arguments."""
    known = read_inputs()
    path, ledger, waiting, given, literal = "", None, None, 0, False
    for word in before:
        below = f"{path} {word}".strip()
        if waiting is not None:
            ledger = word if waiting.name == "ledger" else ledger
            waiting = None
        elif word == "--" and not literal:
            literal = True
        elif word.startswith("-") and len(word) > 1 and not literal:
            name, equals, value = word.partition("=")
            option = _option(known[path], now_called(path, name))
            takes_value = option is not None and option.kind == "option"
            waiting = option if takes_value and not equals else None
            if equals and option is not None and option.name == "ledger":
                ledger = value
        elif below in known and " " not in word:
            path = below
        else:
            given += word != HELP or bool(path)
    is_group = any(other.rpartition(" ")[0] == path for other in known if other)
    return _Place(path, known[path], is_group, waiting, _argument(known[path], given), ledger)


def _option(inputs: Sequence[Input], name: str) -> Input | None:
    return next((each for each in inputs if name in each.names), None)


def _argument(inputs: Sequence[Input], given: int) -> Input | None:
    """The argument that the next word is for, after so many."""
    arguments = [each for each in inputs if each.is_argument]
    for place, argument in enumerate(arguments):
        if argument.kind == "arguments" or place == given:
            return argument
    return None


def _commands(group: str, typed: str) -> list[Offer]:
    from farmer.cli.commands import COMMANDS, shown_under

    known = {name: COMMANDS[f"{group} {name}".strip()] for name in shown_under(group)}
    return [Offer(name, it.summary) for name, it in known.items() if begins(typed, name)]


def _options(place: _Place) -> list[Offer]:
    found = [
        Offer(max(each.names, key=len), each.meaning) for each in place.inputs if each.is_shown
    ]
    return [*found, Offer("--help", "Show this message and exit.")]


def _values(place: _Place, wanted: Input, typed: str) -> list[Offer]:
    sources = _SOURCES.get(f"{place.path} {wanted.name}", _SOURCES.get(wanted.name, ()))
    if place.path == "add" and wanted is place.argument:
        sources = ()  # whoever is added is new
    found = find(sources, typed, partial(open_ledger, place.ledger, os.environ), _today)
    return [Offer(candidate.value, candidate.said) for candidate in found]


def _today() -> date:
    from farmer.cli.world import clock_day, today
    from farmer.errors import FarmerError

    try:
        return today()
    except FarmerError:
        return clock_day()
