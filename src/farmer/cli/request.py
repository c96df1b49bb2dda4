"""The group request: referral requests, from the ask to the thank-you."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import settled
from farmer.cli.options import Json, Ledger, Note, On, RequestId, Who
from farmer.cli.world import desk, today
from farmer.dates import parse_date, parse_past_date
from farmer.errors import ExitStatus, InvalidValue
from farmer.referrals.life import (
    ASK_TARGET,
    CONFIRM,
    DECLINE,
    GIVEN,
    INTRODUCE,
    MET,
    OUTCOME,
    RECEIVED,
    REOPEN,
    SENT,
    TARGET_NO,
    TARGET_YES,
    THANKED,
    WITHDRAW,
    Direction,
    StepTaken,
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
    who: Who,
    to: To,
    need: Annotated[str, typer.Option("--need", metavar="TEXT", help="What for, in one sentence.")],
    via: Annotated[
        str, typer.Option("--via", metavar="TEXT", help="How they asked: linkedin, a call.")
    ] = "",
    began: Annotated[
        str, typer.Option("--began", metavar="WHO", help="Whose idea it was: me, asker, target.")
    ] = "asker",
    inside: Annotated[
        bool, typer.Option("--inside", help="They want to buy from you, not from a third person.")
    ] = False,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record that somebody asked you for an introduction, and judge both sides at once."""
    from farmer.render.request import ADVANCED
    from farmer.tasks.refer.request import Asking
    from farmer.tasks.refer.request import add as record

    when = parse_past_date(on, today())
    added = settled(
        [who, to],
        lambda named, _new: record(
            desk(ledger), Asking(named[0], named[1], need, via, began, inside, when, note)
        ),
        json=json,
    )
    answer(added, ADVANCED, json=json, as_of=when)
    return ExitStatus.DONE


def list_(
    all_: Annotated[bool, typer.Option("--all", help="Those that have ended too.")] = False,
    given: Annotated[bool, typer.Option("--given", help="Those asked of you.")] = False,
    received: Annotated[bool, typer.Option("--received", help="Those you asked.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="With a step on that day or later."),
    ] = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The open requests: where each stands, whose move it is, for how long."""
    if given and received:
        raise InvalidValue("--given and --received leave nothing.", "Give one of them, or none.")
    return _list(
        ledger,
        everything=all_,
        direction=GIVEN if given else RECEIVED if received else None,
        since=parse_date(since, today()) if since is not None else None,
        json=json,
    )


def show(request: RequestId, ledger: Ledger = None, json: Json = False) -> int:
    """A request's whole story, with the verdicts as they were."""
    from farmer.render.request import SHOWN
    from farmer.tasks.refer.request import show as find

    answer(find(desk(ledger), request), SHOWN, json=json)
    return ExitStatus.DONE


def decline(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """You will not make it, or they will not."""
    return _advance(request, StepTaken(DECLINE, _day(on), note), ledger, json=json)


def ask_target(
    request: RequestId,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Who it is, where only a sort was wanted."),
    ] = None,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """You asked the target privately whether it is welcome."""
    taken = StepTaken(ASK_TARGET, _day(on), note)
    return _advance(request, taken, ledger, json=json, to=to)


def target_said(
    request: RequestId,
    said: Annotated[str, typer.Argument(metavar="ANSWER", help="yes or no.")],
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The target answered."""
    steps = {"yes": TARGET_YES, "no": TARGET_NO}
    word = said.strip().casefold()
    if word not in steps:
        raise InvalidValue(f"“{said}” is neither yes nor no.", "Type yes, or no.")
    taken = StepTaken(steps[word], _day(on), note)
    return _advance(request, taken, ledger, json=json)


def confirm(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """The asker said again that they still want it."""
    return _advance(request, StepTaken(CONFIRM, _day(on), note), ledger, json=json)


def sent(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """You asked them, after having thought about it with farmer ask."""
    return _advance(request, StepTaken(SENT, _day(on), note), ledger, json=json)


def introduce(
    request: RequestId,
    level: Annotated[
        int | None,
        typer.Option("--level", metavar="1-5", help="How much you put into it, by BNI's scale."),
    ] = None,
    anyway: Annotated[
        str | None,
        typer.Option("--anyway", metavar="WHY", help="Although it is not farmed, and why."),
    ] = None,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The introduction was made."""
    if anyway is not None and not anyway.strip():
        raise InvalidValue("Why anyway was not said.", 'Say it: --anyway "she insisted"')
    said = "; ".join(part for part in (anyway, note) if part)
    taken = StepTaken(INTRODUCE, _day(on), said, level=level)
    return _advance(request, taken, ledger, json=json, anyway=anyway is not None)


def met(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """They met."""
    return _advance(request, StepTaken(MET, _day(on), note), ledger, json=json)


def outcome(
    request: RequestId,
    how: Annotated[
        str,
        typer.Argument(metavar="OUTCOME", help="good, bad, no-fit, no-follow-up or business."),
    ],
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="N", help="Closed business: 1200 or 1200.50.")
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="CODE", help="Such as EUR; else as configured."),
    ] = None,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """How it turned out."""
    from farmer.money import parse_amount
    from farmer.settings import parse_currency

    code = parse_currency(currency) if currency else desk(ledger).settings.currency
    if amount is not None and not code:
        raise InvalidValue("In which currency was not said.", "Say it: --currency EUR")
    taken = StepTaken(
        OUTCOME,
        _day(on),
        note,
        outcome=how.strip().casefold(),
        amount_minor=parse_amount(amount, code) if amount is not None and code else None,
        currency=code if amount is not None else None,
    )
    return _advance(request, taken, ledger, json=json)


def thanked(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """Thanks were said, and what came of it was told: it is closed."""
    return _advance(request, StepTaken(THANKED, _day(on), note), ledger, json=json)


def withdraw(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """It is not wanted any more."""
    return _advance(request, StepTaken(WITHDRAW, _day(on), note), ledger, json=json)


def reopen(
    request: RequestId, on: On = "today", note: Note = "", ledger: Ledger = None, json: Json = False
) -> int:
    """It goes on after all; the target is asked again."""
    return _advance(request, StepTaken(REOPEN, _day(on), note), ledger, json=json)


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
    json: bool,
) -> int:
    from farmer.render.request import listed
    from farmer.tasks.refer.request_list import list_requests

    found = list_requests(desk(ledger), everything=everything, direction=direction, since=since)
    answer(found, listed(today()), json=json)
    return ExitStatus.DONE


def _day(on: str) -> date:
    return parse_past_date(on, today())


def _advance(
    request: str,
    taken: StepTaken,
    ledger: str | None,
    *,
    json: bool,
    to: str | None = None,
    anyway: bool = False,
) -> int:
    from farmer.render.request import ADVANCED
    from farmer.tasks.refer.request import advance

    advanced = settled(
        [to] if to is not None else [],
        lambda named, _new: advance(
            desk(ledger), request, taken, to=named[0] if named else None, anyway=anyway
        ),
        json=json,
    )
    answer(advanced, ADVANCED, json=json, as_of=taken.on)
    return ExitStatus.DONE
