"""Instants as programs write them: a day, an hour on either clock, and perhaps a zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from farmer.formats.dates import parse_day
from farmer.model import EARLIEST, LATEST

_INSTANT = re.compile(
    r"(?P<day>.+?)(?:T|,?\s+(?:at\s+)?)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*\(?(?P<zone>Z|(?:UTC|GMT)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2})?\)?",
    re.IGNORECASE,
)
# No instant is longer; what is would be looked through again and again.
_LONGEST = 64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clocked(NamedTuple):
    """When something was, and whether by the clocks of whoever exported it.

    Attributes:
        at: the day and, where it is told, the hour.
        is_local: whether the hour is one on their clocks; not where none or a zone is told.
    """

    at: datetime
    is_local: bool

    @property
    def clock(self) -> str | None:
        """The hour as a touch has it, or None."""
        return f"{self.at:%H:%M}" if self.is_local else None


def day_at(milliseconds: int) -> date | None:
    """The day, by the clocks of Greenwich, so long after 1970; None where no ledger can have it."""
    try:
        on = (_EPOCH + timedelta(milliseconds=milliseconds)).date()
    except OverflowError:
        return None
    return on if EARLIEST <= on <= LATEST else None


def parse_clocked(cell: str, *, month_first: bool) -> Clocked | None:
    """The instant that a cell names; None where it names no day."""
    if len(cell) > _LONGEST:
        return None
    found = _INSTANT.fullmatch(cell.strip())
    day = parse_day(found["day"] if found else cell, month_first=month_first)
    if day is None:
        return None
    if found is None:
        return Clocked(datetime.combine(day, time()), is_local=False)
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"][0].casefold() == "p")
    if hour > 23 or minute > 59:
        return None
    return Clocked(datetime.combine(day, time(hour, minute)), is_local=not found["zone"])
