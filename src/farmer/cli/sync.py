"""The command sync: what another copy of the ledger, or other machines in a folder, know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Keyring, Ledger
from farmer.cli.world import can_watch, desk, stopwatch
from farmer.errors import ExitStatus, InvalidValue


def sync(
    other: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER|LEDGER",
            help="The folder between your machines, by default that of the last time; or another "
            "copy of the ledger or an export of it, which is only read.",
        ),
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Say how it stands between your machines; no more.")
    ] = False,
    dry_run: DryRun = False,
    keyring: Keyring = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take in what another machine knows, from a folder or a copy of the ledger.

    Into a folder that Syncthing, Dropbox or a stick carries, each machine writes what it knows,
    sealed with a passphrase. What each was told apart from the other becomes one: of what both
    corrected, the later stands. Who was forgotten on one is forgotten on all. A backup is made
    first; farmer undo takes back the rest.
    """
    if status:
        _say_status(other, ledger, dry_run=dry_run, keyring=keyring, json=json)
    elif other is None or other.is_dir():
        _exchange(other, ledger, dry_run=dry_run, keyring=keyring, json=json)
    else:
        if keyring:
            raise InvalidValue("--keyring goes with a folder.", "Leave it out.")
        _take_in(other, ledger, dry_run=dry_run, json=json)
    return ExitStatus.DONE


def _say_status(
    other: Path | None, ledger: str | None, *, dry_run: bool, keyring: bool, json: bool
) -> None:
    from farmer.render.sync_folder import STANDING
    from farmer.tasks.keep.sync_folder import standing

    if other is not None or dry_run or keyring:
        raise InvalidValue("--status stands alone.", "Type: farmer sync --status")
    answer(standing(desk(ledger)), STANDING, json=json)


def _exchange(
    folder: Path | None, ledger: str | None, *, dry_run: bool, keyring: bool, json: bool
) -> None:
    from farmer.cli.passphrase import new_secret
    from farmer.render.progress import saying
    from farmer.render.sync_folder import EXCHANGED
    from farmer.tasks.keep.sync_folder import check_not_carried, exchange, folder_of

    at = desk(ledger)
    check_not_carried(at)
    folder = folder or folder_of(at)
    with saying(stopwatch, wanted=not json and can_watch()) as doing:
        done = exchange(at, folder, new_secret, doing, dry_run=dry_run, keyring=keyring)
    answer(done, EXCHANGED, json=json)


def _take_in(other: Path, ledger: str | None, *, dry_run: bool, json: bool) -> None:
    from farmer.render.progress import saying
    from farmer.render.sync import SYNCED
    from farmer.tasks.keep.sync import sync as take_in

    with saying(stopwatch, wanted=not json and can_watch()) as doing:
        taken = take_in(desk(ledger), other, doing, dry_run=dry_run)
    answer(taken, SYNCED, json=json)
