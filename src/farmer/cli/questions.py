"""Asking a person at a terminal what a script has to say outright.

A task refuses; here the refusal becomes a question, and the task is tried again with the answer.
Where there is nobody to ask, the refusal stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from farmer.cli.world import can_ask, tell
from farmer.errors import (
    MOST_CANDIDATES,
    Ambiguous,
    FarmerError,
    InvalidValue,
    Unknown,
    WasForgotten,
)

if TYPE_CHECKING:
    from farmer.tasks.whom import Whom

Result = TypeVar("Result")


def settled(
    names: list[str],
    attempt: Callable[[list[str], bool], Result],
    *,
    may_add: bool = False,
    confirmed: bool = False,
    likeliest: Callable[[Ambiguous], str | None] | None = None,
    json: bool,
) -> Result:
    """The result of `attempt` once every name is settled.

    Args:
        names: as typed; a person picked from several takes the place of the name.
        attempt: the task, given the names and whether somebody said to add the unknown ones.
        may_add: whether asking to add them makes sense for this command.
        confirmed: whether somebody has said so already.
        likeliest: whom to propose of several.
        json: whether a program is listening, which is never asked anything.
    """
    while True:
        try:
            return attempt(names, confirmed)
        except Ambiguous as ambiguous:
            if json or not can_ask():
                raise
            picked = pick(ambiguous, likeliest(ambiguous) if likeliest else None)
            names = [picked if name == ambiguous.who else name for name in names]
        except Unknown as unknown:
            if json or not may_add or not can_ask():
                raise
            names, confirmed = _add_or_correct(unknown, names)


def settled_whom(whom: Whom, attempt: Callable[[Whom], Result], *, json: bool) -> Result:
    """The result of `attempt` once every name is settled (see `settled`)."""
    return settled(whom.to_settle, lambda names, _new: attempt(whom.settled(names)), json=json)


def confirm(sentence: str, hint: str, *, json: bool) -> None:
    """Go on only if the person at the terminal says so.

    Raises:
        InvalidValue: with `sentence` and `hint` where there is nobody to ask, or the answer is no.
    """
    if json or not can_ask():
        raise InvalidValue(sentence, hint)
    if not yes_or_no(sentence):
        raise InvalidValue("Nothing was changed.", hint)


def yes_or_no(question: str) -> bool:
    """What the person at the terminal says to a question."""
    tell(question)
    while True:
        typed = ask("y or n").casefold()
        if typed in ("y", "yes"):
            return True
        if typed in ("n", "no"):
            return False


def unless_forgotten(attempt: Callable[[bool], Result], *, anyway: bool, json: bool) -> Result:
    """The result of `attempt`, which is told whether to record also whom one was to forget."""
    return unless_refused(WasForgotten, attempt, anyway=anyway, json=json)


def unless_refused(
    refusal: type[FarmerError], attempt: Callable[[bool], Result], *, anyway: bool, json: bool
) -> Result:
    """The result of `attempt`, which is told whether to do also what that `refusal` is about.

    Without `anyway` the person at the terminal is asked; where there is none, it is refused.
    """
    try:
        return attempt(anyway)
    except refusal as refused:
        if not may_ask(json=json):
            raise
        confirm(refused.message, refused.hint, json=json)
        return attempt(True)


def may_ask(*, json: bool) -> bool:
    """Whether there is a person to ask, and no program that listens."""
    return not json and can_ask()


def choose(question: str, options: Sequence[str]) -> str | None:
    """The one of the `options` that the person at the terminal means; None for none of them."""
    tell(question)
    for number, option in enumerate(options, 1):
        tell(f"{number}. {option}")
    while True:
        typed = ask("Number, or n for none")
        if typed.casefold() in ("n", "no", "none"):
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(options):
            return options[int(typed) - 1]
        tell(f"Type a number from 1 to {len(options)}, or n.")


def choose_one(question: str, options: Sequence[str]) -> int:
    """The place of the one of the `options` that stands; the first where nothing is typed."""
    tell(question)
    for number, option in enumerate(options, 1):
        tell(f"{number}. {option}")
    while True:
        typed = ask("Number", default="1")
        if typed.isdecimal() and 1 <= int(typed) <= len(options):
            return int(typed) - 1
        tell(f"Type a number from 1 to {len(options)}.")


def pick(ambiguous: Ambiguous, likeliest: str | None = None) -> str:
    """The id of the one whom, or which, the person at the terminal means.

    Enter takes the `likeliest`.
    """
    from farmer.cli.picker import picked, wants_picker

    ids, labels = list(ambiguous.candidates), ambiguous.labels
    if wants_picker():
        named = dict(zip(ids, labels, strict=True))
        return picked(f"Which “{ambiguous.who}”?", named, likeliest)
    tell(f"Which “{ambiguous.who}”?")
    for number, label in enumerate(labels[:MOST_CANDIDATES], 1):
        tell(f"{number}. {label}")
    shown = min(len(ids), MOST_CANDIDATES)
    if len(ids) > shown:
        tell(f"And {len(ids) - shown} more: type an id, or stop and type more of the name.")
    default = str(ids.index(likeliest) + 1) if likeliest in ids[:shown] else likeliest
    while True:
        typed = ask("Number (Ctrl-C stops)", default=default)
        if typed.isdecimal() and 1 <= int(typed) <= shown:
            return ids[int(typed) - 1]
        if typed in ids:
            return typed
        tell(f"Type a number from 1 to {shown}.")


def _add_or_correct(unknown: Unknown, names: list[str]) -> tuple[list[str], bool]:
    """Ask once about everybody unknown: add them all, correct one, or write nothing."""
    strangers = list(unknown.near)
    tell("Not in the ledger yet:")
    for number, name in enumerate(strangers, 1):
        near = unknown.near[name]
        tell(f"{number}. {name}" + (f"  (near: {'; '.join(near)})" if near else ""))
    them = "them all" if len(strangers) > 1 else "this person"
    tell(f"y adds {them}, n writes nothing; a number and a name corrects that one.")
    while True:
        typed = ask("y, n or a correction")
        if typed.casefold() in ("y", "yes"):
            return names, True
        if typed.casefold() in ("n", "no"):
            raise InvalidValue("Nothing was written.", "Correct the names and log again.")
        correction = re.fullmatch(r"(\d+)[.:= ]\s*(.+)", typed)
        if correction and 1 <= int(correction[1]) <= len(strangers):
            wrong = strangers[int(correction[1]) - 1]
            return [correction[2] if name == wrong else name for name in names], False
        tell("Type y, or n, or for example: 1 and the right name.")


def ask(question: str, default: str | None = None) -> str:
    """What the person at the terminal types; the `default` where that is nothing."""
    answer: str = typer.prompt(question, default=default, show_default=bool(default), err=True)
    return answer.strip()
