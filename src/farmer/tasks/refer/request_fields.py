"""What can be corrected of a request and of its steps, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from farmer.dates import parse_date, parse_past_date
from farmer.errors import InvalidValue
from farmer.money import parse_amount
from farmer.referrals.states import IDEAS, INTRODUCE, OUTCOME, OUTCOMES, TARGET_LATER, StepTaken
from farmer.settings import parse_currency
from farmer.tasks.correct.correction import Correction, Field, columns, longer_note
from farmer.text import clean, clean_name, clean_note


def _need(text: str, _today: date) -> str:
    need = clean(text)
    if not need:
        raise InvalidValue("What it is for is missing.", "Say it in one sentence.")
    return need


def _inside(text: str, _today: date) -> bool:
    word = text.strip().casefold()
    if word not in ("yes", "no"):
        raise InvalidValue(f"“{clean(text)}” is neither yes nor no.", "Say --inside yes or no.")
    return word == "yes"


def _level(text: str, _today: date) -> int | None:
    if text.strip() and not text.strip().isdecimal():
        raise InvalidValue(f"“{clean(text)}” is not a level.", "Choose from 1 to 5.")
    return int(text) if text.strip() else None


OF_REQUEST = {
    "need": Field("need", _need),
    "via": Field("via", lambda text, _today: clean_name(text)),
    "began": Field("began", lambda text, _today: IDEAS.parse(text)),
    "inside": Field("inside", _inside),
}
OF_STEP = {
    "on": Field("on", parse_past_date),
    "note": Field("note", lambda text, _today: clean_note(text)),
    "level": Field("level", _level),
    "outcome": Field("outcome", lambda text, _today: OUTCOMES.parse(text)),
}
# What only one sort of step has.
_ONLY = {
    "level": INTRODUCE,
    "outcome": OUTCOME,
    "amount": OUTCOME,
    "currency": OUTCOME,
    "until": TARGET_LATER,
}


def step_columns(
    taken: StepTaken, told: Correction, today: date, currency: str | None
) -> dict[str, Any]:
    """The new value of each column of a step; `currency` is of an amount that names none.

    Raises:
        InvalidValue: for a text that cannot be read, or a field that such a step does not have.
    """
    for option, step in _ONLY.items():
        if option in told.texts and taken.step != step:
            raise InvalidValue(
                f"--{option} is of a step “{step}”, and that one is “{taken.step}”.",
                "See its request for the right id: farmer request list --all",
            )
    own = {name: text for name, text in told.texts.items() if name in OF_STEP}
    fields = columns(own, OF_STEP, today)
    if "until" in told.texts:
        fields["until"] = parse_date(told.texts["until"], fields.get("on", taken.on), ahead=True)
    if told.add_note is not None:
        fields["note"] = longer_note(taken.note, told.add_note)
    return fields | _amount(taken, told, currency)


def _amount(taken: StepTaken, told: Correction, currency: str | None) -> dict[str, Any]:
    amount, typed = told.texts.get("amount"), told.texts.get("currency")
    if amount is None:
        if typed is not None:
            raise InvalidValue("A currency needs an amount.", "Give --amount with it.")
        return {}
    if not amount.strip():
        return {"amount_minor": None, "currency": None}
    code = parse_currency(typed) if typed else taken.currency or currency
    if not code:
        raise InvalidValue("The currency is missing.", "Say it: --currency EUR")
    return {"amount_minor": parse_amount(amount, code), "currency": code}
