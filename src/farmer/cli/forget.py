"""The command forget: a person, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import confirm, settled
from farmer.cli.options import Json, Ledger, Who
from farmer.cli.world import desk
from farmer.errors import ExitStatus

if TYPE_CHECKING:
    pass


def forget(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Delete a person and all that is about them, for good.

    Also from the history and from farmer's own backups; no new backup is made.
    """
    from farmer.render.forget import FORGOTTEN
    from farmer.tasks.correct.forget import doom
    from farmer.tasks.correct.forget import forget as delete

    doomed = settled([who], lambda names, _new: doom(desk(ledger), names[0]), json=json)
    if not yes:
        confirm(doomed.sentence, f"To do it: farmer forget {doomed.id} --yes", json=json)
    answer(delete(desk(ledger), doomed), FORGOTTEN, json=json)
    return ExitStatus.DONE
