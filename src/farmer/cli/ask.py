"""The command ask: before you ask somebody yourself."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Need, Note, On, Who
from farmer.cli.questions import settled, unless_refused
from farmer.cli.world import desk, past_day
from farmer.errors import AskedAlready


def ask(
    who: Who,
    need: Need,
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="Whom you want to meet, if anybody.")
    ] = "",
    record: Annotated[
        bool, typer.Option("--record", help="Record that you are going to ask them.")
    ] = False,
    sent: Annotated[bool, typer.Option("--sent", help="Record that you have asked them.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where nearly the same is asked for already.")
    ] = False,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Before you ask: is your own standing farmed enough?

    It is a question, and writes nothing unless you say so.
    Exits as check does: 0 when farmed, 10 when almost, 11 when not yet.
    """
    from farmer.cli.check import VERDICT_STATUS
    from farmer.render.ask import VIEW
    from farmer.tasks.refer.ask import ask as judge
    from farmer.tasks.refer.request import RequestTold

    when = past_day(on)
    asked = settled(
        [who, *([to] if to else [])],
        lambda named, _new: unless_refused(
            AskedAlready,
            lambda insisted: judge(
                desk(ledger),
                RequestTold(named[0], named[1] if to else "", need, on=when, note=note),
                recorded=record,
                sent=sent,
                anyway=insisted,
            ),
            anyway=anyway,
            json=json,
        ),
        json=json,
    )
    answer(asked, VIEW, json=json, as_of=when)
    return VERDICT_STATUS[asked.standing.assessment.verdict]
