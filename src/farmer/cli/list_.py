"""The command list: everybody, or those wanted."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import (
    AsOf,
    Except,
    Ids,
    Json,
    Ledger,
    Limit,
    Names,
    Statuses,
    With,
    at_most,
)
from farmer.cli.questions import settled_whom
from farmer.cli.world import any_day, day, desk
from farmer.errors import ExitStatus
from farmer.model import VERDICTS


def list_(
    names: Names = None,
    verdict: Annotated[
        str | None,
        typer.Option("--verdict", metavar="VERDICT", help="These only: not-yet, almost or farmed."),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(
            "--phase",
            metavar="PHASE",
            help="These only: none, visibility, credibility or profitability.",
        ),
    ] = None,
    company: Annotated[
        str, typer.Option("--company", metavar="WORDS", help="Only who works there, or did.")
    ] = "",
    met_at: Annotated[
        str, typer.Option("--met-at", metavar="WORDS", help="Only whom you met there.")
    ] = "",
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only who was in touch on that day or later."),
    ] = None,
    status: Statuses = None,
    never_met: Annotated[bool, typer.Option("--never-met", hidden=True)] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help="Those archived, instead of the others.")
    ] = False,
    past_keeping: Annotated[
        bool,
        typer.Option(
            "--past-keeping",
            help="Only those of whom nothing was recorded for as long as keep-for says; "
            "archived ones too.",
        ),
    ] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="ORDER", help="name, score, last, added, company or cadence."
        ),
    ] = "name",
    limit: Limit = None,
    ids: Ids = False,
    with_: With = None,
    except_: Except = None,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Everybody, or those wanted, one line each."""
    from farmer.render.list_ import IDS, view
    from farmer.scoring.cold import STATUSES
    from farmer.scoring.score import PHASES
    from farmer.tasks.tend.list_ import Wanted, list_people
    from farmer.tasks.whom import EVERYBODY, Whom

    on = day(as_of)
    statuses = {STATUSES.parse(word) for word in status or ()}
    if never_met:
        statuses.add("never met")
    wanted = Wanted(
        phase=PHASES.parse(phase) if phase is not None else None,
        verdict=VERDICTS.parse(verdict) if verdict is not None else None,
        statuses=statuses,
        company=company,
        met_at=met_at,
        since=any_day(since) if since is not None else None,
        archived=archived,
        past_keeping=past_keeping,
    )
    everybody = Whom.of(names or (), with_ or (), except_ or ())
    narrowed = as_of is not None or (wanted, everybody) != (Wanted(), EVERYBODY)
    listed = settled_whom(
        everybody,
        lambda whom: list_people(
            desk(ledger), wanted._replace(whom=whom), as_of=on, sort=sort, limit=at_most(limit)
        ),
        json=json,
    )
    answer(listed, IDS if ids else view(narrowed=narrowed), json=json, as_of=on)
    return ExitStatus.DONE
