"""The command sync: another copy of the ledger taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Ledger
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def sync(
    other: Annotated[
        Path,
        typer.Argument(metavar="LEDGER", help="The other copy of the ledger; it is only read."),
    ],
    dry_run: DryRun = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take in another copy of the ledger, as from a second laptop.

    What each was told apart from the other becomes one: of what both corrected, the later stands.
    Who was forgotten in one of them is forgotten in this one. A backup is made first; farmer undo
    takes back the rest.
    """
    from farmer.render.sync import SYNCED
    from farmer.tasks.keep.sync import sync as take_in

    answer(take_in(desk(ledger), other, dry_run=dry_run), SYNCED, json=json)
    return ExitStatus.DONE
