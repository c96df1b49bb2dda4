"""The command merge: two records of one person made one."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import desk
from farmer.errors import ExitStatus, InvalidValue


def merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="Who remains.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same person.")],
    not_same: Annotated[
        bool, typer.Option("--not-same", help="They are two people: propose them no more.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would become of them; write nothing.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Make two records of one person one; nothing is lost.

    The name of the other becomes a nickname; farmer undo takes it back.
    """
    from farmer.render.merge import MERGED
    from farmer.tasks.correct.merge import merge as make_one
    from farmer.tasks.correct.merge import tell_apart

    if not_same and dry_run:
        raise InvalidValue("--dry-run does not go with --not-same.", "Leave one of them out.")
    merged = settled(
        [kept, other],
        lambda names, _new: (
            tell_apart(desk(ledger), *names)
            if not_same
            else make_one(desk(ledger), *names, dry_run=dry_run)
        ),
        json=json,
    )
    answer(merged, MERGED, json=json)
    return ExitStatus.DONE
