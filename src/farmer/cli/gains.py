"""The command gains: what two people know of each other."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger, Who
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.details import GAINS, MINE, THEIRS
from farmer.errors import ExitStatus

Slot = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="What they told you; with --mine, what you told them."),
]


def gains(
    who: Who,
    goals: Slot = None,
    accomplishments: Slot = None,
    interests: Slot = None,
    networks: Slot = None,
    skills: Slot = None,
    mine: Annotated[
        bool, typer.Option("--mine", help="What follows is yours, and you told them.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What you know of each other's goals, skills and networks.

    Without a text it shows both sides, and what to ask next time; an empty text empties a slot.
    """
    from farmer.render.gains import view
    from farmer.tasks.record.gains import gains as exchange

    slots = (goals, accomplishments, interests, networks, skills)
    texts = {slot: text for slot, text in zip(GAINS, slots, strict=True) if text is not None}
    on = day(as_of)
    exchanged = settled(
        [who],
        lambda names, _new: exchange(desk(ledger), names[0], texts, mine=mine, as_of=on),
        json=json,
    )
    answer(exchanged, view(MINE if mine else THEIRS, texts), json=json, as_of=on)
    return ExitStatus.DONE
