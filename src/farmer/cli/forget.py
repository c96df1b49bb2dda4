"""The command forget: a person, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Yes
from farmer.cli.questions import confirm, settled
from farmer.cli.world import desk
from farmer.errors import ExitStatus, InvalidValue


def forget(
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="A name or a word of it, nickname, address, or id such as c7."
        ),
    ] = None,
    yes: Yes = False,
    compact: Annotated[
        bool,
        typer.Option("--compact", help="Only finish what there was no room on the disk for."),
    ] = False,
    past_keeping: Annotated[
        bool,
        typer.Option(
            "--past-keeping",
            help="Everybody of whom nothing was recorded for as long as keep-for says.",
        ),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Delete a person and all that is about them, for good.

    Also from the history and from farmer's own backups; no new backup is made. No import brings
    back an address of theirs, or whom its source knows by an id; a name alone is not recognised.
    """
    from farmer.render.forget import COMPACTED, FORGOTTEN
    from farmer.tasks.correct.forget import compact as write_anew
    from farmer.tasks.correct.forget import doom
    from farmer.tasks.correct.forget import forget as delete

    if (who is not None) + compact + past_keeping != 1:
        raise InvalidValue(
            "Name one person, or give --past-keeping or --compact alone.",
            'Say whom: farmer forget "Ana Ruiz"',
        )
    if compact:
        answer(write_anew(desk(ledger)), COMPACTED, json=json)
        return ExitStatus.DONE
    if who is None:
        _forget_past_keeping(ledger, yes=yes, json=json)
        return ExitStatus.DONE
    doomed = settled([who], lambda names, _new: doom(desk(ledger), names[0]), json=json)
    if not yes:
        confirm(doomed.sentence, f"To do it: farmer forget {doomed.id} --yes", json=json)
    answer(delete(desk(ledger), doomed), FORGOTTEN, json=json)
    return ExitStatus.DONE


def _forget_past_keeping(ledger: str | None, *, yes: bool, json: bool) -> None:
    """Forget everybody who is kept too long, after saying who that is."""
    from farmer.render.forget import ALL
    from farmer.tasks.correct.forget import doom_past_keeping, forget_all

    doomed = doom_past_keeping(desk(ledger))
    if doomed.people and not yes:
        confirm(doomed.sentence, "To do it: farmer forget --past-keeping --yes", json=json)
    answer(forget_all(desk(ledger), doomed), ALL, json=json)
