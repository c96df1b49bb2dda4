"""The command backup: a copy of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus


def backup(
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="Where to; else beside the ledger."),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Copy the ledger, whole and checked.

    A copy beside the ledger is scrubbed by farmer forget too; one elsewhere is yours to look after.
    """
    from farmer.render.backup import SAVED
    from farmer.tasks.keep.backup import back_up

    answer(back_up(desk_by_default(ledger), output), SAVED, json=json)
    return ExitStatus.DONE
