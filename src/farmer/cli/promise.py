"""The commands of the group ``promise``: add, list, kept, broken, drop."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Ids, Json, Ledger, On, Who
from farmer.cli.questions import settled
from farmer.cli.world import coming_day, desk, past_day
from farmer.errors import ExitStatus

PromiseId = Annotated[str, typer.Argument(metavar="PROMISE", help="A promise's id, such as p3.")]


def promise(context: typer.Context, ledger: Ledger = None, json: Json = False) -> int:
    """Promises, theirs and yours: the open ones."""
    if context.invoked_subcommand:
        return ExitStatus.DONE
    return _list(ledger, everything=False, ids=False, json=json)


def add(
    who: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was promised.")],
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="Until when: friday, 12 May.")
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help="It was you who promised.")] = False,
    on: On = "today",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record a promise: theirs counts once it is kept or broken."""
    from farmer.render.promise import SHOWN
    from farmer.tasks.record.promise import add as record

    made = past_day(on)
    until = coming_day(due, made) if due is not None else None
    added = settled(
        [who],
        lambda names, _new: record(desk(ledger), names[0], text, mine=mine, on=made, due=until),
        json=json,
    )
    answer(added, SHOWN, json=json)
    return ExitStatus.DONE


def list_(
    all_: Annotated[bool, typer.Option("--all", help="Those that have ended too.")] = False,
    ids: Ids = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The open promises, yours first."""
    return _list(ledger, everything=all_, ids=ids, json=json)


def kept(promise: PromiseId, on: On = "today", ledger: Ledger = None, json: Json = False) -> int:
    """It was kept."""
    return _end(promise, "kept", on, ledger, json=json)


def broken(promise: PromiseId, on: On = "today", ledger: Ledger = None, json: Json = False) -> int:
    """It was broken: for you to say, never for the calendar."""
    return _end(promise, "broken", on, ledger, json=json)


def drop(promise: PromiseId, on: On = "today", ledger: Ledger = None, json: Json = False) -> int:
    """It does not matter any more, and counts for nothing."""
    return _end(promise, "dropped", on, ledger, json=json)


def _end(promise: str, how: str, on: str, ledger: str | None, *, json: bool) -> int:
    from farmer.render.promise import SHOWN
    from farmer.tasks.record.promise import end

    ended = end(desk(ledger), promise, how, on=past_day(on))
    answer(ended, SHOWN, json=json)
    return ExitStatus.DONE


def _list(ledger: str | None, *, everything: bool, ids: bool, json: bool) -> int:
    from farmer.render.promise import IDS, LISTED
    from farmer.tasks.record.promise import list_promises

    found = list_promises(desk(ledger), everything=everything)
    answer(found, IDS if ids else LISTED, json=json)
    return ExitStatus.DONE
