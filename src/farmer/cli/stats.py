"""The command that counts what was sown and harvested: stats."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import any_day, desk
from farmer.errors import ExitStatus, InvalidValue


def stats(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Count from this day on. A year by default."),
    ] = None,
    week: Annotated[
        bool, typer.Option("--week", help="Say what the last seven days came to, and whom to help.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What you sowed and harvested, and where your time goes."""
    from farmer.render.stats import VIEW, WEEK
    from farmer.tasks.tend.stats import stats as count

    if week and since is not None:
        raise InvalidValue("--week has its own days.", "Leave out --week or --since.")
    first = any_day(since) if since is not None else None
    answer(count(desk(ledger), since=first), WEEK if week else VIEW, json=json)
    return ExitStatus.DONE
