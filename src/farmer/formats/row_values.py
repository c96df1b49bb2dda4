"""What the cells of a row tell, by field: several values in one cell, and what a number is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from farmer.formats.headers import says_family_first
from farmer.formats.incoming import kept
from farmer.formats.leftover import not_rung

# What is told beside the fields: of which sorts the numbers are at which nobody rings the person.
NOT_RUNG = "not rung"
# Several values in one cell, as Google joins them, and as others do where a value has no comma.
_JOINED = re.compile(r" ::: ")
_APART = re.compile(r" ::: |[,;|\n]")
# Numbers have strokes in them; between two of them one stands by itself.
_NUMBERS_APART = re.compile(r" ::: |[,;|\n]| / | (?:or|oder|ou|of|lub|and|und|et) ")
# Commas and semicolons are in pages too; behind one of those a space follows, or another page.
_PAGES_APART = re.compile(r" ::: |\s*[,;|]\s+|[,;|](?=https?://|www\.)|\s+")
# A profile without its host, as forms that ask for it keep it.
_OF_LINKEDIN = re.compile(r"/?(in/[^\s/]+)/?")
# Firms as Notion has them, each with the page of its own behind it.
_FIRMS_APART = re.compile(r"(?<=\)),\s*(?=[^()]+\(https?://)")
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
            places_ = [at for at in columns if at < len(row) and at not in left]
            parts = [part.strip() for at in places_ for part in self._values(name, at, row[at])]
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

    def _values(self, name: str, at: int, cell: str) -> Sequence[str]:
        """The values that a cell of the column `at` holds of a field."""
        if name == "email":
            return _ADDRESS.findall(cell) or [cell]
        if name == "name" and says_family_first(self._columns[at]):
            return [with_given_first(cell)]
        if name == "url" and "linkedin" in self._columns[at]:
            profile = _OF_LINKEDIN.fullmatch(cell.strip())
            return [f"linkedin.com/{profile[1]}"] if profile else _PAGES_APART.split(cell)
        return _SPLIT.get(name, _JOINED).split(cell)


def with_given_first(name: str) -> str:
    """A name of which the family's part stands first, the other way round where that is sure.

    ``Ruiz Ana`` has one word each; of more words those in capitals are the family's.
    """
    words = name.split()
    loud = list(takewhile(str.isupper, words))
    if "," in name or len(words) < 2 or len(loud) == len(words) > 2:
        return name
    family = len(loud) if len(words) > 2 else 1
    return " ".join((*words[family:], *words[:family]))


_SPLIT = {
    "phone": _NUMBERS_APART,
    "tags": _APART,
    "url": _PAGES_APART,
    "company": _FIRMS_APART,
}
