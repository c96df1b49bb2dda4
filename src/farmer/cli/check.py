"""The command check: is it farmed?"""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer, is_told_whole
from farmer.cli.options import AsOf, Json, Ledger, Role, Who
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import REQUESTER, ROLES

VERDICT_STATUS = {
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
    role: Role = REQUESTER,
    why: Annotated[
        bool,
        typer.Option("--why", help="Add gates, points, evidence, and the way day by day."),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="The same, with every formula, gate and source.")
    ] = False,
    without_memory: Annotated[
        bool,
        typer.Option("--without-memory", help="Leave out what was told from memory (recall)."),
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Is this relationship farmed — and with --to, the other one?

    Exits 0 when farmed, 10 when almost, 11 when not yet, 3 for a stranger: farmer check Ana && …
    """
    from farmer.render.check import view
    from farmer.tasks.judge.check import check as judge

    asked = ROLES.parse(role)
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
            without_memory=without_memory,
            in_words=is_told_whole(json=json),
        ),
        json=json,
    )
    answer(checked, view(why=why, explain=explain), json=json, as_of=on)
    return VERDICT_STATUS[checked.verdict]
