"""The days of an event that recurs: bounded, whatever its rule says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice

# A meeting on every working day for ten years happens some 2,600 times.
MOST = 4_000
_OFTEN = re.compile(r"FREQ=(HOURLY|MINUTELY|SECONDLY)", re.IGNORECASE)
# Days that no month has: the library would look for one until the year 9999.
_NEVER = re.compile(r"BYMONTH=2(;|$)", re.IGNORECASE)
_LATE_DAYS = re.compile(r"BYMONTHDAY=((30|31),?)+(;|$)", re.IGNORECASE)


def days_of(
    first: date, rule: str, more: Iterable[date], without: Iterable[date], until: date
) -> tuple[list[date], str]:
    """The days up to `until`, in order, and what was wrong: ``too many``, ``unclear`` or nothing.

    Args:
        first: the day on which it began.
        rule: an RRULE's value, or nothing.
        more, without: days added to those of the rule, and taken out.
        until: the last day that counts.
    """
    days, trouble = {first}, ""
    if rule:
        found = _by_rule(first, rule, until)
        if found is None:
            trouble = "unclear"
        else:
            trouble = "too many" if len(found) > MOST else ""
            days = {first, *found[:MOST]}
    days |= set(more)
    return sorted(day for day in days - set(without) if day <= until), trouble


def _by_rule(first: date, rule: str, until: date) -> list[date] | None:
    """One day more than `MOST` at most; None for a rule that cannot be followed.

    What recurs by the hour or faster is no meeting.
    """
    from dateutil.rrule import rrulestr

    if _OFTEN.search(rule) or (_NEVER.search(rule) and _LATE_DAYS.search(rule)):
        return None
    # Days are all that matters: the end of a series in universal time would not go with them.
    plain = re.sub(r"UNTIL=(\d{8})(T\w*)?", r"UNTIL=\1T235959", rule, flags=re.IGNORECASE)
    try:
        dates = iter(
            rrulestr(plain.rstrip(";"), dtstart=datetime.combine(first, time(12)), ignoretz=True)
        )
        found = []
        for moment in islice(dates, MOST + 1):
            if moment.date() > until:
                break
            found.append(moment.date())
    except Exception:  # whatever a rule may break in the library
        return None
    return found
