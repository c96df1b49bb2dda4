"""The command link: who knows whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, On, Who
from farmer.cli.questions import settled
from farmer.cli.world import desk, past_day
from farmer.errors import ExitStatus
from farmer.links import STRENGTHS

if TYPE_CHECKING:
    from datetime import date

    from farmer.lines.knowing import Knowing
    from farmer.tasks.record.link import LinkTold


def link(
    who: Who,
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER", help="Whom they know; whoever you do not have becomes known of."
        ),
    ],
    how: Annotated[
        str, typer.Option("--how", metavar="TEXT", help="From where: on the board together.")
    ] = "",
    strength: Annotated[
        str, typer.Option("--strength", metavar="WORD", help=f"One of: {STRENGTHS.listed}.")
    ] = "",
    told_by: Annotated[str, typer.Option("--told-by", metavar="NAME", help="Who told you.")] = "",
    not_: Annotated[
        bool, typer.Option("--not", help="They do not know each other, whatever it looks like.")
    ] = False,
    new: Annotated[
        bool,
        typer.Option(
            "--new", help="OTHER is somebody new, although another is called so, or nearly."
        ),
    ] = False,
    on: On = "today",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Note who knows whom: whoever you only heard of is found, and in no list."""
    from farmer.tasks.record.link import LinkTold

    told = LinkTold(who, other, how, strength, told_by, past_day(on), not_)
    return _note(told, ledger, new=new, namesake=new, json=json)


def note_knowing(said: Knowing, when: date, ledger: str | None, *, new: bool, json: bool) -> int:
    """Note what one line told of who knows whom."""
    from farmer.tasks.record.link import LinkTold

    told = LinkTold(said.who, said.other, said.how, on=when, denied=said.denied)
    return _note(told, ledger, new=new, json=json)


def _note(
    told: LinkTold, ledger: str | None, *, new: bool, json: bool, namesake: bool = False
) -> int:
    from farmer.render.link import LINKED
    from farmer.tasks.record.link import link as record

    linked = settled(
        [told.who, told.other, told.told_by],
        lambda named, added: record(
            desk(ledger),
            told._replace(who=named[0], other=named[1], told_by=named[2]),
            new=new or added,
            namesake=namesake,
        ),
        may_add=True,
        confirmed=new,
        json=json,
    )
    answer(linked, LINKED, json=json)
    return ExitStatus.DONE
