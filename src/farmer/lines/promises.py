"""Promises as they are told: send the lease by friday, call in a month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from farmer.dates import read_date
from farmer.model import Promise
from farmer.text import clean

# No form of a day has more words: until the end of the next month.
_DAY_WORDS = 6
_UNTIL = re.compile(r"(?:by|on|until|till)\s+(?P<said>\S.*)", re.IGNORECASE)
# What is a day without a word before it, and says that it is to come.
_TO_COME = re.compile(
    r"(?P<said>today|tomorrow|next\s+\w+|in\s+\w+(?:\s+\w+)?|(?:the\s+)?end\s+of\s+.+)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"within\s+(?P<said>\S.*)", re.IGNORECASE)
_BEFORE = re.compile(r"before\s+(?P<said>\S.*)", re.IGNORECASE)
_TODAY = re.compile(r"(?:this\s+(?:morning|afternoon|evening)|tonight)", re.IGNORECASE)


def parse_promise(text: str, on: date, *, mine: bool = False, region: str | None = None) -> Promise:
    """What was promised, with the day it is due at its end: by friday, within a month, next week.

    The day is seen from the day `on` which it was promised. Whatever stands there and is no day
    belongs to the promise, and so do two days: by friday next week.

    Raises:
        InvalidValue: without a text, or for a day that cannot be, or may be two.
    """
    whole = clean(text)
    what, due = _split_day(whole, on, region)
    if due is None or _split_day(what, on, region)[1]:
        return Promise(whole, mine, on, None)
    return Promise(what, mine, on, due)


def _split_day(text: str, on: date, region: str | None) -> tuple[str, date | None]:
    """A text without the day at its end, the longest that is one; None where there is none."""
    for word in list(re.finditer(r"\s+", text))[-_DAY_WORDS:]:
        due = _day(text[word.end() :], on, region)
        if due is not None:
            return text[: word.start()], due
    return text, None


def _day(said: str, on: date, region: str | None) -> date | None:
    if _TODAY.fullmatch(said):
        return on
    if within := _WITHIN.fullmatch(said):
        return read_date(f"in {within['said']}", on, ahead=True, region=region)
    if before := _BEFORE.fullmatch(said):
        day = read_date(before["said"], on, ahead=True, region=region)
        return day - timedelta(days=1) if day and day > on else None
    found = _UNTIL.fullmatch(said) or _TO_COME.fullmatch(said)
    return read_date(found["said"], on, ahead=True, region=region) if found else None
