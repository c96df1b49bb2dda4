"""The command remove: what was recorded by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus

if TYPE_CHECKING:
    pass


def remove(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Records, such as t88, f9 or e3.")
    ],
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take out what was recorded by mistake."""
    from farmer.render.remove import REMOVED
    from farmer.tasks.correct.remove import remove as take_out

    answer(take_out(desk_by_default(ledger), ids), REMOVED, json=json)
    return ExitStatus.DONE
