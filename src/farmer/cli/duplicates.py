"""The command duplicates: who may be recorded twice."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Ids, Json, Ledger, Limit, at_most
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def duplicates(
    least: Annotated[
        float | None,
        typer.Option(
            "--least",
            metavar="0-1",
            help="How likely a pair must be; usually 0.5, or an address shared.",
        ),
    ] = None,
    limit: Limit = None,
    ids: Ids = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Who may be recorded twice, with the reasons."""
    from farmer.render.duplicates import IDS, PAIRS
    from farmer.tasks.correct.duplicates import duplicates as find

    found = find(desk(ledger), least=least, limit=at_most(limit))
    answer(found, IDS if ids else PAIRS, json=json)
    return ExitStatus.DONE
