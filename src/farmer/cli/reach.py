"""The command reach: through whom."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus


def reach(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="WANTED", help="Whom to reach: a name, a @tag, a firm, a trade, a word."
        ),
    ],
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Who can open the door to somebody, and whether you may ask them.

    In a team it lists who of you knows them, too. Exits 0 with an open door, 10 where one is nearly
    open, 11 where none is yet, 3 where nobody is known to know them.
    """
    from farmer.cli.check import VERDICT_STATUS
    from farmer.render.reach import VIEW
    from farmer.tasks.refer.reach import reach as search

    on = day(as_of)
    reached = settled(
        [wanted],
        lambda named, _new: search(desk(ledger), named[0], as_of=on),
        json=json,
    )
    answer(reached, VIEW, json=json, as_of=on)
    if reached.best is None:
        return ExitStatus.NOT_FOUND
    return VERDICT_STATUS[reached.best]
