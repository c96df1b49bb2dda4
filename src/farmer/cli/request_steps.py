"""The group request: the steps that a request takes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger, Note, On, Which
from farmer.cli.questions import settled
from farmer.cli.world import coming_day, desk, past_day
from farmer.errors import ExitStatus, InvalidValue
from farmer.referrals.states import (
    ANSWERS,
    ASK_TARGET,
    CONFIRM,
    DECLINE,
    INTRODUCE,
    MET,
    OUTCOME,
    OUTCOMES,
    REOPEN,
    SENT,
    THANKED,
    WITHDRAW,
    StepTaken,
)
from farmer.wording import say_list


def decline(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """You will not make it, or they will not."""
    return _advance(request, StepTaken(DECLINE, _day(on), note), ledger, json=json)


def ask_target(
    request: Which,
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
    request: Which,
    said: Annotated[
        str, typer.Argument(metavar="ANSWER", help=f"{say_list(ANSWERS.typed, 'or')}.")
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="Of later: from when on they may be asked again."
        ),
    ] = None,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The target answered."""
    when = _day(on)
    again = coming_day(until, when) if until is not None else None
    taken = StepTaken(ANSWERS.parse(said), when, note, until=again)
    return _advance(request, taken, ledger, json=json)


def confirm(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The asker said again that they still want it."""
    return _advance(request, StepTaken(CONFIRM, _day(on), note), ledger, json=json)


def sent(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """You asked them, after having thought about it with farmer ask."""
    return _advance(request, StepTaken(SENT, _day(on), note), ledger, json=json)


def introduce(
    request: Which,
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
        raise InvalidValue("The reason is missing.", 'Say it: --anyway "she insisted"')
    said = "; ".join(part for part in (anyway, note) if part)
    taken = StepTaken(INTRODUCE, _day(on), said, level=level)
    return _advance(request, taken, ledger, json=json, anyway=anyway is not None)


def met(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """They met."""
    return _advance(request, StepTaken(MET, _day(on), note), ledger, json=json)


def outcome(
    request: Which,
    how: Annotated[
        str,
        typer.Argument(metavar="OUTCOME", help=f"{say_list(OUTCOMES, 'or')}."),
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
        raise InvalidValue("The currency is missing.", "Say it: --currency EUR")
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
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """You said thanks and told what came of it: it is closed."""
    return _advance(request, StepTaken(THANKED, _day(on), note), ledger, json=json)


def withdraw(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """It is not wanted any more."""
    return _advance(request, StepTaken(WITHDRAW, _day(on), note), ledger, json=json)


def reopen(
    request: Which,
    on: On = "today",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """It goes on after all; the target is asked again."""
    return _advance(request, StepTaken(REOPEN, _day(on), note), ledger, json=json)


def _day(on: str) -> date:
    return past_day(on)


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
        [request, *([to] if to is not None else [])],
        lambda named, _new: advance(
            desk(ledger), named[0], taken, to=named[1] if to is not None else None, anyway=anyway
        ),
        json=json,
    )
    answer(advanced, ADVANCED, json=json, as_of=taken.on)
    return ExitStatus.DONE
