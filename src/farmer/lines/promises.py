"""Promises as they are told: send the lease by friday."""

from __future__ import annotations

from datetime import date

from farmer.dates import read_date
from farmer.model import Promise
from farmer.text import clean


def parse_promise(text: str, on: date, *, mine: bool = False, region: str | None = None) -> Promise:
    """What was promised, with the day it is due after a last “by”: send the lease by friday.

    The day is seen from the day `on` which it was promised. Whatever stands there and is no day
    belongs to the promise.

    Raises:
        InvalidValue: without a text, or for a day that cannot be, or may be two.
    """
    what, by, when = clean(text).rpartition(" by ")
    due = read_date(when, on, ahead=True, region=region) if by and what else None
    return Promise(clean(text) if due is None else what, mine, on, due)
