"""The commands that only read: check, stale, show, list, where."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import settled
from farmer.cli.options import AsOf, Json, Ledger, Who
from farmer.cli.world import day, desk, today
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import REQUESTER, to_role

_VERDICT_STATUS = {
    "farmed": ExitStatus.DONE,
    "almost": ExitStatus.ALMOST,
    "not yet": ExitStatus.NOT_YET,
}


def check(
    who: Who,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Judge introducing them to this person."),
    ] = None,
    role: Annotated[
        str,
        typer.Option(
            "--as", metavar="ROLE", help="requester: vouch for their work; target: ask of them."
        ),
    ] = REQUESTER,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add every formula, gate and source.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Is this relationship farmed — and with --to, the other one?

    Exits 0 when farmed, 10 when almost, 11 when not yet, 3 for a stranger: farmer check Ana && …
    """
    from farmer.render.check import view
    from farmer.tasks.check import check as judge

    asked = to_role(role)
    if to is not None and asked != REQUESTER:
        raise InvalidValue(
            "--as does not go with --to: the first is the requester, the second the target.",
            "Leave --as out.",
        )
    on = day(as_of)
    names = [who] if to is None else [who, to]
    checked = settled(
        names,
        lambda named, _new: judge(
            desk(ledger),
            named[0],
            to=named[1] if to is not None else None,
            role=asked,
            as_of=on,
        ),
        json=json,
    )
    answer("check", checked, view(explain=explain), json=json, as_of=on)
    return _VERDICT_STATUS[checked.verdict]


def stale(
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="List these only: warm, due, cooling, cold, dormant, barely-met, never-met.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, metavar="N", help="List at most so many.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is listed.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Which relationships are going cold, and what there is to lose."""
    from farmer.render.stale import VIEW
    from farmer.tasks.stale import parse_status
    from farmer.tasks.stale import stale as find_stale

    on = day(as_of)
    statuses = [parse_status(word) for word in status or ()]
    found = find_stale(desk(ledger), as_of=on, statuses=statuses, limit=limit)
    answer("stale", found, VIEW, json=json, as_of=on)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE


def show(who: Who, as_of: AsOf = None, ledger: Ledger = None, json: Json = False) -> int:
    """Everything the ledger knows of one person."""
    from farmer.render.show import VIEW
    from farmer.tasks.show import show as find_person

    on = day(as_of)
    shown = settled(
        [who], lambda names, _new: find_person(desk(ledger), names[0], as_of=on), json=json
    )
    answer("show", shown, VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def list_(as_of: AsOf = None, ledger: Ledger = None, json: Json = False) -> int:
    """Everybody, one line each."""
    from farmer.render.people import VIEW
    from farmer.tasks.people import list_people

    on = day(as_of)
    answer("list", list_people(desk(ledger), as_of=on), VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def where(ledger: Ledger = None, json: Json = False) -> int:
    """Where the ledger is, and what is in it."""
    from farmer.render.where import VIEW
    from farmer.tasks.where import where as find

    answer("where", find(desk(ledger)), VIEW, json=json, as_of=today())
    return ExitStatus.DONE
