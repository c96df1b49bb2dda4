"""The command that counts what was sown and harvested: stats."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import any_day, desk
from farmer.errors import ExitStatus


def stats(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Count from this day on. A year by default."),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What you sowed and harvested, and where your time goes."""
    from farmer.render.stats import VIEW
    from farmer.tasks.tend.stats import stats as count

    first = any_day(since) if since is not None else None
    answer(count(desk(ledger), since=first), VIEW, json=json)
    return ExitStatus.DONE
