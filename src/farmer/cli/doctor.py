"""The command doctor: is the ledger well?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus, InvalidValue


def doctor(
    report: Annotated[
        bool, typer.Option("--report", help="What a bug report needs: nothing personal is in it.")
    ] = False,
    salvage: Annotated[
        Path | None,
        typer.Option("--salvage", metavar="FILE", help="Save what can be read into a new file."),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Read every page and row of the ledger and of each backup."),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Is the ledger well? It says what is wrong, and never mends it in place.

    Ends with 6 where it is damaged, or with --all one of its backups.
    """
    from farmer.render.doctor import REPORT, SALVAGED, VIEW
    from farmer.tasks.keep import doctor as task

    if every and (report or salvage is not None):
        raise InvalidValue("--all goes with neither --report nor --salvage.", "Leave one out.")
    at = desk_by_default(ledger)
    if salvage is not None:
        saved = task.salvage(at, salvage)
        answer(saved, SALVAGED, json=json)
        return ExitStatus.DONE
    examined = task.examine_all(at) if every else task.examine(at)
    answer(examined, REPORT if report else VIEW, json=json)
    return ExitStatus.LEDGER_UNAVAILABLE if examined.damaged else ExitStatus.DONE
