"""The command today: what is due."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer, is_read
from farmer.cli.options import AsOf, Json, Ledger, Limit, at_most
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus

# Of each sort, so that all of them fit a screen; a pipe gets every one.
USUALLY_SHOWN = 5
# With today, a week.
_DAYS_AHEAD = 6


def today_(
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is due.")
    ] = False,
    one_line: Annotated[
        bool, typer.Option("--one-line", help="Say only how much, for a prompt or a status bar.")
    ] = False,
    week: Annotated[
        bool, typer.Option("--week", help="Look ahead: what will be due within seven days too.")
    ] = False,
    limit: Limit = None,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What is due: follow-ups, promises, requests, ties going cold.

    A terminal shows the first five of each sort, and on a Monday what the week came to. Of ties
    going cold three are listed, but where --limit says how many.
    """
    from farmer.render.today import ONE_LINE, view
    from farmer.tasks.tend.today import TIES_SHOWN
    from farmer.tasks.tend.today import today as find_due

    on, read = day(as_of), is_read(json=json) and not one_line
    limit = None if one_line else limit
    found = find_due(
        desk(ledger)._replace(today=on),
        ahead=_DAYS_AHEAD if week else 0,
        limit=at_most(limit, USUALLY_SHOWN if read else None),
        cold=at_most(limit, TIES_SHOWN),
        counting=read or json,
    )
    answer(found, ONE_LINE if one_line else view(on), json=json, as_of=on)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE
