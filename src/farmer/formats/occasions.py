"""Which event a guest list is of, and its day, as the list says in its table or above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from farmer.day_order import settled
from farmer.errors import InvalidValue
from farmer.formats.answers import is_of_teams, plain, telling
from farmer.formats.incoming import Attendance, How, kept
from farmer.formats.instants import parse_clocked
from farmer.formats.sheet import Sheet, cells, cells_at

_TITLES = ("event name", "event title", "topic", "meeting title", "webinar title", "event")
_DAYS = ("event start date", "event date", "date attending", "start time", "meeting start time",
         "actual start time", "event start time", "date of event", "scheduled time")  # fmt: skip


def is_of_occasion(column: str) -> bool:
    """Whether a column of that name tells of the event, not of a guest."""
    return plain(column) in (*_TITLES, *_DAYS)


def occasion_of(sections: Sequence[Sheet], how: How) -> Attendance:
    """Which event the list is of, and its day.

    Raises:
        InvalidValue: where neither it nor the user says the day.
    """
    on = how.on or _day(sections, how)
    if on is None:
        raise InvalidValue(
            "The guest list does not say on which day it was.",
            'Say so: farmer import FILE --at "Spring fair" --on DATE. Only as people: '
            "--format table",
        )
    return Attendance(how.at or _title(sections), on)


def _title(sections: Sequence[Sheet]) -> str:
    told = list(_said(sections[0], _TITLES)) or list(_said_first(sections[0]))
    return kept(Counter(told).most_common(1)[0][0]) if told else ""


def _said_first(sheet: Sheet) -> Iterator[str]:
    """What stands first above a report of Teams', which is its title in every language."""
    above = sheet.lines[: sheet.header_line - 1] if is_of_teams(sheet.columns) else ()
    rows = (cells([line], sheet.delimiter) for line in above)
    yield from islice((row[1] for row in rows if len(row) == 2 and row[1].strip()), 1)


def _day(sections: Sequence[Sheet], how: How) -> date | None:
    """The day on which most of them arrived; else the one that the list says it was on."""
    arrived = [
        cell
        for sheet in sections
        for _, row in sheet.rows()
        for cell in cells_at(row, telling(sheet.columns).get("arrived", ()))
    ]
    said = list(_said(sections[0], _DAYS))
    month_first = settled([*arrived, *said], how.today, how.region, otherwise=True)
    for told in (arrived, said):
        days = Counter(filter(None, (_parsed(cell, month_first=month_first) for cell in told)))
        if days:
            return min(days, key=lambda day: (-days[day], day))
    return None


def _parsed(cell: str, *, month_first: bool) -> date | None:
    clocked = parse_clocked(cell, month_first=month_first)
    return clocked.at.date() if clocked else None


def _said(sheet: Sheet, names: Sequence[str]) -> Iterator[str]:
    """What stands under a column of such a name, in the table or in what is above it."""
    at_hand = [at for at, column in enumerate(sheet.columns) if plain(column) in names]
    for _, row in sheet.rows() if at_hand else ():
        yield from filter(None, cells_at(row, at_hand))
    above = [cells([line], sheet.delimiter) for line in sheet.lines[: sheet.header_line - 1]]
    for row, below in pairwise([*above, []]):
        beside = [cell for cell in row if cell.strip()]
        for at, cell in enumerate(row):
            if plain(cell) in names:
                found = row[at + 1 :] if len(beside) == 2 else below[at : at + 1]
                yield from filter(None, (each.strip() for each in found))
