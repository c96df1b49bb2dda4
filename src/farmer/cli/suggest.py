"""The command suggest: whom to bring together."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus


def suggest(
    who: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Only for this person; else for everybody.")
    ] = "",
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Whom to bring together: what one needs and another has, both farmed."""
    from farmer.render.suggest import VIEW
    from farmer.tasks.refer.suggest import suggest as search

    on = day(as_of)
    suggested = settled(
        [who],
        lambda named, _new: search(desk(ledger), named[0] or None, as_of=on),
        json=json,
    )
    answer(suggested, VIEW, json=json, as_of=on)
    return ExitStatus.DONE
