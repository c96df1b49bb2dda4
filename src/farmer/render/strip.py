"""The strip of a relationship's life: a column a month, the years above, its marks below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from farmer.render.glyphs import Glyphs
from farmer.render.phrases import PHASES_SAID
from farmer.render.sparkline import sparkline
from farmer.scoring.life import Life, Month

_YEAR = len("2026")
BAD, REQUEST, GOOD = "!", "?", "+"
_MARKS = {
    GOOD: "something good",
    BAD: "something bad",
    REQUEST: "a request",
}


def strip(life: Life, width: int, glyphs: Glyphs) -> list[str]:
    """Rows that fit the width: years, contact, marks where there are any, and phases."""
    months, ahead = _fitting(life, width)
    shown = life.months[-months:] if months else ()
    if not shown:
        return []
    rows = [
        _years(shown, width),
        sparkline((month.contact for month in shown), glyphs),
        "".join(map(_mark, shown)).rstrip(),
        _phases(shown, glyphs) + _phases_ahead(life, ahead, glyphs),
    ]
    return [row for row in rows if row.strip()]


def legend(life: Life, width: int, glyphs: Glyphs) -> str:
    """What the marks and letters of the strip mean, as far as it has them."""
    months, ahead = _fitting(life, width)
    shown = life.months[-months:] if months else ()
    marks = {_mark(month) for month in shown}
    phases = {month.phase for month in shown} | set(life.phases_ahead[:ahead])
    said = [f"{mark} {meaning}" for mark, meaning in _MARKS.items() if mark in marks]
    said += [
        f"{phase} {words}" for phase, words in PHASES_SAID.items() if phase in phases - {"none"}
    ]
    said += [f"{glyphs.ahead} if nothing happens"] if ahead else []
    return ", ".join(["contact by month", *said])


def _fitting(life: Life, width: int) -> tuple[int, int]:
    """How many months that were have room, and how many to come."""
    ahead = min(len(life.phases_ahead), max(0, width) // 4)
    if not life.months or life.months[-1].phase == "none":
        ahead = 0
    return min(len(life.months), max(0, width - ahead)), ahead


def _years(months: Sequence[Month], width: int) -> str:
    """Each year above its January, and the first one's where it has room."""
    starts = [index for index, month in enumerate(months) if month.month.month == 1]
    if not starts or starts[0] > _YEAR:
        starts.insert(0, 0)
    row = ""
    for index in starts:
        if index + _YEAR <= width:
            row = row.ljust(index) + str(months[index].month.year)
    return row


def _mark(month: Month) -> str:
    """What matters most of a month: what went wrong, what was asked, what was good."""
    if month.bad:
        return BAD
    if month.requests:
        return REQUEST
    return GOOD if month.good else " "


def _phases(months: Sequence[Month], glyphs: Glyphs) -> str:
    """The letter of a phase where it begins, and a line for as long as it lasts."""
    return _runs(["none", *(month.phase for month in months)], glyphs.run)


def _phases_ahead(life: Life, count: int, glyphs: Glyphs) -> str:
    return _runs([life.months[-1].phase, *life.phases_ahead[:count]], glyphs.ahead)


def _runs(phases: Sequence[str], line: str) -> str:
    row = ""
    for before, phase in pairwise(phases):
        if phase == "none":
            row += " "
        else:
            row += line if phase == before else phase
    return row
