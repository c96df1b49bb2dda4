"""Going cold (method C6): how long a tie has been silent, and how warm it still is.

Computed whenever it is read, never stored, and never part of a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from farmer.choices import Choices
from farmer.errors import InvalidValue
from farmer.model import CADENCE, DEFAULT_CADENCE_DAYS, AnyTouch
from farmer.scoring import constants as c
from farmer.scoring.clocks import weeks
from farmer.scoring.standing import fade
from farmer.scoring.weights import WeighedTouch, in_order, is_counted, until

Status = Literal["warm", "due", "cooling", "cold", "dormant", "barely met", "never met"]
STATUSES: Choices[Status] = Choices(
    "status",
    {
        "warm": "in touch as often as wanted",
        "due": "about time",
        "cooling": "somewhat late",
        "cold": "long silent",
        "dormant": "silent for longer than anybody remembers",
        "barely met": "nothing that counts yet",
        "never met": "no contact recorded: a name and no more",
    },
)


class Silence(NamedTuple):
    """How a tie stands against its cadence and its own rhythm.

    Attributes:
        status: by the cadence; ``barely met`` or ``never met`` without a counted touch.
        last: the day of the last counted touch, or None; `elapsed_days` since then.
        rhythm_days: the median of the tie's own recent gaps, or None with too few.
        drifting: whether it is quiet for this tie: over eight times its own rhythm.
        warmth: how well fed it was when contact stopped, over how long ago that was; or None.
    """

    status: Status
    last: date | None
    elapsed_days: int | None
    rhythm_days: float | None
    drifting: bool
    warmth: float | None


def silence(
    touches: Iterable[AnyTouch], as_of: date, cadence: int = DEFAULT_CADENCE_DAYS
) -> Silence:
    """How silent a tie is on the day `as_of`; touches dated later are ignored.

    Raises:
        InvalidValue: for a cadence outside 1 to 3650 days.

    Source: method C6.
    """
    return silence_in(until(in_order(touches), as_of), as_of, cadence)


def silence_in(history: Sequence[WeighedTouch], as_of: date, cadence: int) -> Silence:
    """The same of a history in order, none of which is dated after `as_of`.

    Raises:
        InvalidValue: for a cadence outside 1 to 3650 days.
    """
    status, last = status_in(history, as_of, cadence)
    if last is None:
        return Silence(status, None, None, None, False, None)
    days = sorted({day for day, _, amount in history if amount.counted})
    elapsed, rhythm = (as_of - last).days, _rhythm(days)
    return Silence(
        status=status,
        last=last,
        elapsed_days=elapsed,
        rhythm_days=rhythm,
        drifting=rhythm is not None and elapsed > c.DRIFTING_GAPS * rhythm,
        warmth=_warmth(days, as_of.toordinal()),
    )


def status_in(
    history: Sequence[WeighedTouch], as_of: date, cadence: int
) -> tuple[Status, date | None]:
    """The status and the last day of `Silence` alone.

    Raises:
        InvalidValue: for a cadence outside 1 to 3650 days.
    """
    if cadence not in CADENCE:
        raise InvalidValue(
            f"A cadence of {cadence} days is out of range.",
            f"Give a whole number of days from {CADENCE.start} to {CADENCE.stop - 1}.",
        )
    number = next((day for day, _, amount in reversed(history) if amount.counted), None)
    if number is None:
        met = any(amount.weight > 0 for _, _, amount in history)
        return ("barely met" if met else "never met"), None
    last = date.fromordinal(number)
    return status_after((as_of - last).days, cadence), last


def is_plainly_warm(newest: AnyTouch, as_of: date, cadence: int) -> bool:
    """Whether a tie is warm and not drifting, as far as its newest touch alone can show.

    A rhythm is a week at least, so that nobody drifts before eight weeks of silence.
    """
    elapsed = (as_of - newest.on).days
    return (
        is_counted(newest)
        and elapsed <= c.DRIFTING_GAPS * c.WEEK_DAYS
        and status_after(elapsed, cadence) == "warm"
    )


def warmth(days: Iterable[date], as_of: date) -> float | None:
    """How warm a tie is, from its `days` of contact up to `as_of`; None without any.

    The cube root of its faded contact days, counted from the last one, over 30 days plus the
    silence since: well-fed ties cool slowly. Only the order of these numbers means anything.
    """
    # In order, because the last digit of a sum depends on it.
    distinct = sorted({day.toordinal() for day in days})
    return _warmth(distinct, as_of.toordinal()) if distinct else None


def _warmth(distinct: Sequence[int], today: int) -> float:
    last = distinct[-1]
    fed = sum([fade(last - day) for day in distinct])
    return float(fed ** (1 / c.WARMTH_ROOT) / (c.WARMTH_REST_DAYS + today - last))


def status_after(elapsed: int, cadence: int) -> Status:
    """The status of a tie so many days after its last contact."""
    if elapsed >= c.DORMANT_DAYS:
        return "dormant"
    turns = elapsed / (c.COLD_TURNS * cadence)
    if turns < c.DUE:
        return "warm"
    if turns < c.COOLING:
        return "due"
    return "cooling" if turns < c.COLD else "cold"


def _rhythm(days: Iterable[int]) -> float | None:
    gaps = [after - before for before, after in pairwise(weeks(days))]
    recent = gaps[-c.RHYTHM_GAPS_USED :]
    return _median(recent) if len(recent) >= c.RHYTHM_GAPS_NEEDED else None


def _median(gaps: list[int]) -> float:
    # The library's `statistics` takes longer to import than all of farmer's scoring.
    ordered = sorted(gaps)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2
