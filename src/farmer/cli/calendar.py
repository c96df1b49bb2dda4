"""The command calendar: a file of what is due, kept fresh."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Force, Json, Ledger
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def calendar(
    output: Annotated[
        Path, typer.Option("--output", metavar="PATH", help="The file to keep fresh.")
    ],
    alarms: Annotated[
        bool, typer.Option("--alarms", help="Let each entry ring in the morning.")
    ] = False,
    todos: Annotated[
        bool,
        typer.Option("--todos", help="Tasks to tick off rather than events, but for birthdays."),
    ] = False,
    force: Force = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Keep a file of what is due, for a calendar program to subscribe to.

    The file is written only when what is due has changed; whoever is subscribed sees it move.
    """
    from farmer.render.calendar import CALENDAR
    from farmer.tasks.tend.calendar import keep_calendar

    kept = keep_calendar(desk(ledger), output, alarms=alarms, todos=todos, force=force)
    answer(kept, CALENDAR, json=json)
    return ExitStatus.DONE
