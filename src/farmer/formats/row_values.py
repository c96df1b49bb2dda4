"""What the cells of a row tell, by field: several values in one cell, and what a number is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from farmer.formats.incoming import kept
from farmer.formats.leftover import not_rung

# What is told beside the fields: of which sorts the numbers are at which nobody rings the person.
NOT_RUNG = "not rung"
# Several values in one cell, as Google joins them, and as others do where a value has no comma.
_JOINED = re.compile(r" ::: ")
_APART = re.compile(r" ::: |[,;|\n]")
_OF_SEVERAL = ("phone", "tags")
# An address stands in angle brackets behind a name, and beside others whatever is between them.
_ADDRESS = re.compile(r"[^\s,;|/<>()\"]+@[^\s,;|/<>()\"]+")


class RowValues:
    """Which columns of a table hold each field, and what a row has there."""

    def __init__(self, columns: Sequence[str], places: Mapping[str, Sequence[int]]) -> None:
        """Of the folded names of columns; `places` are those of each field."""
        self._columns = columns
        self._places = places
        self._labels = dict(self._labelled())

    def told(self, row: Sequence[str]) -> dict[str, list[str]]:
        """The values of each field; ragged rows have fewer cells than their header."""
        left = {
            at: sort
            for at, of in self._labels.items()
            if max(at, of) < len(row) and row[at].strip() and (sort := not_rung(row[of]))
        }
        told = {}
        for name, columns in self._places.items():
            cells = [row[at] for at in columns if at < len(row) and at not in left]
            parts = [part.strip() for cell in cells for part in _values(name, cell)]
            told[name] = [part for part in parts if part]
        return {**told, NOT_RUNG: [*left.values()]} if left else told

    def key(self, row: Sequence[str]) -> str:
        """By what the program of the table knows a person; ids of other columns are other ids.

        One that is theirs in every program goes first.
        """
        places = (at for at in self._places.get("id", ()) if at < len(row))
        cells = [(self._columns[at], cell) for at in places if (cell := row[at].strip())]
        everywhere = (kept(cell) for _, cell in cells if cell.startswith("urn:uuid:"))
        return next(chain(everywhere, (kept(f"{column}: {cell}") for column, cell in cells)), "")

    def _labelled(self) -> Iterator[tuple[int, int]]:
        """By the column of a number, the one that says what it is of, as Google has them."""
        for at in self._places.get("phone", ()):
            stem = self._columns[at].removesuffix(" - value")
            for of, name in enumerate(self._columns):
                if name in (f"{stem} - label", f"{stem} - type"):
                    yield at, of


def _values(name: str, cell: str) -> Sequence[str]:
    """The values that a cell holds of a field."""
    if name == "email":
        return _ADDRESS.findall(cell) or [cell]
    return (_APART if name in _OF_SEVERAL else _JOINED).split(cell)
