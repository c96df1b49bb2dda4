"""The command merge: two records of one person made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import DryRun, Json, Ledger
from farmer.cli.questions import choose_one, may_ask, settled
from farmer.cli.world import desk
from farmer.errors import ExitStatus, InvalidValue

if TYPE_CHECKING:
    from farmer.people.merged import Stays, WhoseValue
    from farmer.tasks.correct.merge import Both


def merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="Who remains.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same person.")],
    not_same: Annotated[
        bool, typer.Option("--not-same", help="They are two people: propose them no more.")
    ] = False,
    dry_run: DryRun = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Make two records of one person one; nothing is lost.

    Where they differ, a terminal is asked what stays; else it is what KEPT has, the earlier day of
    meeting and the shorter cadence. The rest stays on record; farmer undo takes it back.
    """
    from farmer.people.merged import NOBODY_SAID
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
            else make_one(
                desk(ledger),
                *names,
                dry_run=dry_run,
                choose=lambda both: _chosen(both) if may_ask(json=json) else NOBODY_SAID,
            )
        ),
        json=json,
    )
    answer(merged, MERGED, json=json)
    return ExitStatus.DONE


def _chosen(both: Both) -> Stays:
    """What the person at the terminal says of each field in which the two differ."""
    from farmer.render.merge import say_value

    stays: dict[str, WhoseValue] = {}
    for field in both.differing:
        usual, way = (both.kept, both.other) if field.origin == "kept" else (both.other, both.kept)
        options = [
            f"{say_value(field.value)} ({usual.id})",
            f"{say_value(field.other)} ({way.id})",
        ]
        picked = choose_one(f"Which {field.field.replace('_', ' ')} stays?", options)
        whose: tuple[WhoseValue, WhoseValue] = ("kept", "other")
        stays[field.field] = whose[(usual, way)[picked] == both.other]
    return stays
