"""What the clock makes of the day of a record."""

from __future__ import annotations

from datetime import date, timedelta


def by_clock(day: date, clock_day: date | None) -> date:
    """How the day of a record reads where the clock says `clock_day`; as it is for None.

    The day after had begun already where the record was made, and the clock was set back since, by
    a flight over the date line: it reads as the clock's.
    """
    return clock_day if clock_day and day - clock_day == timedelta(days=1) else day
