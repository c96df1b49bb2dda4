"""The table of people: its columns, and what is said of each order that it can be sorted in."""

from __future__ import annotations

from typing import NamedTuple

from farmer.model import VERDICTS
from farmer.render.pages.field import BEDS, STATUSES_DRAWN
from farmer.render.phrases import PHASES_SAID

BEDS_SAID = {**PHASES_SAID, "none": "not yet visible"}


class TableColumn(NamedTuple):
    """A column that can be sorted.

    Attributes:
        ascending: what is said of the one order, `descending` of the other.
        falls: whether the other comes first.
        ranks: the words of the column in their order, where that is not the alphabet's.
    """

    name: str
    ascending: str
    descending: str
    falls: bool = False
    ranks: tuple[str, ...] = ()


SORTABLE = (
    TableColumn("Name", "by name, from A to Z", "by name, from Z to A"),
    TableColumn("Score", "the lowest scores first", "the highest scores first", falls=True),
    TableColumn(
        *("Verdict", "the farmed first", "the farmed last"), ranks=tuple(reversed([*VERDICTS]))
    ),
    TableColumn(
        *("Bed", "the best bed first", "the best bed last"),
        ranks=tuple(BEDS_SAID[bed] for bed in BEDS),
    ),
    TableColumn("Tie", "the warm first", "the warm last", ranks=STATUSES_DRAWN),
    TableColumn(
        *("Days silent", "the shortest silence first", "the longest silence first"), falls=True
    ),
)
