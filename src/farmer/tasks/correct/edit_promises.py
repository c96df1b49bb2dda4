"""Correcting promises: until when is reckoned from their day, and an end has a day of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from farmer.dates import parse_date
from farmer.errors import InvalidValue
from farmer.model import Promise
from farmer.tasks.correct.correction import PLEDGE, columns
from farmer.wording import say_date


def promise_columns(
    promise: Promise, texts: Mapping[str, str], today: date, region: str | None
) -> dict[str, Any]:
    """The new value of each column of a promise, from the texts of the options.

    Raises:
        InvalidValue: for a text that cannot be read, an end before the promise, or the day of an
            end without one.
    """
    fields = columns({name: texts[name] for name in texts if name in PLEDGE}, PLEDGE, today)
    made_on = fields.get("made_on", promise.made_on)
    if "due" in texts:
        due = texts["due"]
        fields["due_on"] = (
            parse_date(due, made_on, ahead=True, region=region) if due.strip() else None
        )
    if "ended" in fields:
        fields["ended_on"] = (
            fields.get("ended_on") or promise.ended_on or today if fields["ended"] else None
        )
    ended, ended_on = (fields.get(c, getattr(promise, c)) for c in ("ended", "ended_on"))
    if (ended is None) != (ended_on is None):
        raise InvalidValue(
            "--ended-on goes with a promise that has ended.",
            'Say how: --ended kept, broken or dropped; or --ended "" for one that is open.',
        )
    if ended_on is not None and ended_on < made_on:
        raise InvalidValue(
            f"It would have ended on {say_date(ended_on)}, before it was promised on "
            f"{say_date(made_on)}.",
            "Correct both days: --on and --ended-on.",
        )
    return fields
