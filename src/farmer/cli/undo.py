"""The group undo: back and forward through the changes."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Limit, at_most
from farmer.cli.questions import settled
from farmer.cli.world import desk, desk_by_default, local
from farmer.errors import ExitStatus


def history(
    who: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only what touched this person.")
    ] = None,
    assistant: Annotated[
        bool,
        typer.Option("--assistant", help="Of whom an assistant was told, by day, instead."),
    ] = False,
    limit: Limit = 20,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What was changed, the newest first.

    With --assistant, of whom an assistant was told: by this machine, whatever was undone since.
    """
    from farmer.render.undo import view
    from farmer.tasks.correct.undo import history as find_changes

    asked = [who] if who is not None else []
    if assistant:
        _answer_told(asked, ledger, limit, json=json)
        return ExitStatus.DONE
    found = settled(
        asked,
        lambda names, _new: find_changes(desk(ledger), *names, limit=at_most(limit)),
        json=json,
    )
    answer(found, view(local), json=json)
    return ExitStatus.DONE


def _answer_told(asked: list[str], ledger: str | None, limit: int | None, *, json: bool) -> None:
    from farmer.render.assistant_history import TOLD
    from farmer.tasks.correct.assistant_history import assistant_history

    told = settled(
        asked,
        lambda names, _new: assistant_history(desk(ledger), *names, limit=at_most(limit)),
        json=json,
    )
    answer(told, TOLD, json=json)


def undo(
    context: typer.Context,
    past_forgetting: Annotated[
        bool,
        typer.Option("--past-forgetting", help="Go on to what came before a forgetting."),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take back the last change, whole."""
    from farmer.render.undo import UNDONE
    from farmer.tasks.correct.undo import undo as take_back

    if context.invoked_subcommand:
        return ExitStatus.DONE
    undone = take_back(desk_by_default(ledger), past_forgetting=past_forgetting)
    answer(undone, UNDONE, json=json)
    return ExitStatus.DONE


def redo(ledger: Ledger = None, json: Json = False) -> int:
    """Do again what undo took back last."""
    from farmer.render.undo import REDONE
    from farmer.tasks.correct.undo import redo as do_again

    answer(do_again(desk_by_default(ledger)), REDONE, json=json)
    return ExitStatus.DONE
