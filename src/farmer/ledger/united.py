"""What came of uniting a ledger with another, in nouns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple


class Clashing(NamedTuple):
    """A value that was corrected in both ledgers.

    Attributes:
        table, row_id: of which row of this ledger.
        person: whom it is about, by id; None where it is about nobody.
        column: which; of values that belong together the first.
        stands, gives_way: both values.
        is_ours: whether the one that stands is this ledger's.
    """

    table: str
    row_id: int
    person: int | None
    column: str
    stands: Any
    gives_way: Any
    is_ours: bool


class United(NamedTuple):
    """What a ledger gets from another, or got.

    Attributes:
        parted: whether both were one ledger once.
        ours, theirs, both: how many people there are in this one, in the other, and in both.
        came: how many rows came, by table.
        changed: how many values were corrected there.
        removed: how many rows went, by table, because they were taken out there.
        alike: how many rows came, by table, in the place of one that said the same.
        merged: how many people were made one with another there.
        came_people: the ids here of people who came.
        clashes: what was corrected in both.
        kept_away: how many people of the other ledger were forgotten in this one.
        forgotten_there: those to be forgotten here too: the id, and the day they were added.
    """

    parted: bool
    ours: int
    theirs: int
    both: int
    came: Mapping[str, int]
    changed: int
    removed: Mapping[str, int]
    alike: Mapping[str, int]
    merged: int
    came_people: tuple[int, ...]
    clashes: tuple[Clashing, ...]
    kept_away: int
    forgotten_there: tuple[tuple[int, date], ...]
