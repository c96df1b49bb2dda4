"""The command that leaves people in peace: snooze."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Except, Json, Ledger, Names, With
from farmer.cli.questions import settled_whom
from farmer.cli.world import coming_day, desk
from farmer.errors import ExitStatus


def snooze(
    names: Names = None,
    until: Annotated[
        str,
        typer.Option(
            "--until", metavar="DATE", help="The day they are back: in 3 months. Today wakes them."
        ),
    ] = "in 1 month",
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Leave people in peace until a day.

    An event's name or id means everybody who was there, and @TAG everybody with that tag.
    Until then today asks no follow-up of you and stale leaves them out, unless you name them;
    promises and requests stay where they are.
    """
    from farmer.render.snooze import SNOOZED
    from farmer.tasks.tend.snooze import snooze as rest
    from farmer.tasks.whom import Whom

    back_on = coming_day(until)
    snoozed = settled_whom(
        Whom.of(names or (), with_ or (), except_ or ()),
        lambda whom: rest(desk(ledger), whom, back_on),
        json=json,
    )
    answer(snoozed, SNOOZED, json=json)
    return ExitStatus.DONE
