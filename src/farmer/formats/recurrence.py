"""The days of something that recurs, in bounded time whatever the rule says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

# Days that are kept, the newest: four years of a meeting on every working day.
MOST_OCCURRENCES = 1_000
# Occurrences that are gone through: every day since 1900, but not every second of one.
OCCURRENCES_TRIED = 50_000
# The same for all rules of a file together: a calendar of thousands of meetings has far fewer.
STEPS_IN_ALL = 1_000_000
# What looking for a day that never comes costs, in such steps: dateutil goes on to the end of time.
VAIN_STEPS = 50_000
# The longest rule that means something names each of a year's 366 days.
LONGEST_RULE = 2_000
# How often a meeting may recur: nobody meets every hour, and a rule by the second can be looked
# through for minutes before it is clear that it never falls.
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

# After so many years the calendar repeats itself, weekdays included.
_CYCLE = 400
_LAST_YEAR = 9999

RecurrenceRule = Mapping[str, Sequence[Any]]


class Untraceable(Exception):
    """A rule that cannot be read, or recurs so often that no meeting is meant."""


@dataclass(slots=True)
class Patience:
    """How many steps the rules of one file may still take, all together."""

    left: int = STEPS_IN_ALL

    def take(self, steps: int) -> None:
        """Use up so many.

        Raises:
            Untraceable: where none are left.
        """
        self.left -= steps
        if self.left < 0:
            raise Untraceable


def days_by(
    rule: RecurrenceRule, start: datetime, last: datetime, patience: Patience
) -> tuple[list[date], bool]:
    """The newest days that `rule` falls on, in order, and whether there are more.

    At most `MOST_OCCURRENCES` are given.

    Args:
        rule: the parts of an RRULE, each a list of values; UNTIL is left to `last`.
        start, last: its first moment, and the last that counts, both without a time zone.
        patience: that of the file, of which this takes its part.

    Raises:
        Untraceable: where they cannot be told within `OCCURRENCES_TRIED` occurrences, or with what
            is left of the `patience`.
    """
    days: deque[date] = deque(maxlen=MOST_OCCURRENCES)
    if last < start:
        return [], False
    found = 0
    for steps, moment in enumerate(_moments(_written(rule), start, last, patience)):
        patience.take(1)
        if steps == OCCURRENCES_TRIED:
            raise Untraceable
        day = moment.date()
        if not days or day != days[-1]:
            days.append(day)
            found += 1
    return list(days), found > MOST_OCCURRENCES


def _written(rule: RecurrenceRule) -> str:
    """`rule` as dateutil reads it."""
    parts = {name.upper(): [str(value) for value in values] for name, values in rule.items()}
    if parts.get("FREQ", [""])[0].upper() not in FREQUENCIES:
        raise Untraceable
    if parts.get("INTERVAL", ["1"])[0].startswith(("0", "-")):  # dateutil would never end
        raise Untraceable
    written = ";".join(f"{name}={','.join(parts[name])}" for name in parts if name != "UNTIL")
    if len(written) > LONGEST_RULE:
        raise Untraceable
    return written


def _moments(
    written: str, start: datetime, last: datetime, patience: Patience
) -> Iterator[datetime]:
    """The moments of a rule, up to `last`.

    dateutil looks for the next one until the end of time, the year 9999, and for seconds on end
    where there is none. So all of it happens as close to the end of time as can be, and a rule
    that counts no occurrences takes its price beforehand, until it falls after `last`.
    """
    from dateutil.rrule import rrulestr

    later = (_LAST_YEAR - last.year) // _CYCLE * _CYCLE
    end = last.replace(year=last.year + later)
    vain = 0 if "COUNT=" in written else VAIN_STEPS
    patience.take(vain)
    try:
        for moment in rrulestr(written, dtstart=start.replace(year=start.year + later)):
            if moment > end:
                patience.left += vain
                return
            yield moment.replace(year=moment.year - later)
    except Exception as error:  # dateutil raises whatever goes wrong in it
        raise Untraceable from error
