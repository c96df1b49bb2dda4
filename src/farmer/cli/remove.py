"""The command remove: what was recorded by mistake."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus


def remove(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Records, such as t88, f9, p3, r7 or e3.")
    ],
    dry_run: DryRun = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take out what was recorded by mistake."""
    from farmer.render.remove import REMOVED
    from farmer.tasks.correct.remove import remove as take_out

    answer(take_out(desk_by_default(ledger), ids, dry_run=dry_run), REMOVED, json=json)
    return ExitStatus.DONE
