"""The group request: referral requests, from the ask to the thank-you."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Ids, Json, Ledger, Need, Note, On, Which
from farmer.cli.questions import settled, unless_refused
from farmer.cli.world import any_day, desk, past_day, today
from farmer.errors import AskedAlready, ExitStatus, InvalidValue
from farmer.model import ME
from farmer.referrals.states import (
    GIVEN,
    IDEAS,
    RECEIVED,
    Direction,
)

To = Annotated[
    str,
    typer.Option("--to", metavar="NAME", help="Whom they want to meet: a person, or what sort."),
]


def request(context: typer.Context, ledger: Ledger = None, json: Json = False) -> int:
    """Referral requests, from the ask to the thank-you."""
    if context.invoked_subcommand:
        return ExitStatus.DONE
    return _list(ledger, json=json)


def add(
    to: To,
    need: Need,
    who: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            show_default=False,
            help="Who asks: a name or a word of it, nickname, address, or id such as c7.",
        ),
    ] = "",
    via: Annotated[
        str, typer.Option("--via", metavar="TEXT", help="How they asked: linkedin, a call.")
    ] = "",
    began: Annotated[
        str, typer.Option("--began", metavar="WHO", help=f"Whose idea it was: {IDEAS.listed}.")
    ] = "asker",
    inside: Annotated[
        bool, typer.Option("--inside", help="They want to buy from you, not from a third person.")
    ] = False,
    by: Annotated[
        str,
        typer.Option("--by", metavar="WHO", help="“me”: you ask for it yourself."),
    ] = "",
    connector: Annotated[
        str,
        typer.Option("--connector", metavar="NAME", help="With --by me: who is to introduce you."),
    ] = "",
    colleague: Annotated[
        str,
        typer.Option("--colleague", metavar="NAME", help="Who of your team is to ask the target."),
    ] = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where the same is asked for already.")
    ] = False,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record that somebody asked you for an introduction, and judge both sides at once."""
    from farmer.render.request import ADVANCED
    from farmer.tasks.refer.ask import record_own
    from farmer.tasks.refer.request import Advanced, RequestTold
    from farmer.tasks.refer.request import add as record

    when, mine = past_day(on), _is_mine(who, by, connector)
    if mine and colleague:
        raise InvalidValue("A colleague is asked for somebody else.", "Leave out one of the two.")

    def attempt(named: list[str], insisted: bool) -> Advanced:
        told = RequestTold(named[0], named[1], need, via, began, inside, when, note)
        if colleague:
            from farmer.tasks.refer.request_colleague import ask_colleague

            return ask_colleague(desk(ledger), told, colleague, anyway=insisted)
        if mine:
            return record_own(desk(ledger), told, anyway=insisted)
        return record(desk(ledger), told, anyway=insisted)

    added = settled(
        [connector or who, *([] if colleague else [to])],
        lambda named, _new: unless_refused(
            AskedAlready, partial(attempt, [*named, to][:2]), anyway=anyway, json=json
        ),
        json=json,
    )
    answer(added, ADVANCED, json=json, as_of=when)
    return ExitStatus.DONE


def _is_mine(who: str, by: str, connector: str) -> bool:
    """Whether you ask for it yourself, of the connector.

    Raises:
        InvalidValue: where that, or who asks, is not said for sure.
    """
    if not (by or connector):
        if not who:
            raise InvalidValue("Who asks is missing.", "Name them: farmer request add Joe --to Ana")
        return False
    if by.casefold() != ME:
        raise InvalidValue("Who asks is not clear.", "Where you ask yourself, say: --by me")
    if bool(who) == bool(connector):
        raise InvalidValue(
            "Who is to introduce you is to be named once.", "Name them: --connector Ana"
        )
    return True


def list_(
    all_: Annotated[bool, typer.Option("--all", help="Those that have ended too.")] = False,
    given: Annotated[bool, typer.Option("--given", help="Those asked of you.")] = False,
    received: Annotated[bool, typer.Option("--received", help="Those you asked.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="With a step on that day or later."),
    ] = None,
    ids: Ids = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The open requests: where each stands, whose move it is, for how long."""
    if given and received:
        raise InvalidValue("--given and --received do not go together.", "Leave one out.")
    return _list(
        ledger,
        everything=all_,
        direction=GIVEN if given else RECEIVED if received else None,
        since=any_day(since) if since is not None else None,
        ids=ids,
        json=json,
    )


def show(request: Which, ledger: Ledger = None, json: Json = False) -> int:
    """A request's whole story, with the verdicts as they were."""
    from farmer.render.request import SHOWN
    from farmer.tasks.refer.request import show as find

    found = settled([request], lambda named, _new: find(desk(ledger), named[0]), json=json)
    answer(found, SHOWN, json=json)
    return ExitStatus.DONE


def review(ledger: Ledger = None, json: Json = False) -> int:
    """How your introductions turned out: by verdict at the time, level, asker and target."""
    from farmer.render.request import REVIEWED
    from farmer.tasks.refer.request_review import review as tally

    answer(tally(desk(ledger)), REVIEWED, json=json)
    return ExitStatus.DONE


def _list(
    ledger: str | None,
    *,
    everything: bool = False,
    direction: Direction | None = None,
    since: date | None = None,
    ids: bool = False,
    json: bool,
) -> int:
    from farmer.render.request import IDS, listed
    from farmer.tasks.refer.request_list import list_requests

    found = list_requests(desk(ledger), everything=everything, direction=direction, since=since)
    answer(found, IDS if ids else listed(today()), json=json)
    return ExitStatus.DONE
