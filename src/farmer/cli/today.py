"""The command today: what is due."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def today_(
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is due.")
    ] = False,
    one_line: Annotated[
        bool, typer.Option("--one-line", help="Say only how much, for a prompt or a status bar.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What is due: follow-ups, promises, requests, ties going cold."""
    from farmer.render.today import ONE_LINE, VIEW
    from farmer.tasks.tend.today import today as find_due

    found = find_due(desk(ledger))
    answer(found, ONE_LINE if one_line else VIEW, json=json)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE
