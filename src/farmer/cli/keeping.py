"""The commands that look after the ledger's file: backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import confirm
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default, today
from farmer.errors import ExitStatus


def backup(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to; beside the ledger if not."),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Copy the ledger, whole and checked.

    A copy beside the ledger is scrubbed by farmer forget too; one elsewhere is yours to look after.
    """
    from farmer.render.keeping import SAVED
    from farmer.tasks.restore import back_up

    answer("backup", back_up(desk_by_default(ledger), output), SAVED, json=json, as_of=today())
    return ExitStatus.DONE


def restore(
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="BACKUP", help="A number of the list, or a file. Lists if not said."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Put a backup in the place of the ledger, which is kept aside.

    It says first what would be lost and gained.
    """
    from farmer.render.keeping import BACKUPS, RESTORED
    from farmer.tasks import restore as task

    at = desk_by_default(ledger)
    if which is None:
        answer("restore", task.list_backups(at), BACKUPS, json=json, as_of=today())
        return ExitStatus.DONE
    source = task.find_backup(at, which)
    difference = task.compare(at, source)
    if not yes:
        confirm(difference.sentence, f"To do it: farmer restore {which} --yes", json=json)
    restored = task.restore(at, source, difference)
    answer("restore", restored, RESTORED, json=json, as_of=today())
    return ExitStatus.DONE


def doctor(
    report: Annotated[
        bool, typer.Option("--report", help="What a bug report needs: nothing personal is in it.")
    ] = False,
    salvage: Annotated[
        Path | None,
        typer.Option("--salvage", metavar="FILE", help="Save what can be read into a new file."),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Is the ledger well? What is wrong is said, and never mended in place.

    Ends with 6 where it is damaged.
    """
    from farmer.render.doctor import REPORT, SALVAGED, VIEW
    from farmer.tasks import doctor as task

    at = desk_by_default(ledger)
    if salvage is not None:
        saved = task.salvage(at, salvage)
        answer("doctor", saved, SALVAGED, json=json, as_of=today())
        return ExitStatus.DONE
    examined = task.examine(at)
    answer("doctor", examined, REPORT if report else VIEW, json=json, as_of=today())
    return ExitStatus.LEDGER_UNAVAILABLE if examined.damaged else ExitStatus.DONE
