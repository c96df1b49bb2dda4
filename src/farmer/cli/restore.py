"""The command restore: a backup in the place of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Yes
from farmer.cli.questions import confirm
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus
from farmer.shell import quoted


def restore(
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="BACKUP", help="A number of the list, or a file. Without it: the list."
        ),
    ] = None,
    yes: Yes = False,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Although the key is not at hand to keep the ledger locked."),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Put a backup in the place of the ledger, which is kept aside.

    It says first what would be lost and gained. A locked ledger stays locked.
    """
    from farmer.render.restore import BACKUPS, RESTORED
    from farmer.tasks.keep import restore as task

    at = desk_by_default(ledger)
    if which is None:
        answer(task.list_backups(at), BACKUPS, json=json)
        return ExitStatus.DONE
    source = task.find_backup(at, which)
    with task.proposed(at, source) as proposed:
        difference = proposed.difference
        if not yes or (difference.unlocks and not anyway):
            meant = " --anyway" if difference.unlocks else ""
            hint = f"To do it: farmer restore {quoted(which)} --yes{meant}"
            confirm(difference.sentence, hint, json=json)
        restored = task.restore(at, proposed)
    answer(restored, RESTORED, json=json)
    return ExitStatus.DONE
