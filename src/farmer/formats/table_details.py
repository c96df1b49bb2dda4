"""Postal addresses, relations, days and own fields in the columns of a table of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from farmer.details import Detail
from farmer.formats.noting import dated, own, postal, related
from farmer.text import fold

# Which address a column is of, and which part of it; folded.
_WHICH = r"(?P<which>address \d+|home|business|work|private|other|mailing|billing|postal|company|)"
_PARTS = {
    "whole": r"formatted|address|full address|postal address|mailing address|anschrift|adresse",
    "street": r"street( address)?( \d)?|address( line)? ?\d|strasse|straße",
    "more": r"extended address|po box",
    "city": r"city|town|ort|stadt|ville|ciudad",
    "region": r"state|region|province|state/province|county",
    "code": r"postal code|post ?code|zip ?code|zip|plz",
    "country": r"country(/region| or region)?|land|pays|pais",
}
_ADDRESS = [
    (part, re.compile(rf"{_WHICH}(?: - | |)(?:{called})")) for part, called in _PARTS.items()
]
# Without one of these, a region is a region of something else.
_PLACES = {"whole", "street", "city"}
_NUMBERED = re.compile(r"(address|relation|event|custom field) (\d+) - (.*)")
_RELATION = re.compile(
    r"(spouse|partner|husband|wife|children|child|kids?|sons?|daughters?|assistant|manager"
    r"|mother|father)(?:'?s?'? ?name| - value)?"
)
_DAY = re.compile(r"(wedding )?anniversary|wedding (?:day|date)|hochzeitstag|jahrestag")


class TableDetails:
    """Which columns of a table hold what has no field of ours.

    Attributes:
        columns: their places, those of labels among them.
    """

    def __init__(self, columns: Sequence[str], keep: Mapping[str, str]) -> None:
        """Of the folded names of columns; `keep` has others, and the names to keep them under."""
        self._columns = columns
        self._addresses = _addresses(columns)
        self._numbered = _numbered(columns)
        self._relations = _single(columns, _RELATION, 1)
        self._days = _single(columns, _DAY, 0)
        self._own = {at: keep[name] for at, name in enumerate(columns) if name in keep}
        self._keep = keep
        in_addresses = (at for parts in self._addresses.values() for _, at in parts)
        numbered = (
            at
            for what, columns_ in self._numbered
            for at in columns_.values()
            if what != "custom field" or keep
        )
        self.columns = {*in_addresses, *numbered, *self._relations, *self._days, *self._own}

    def of(self, row: Sequence[str], *, month_first: bool) -> tuple[Detail, ...]:
        """The details in a row, each once."""
        cells = [cell.strip() for cell in row]
        cells += [""] * (len(self._columns) - len(cells))
        return tuple(dict.fromkeys(self._told(cells, month_first)))

    def _told(self, cells: Sequence[str], month_first: bool) -> Iterator[Detail]:
        for label, parts in self._addresses.items():
            said = self._label(label, cells)
            yield from postal(said, _in_order([(part, cells[at]) for part, at in parts]))
        for what, columns in self._numbered:
            label, value = (cells[columns[each]] if each in columns else "" for each in _PAIR)
            yield from self._pair(what, label, value, month_first=month_first)
        for at, label in self._relations.items():
            yield from related(label, cells[at])
        for at, label in self._days.items():
            yield from dated(label, cells[at], month_first=month_first)
        for at, label in self._own.items():
            yield from own(label, cells[at].split(" ::: "))

    def _pair(self, what: str, label: str, value: str, *, month_first: bool) -> list[Detail]:
        """What a label and its value tell."""
        if what == "relation":
            return related(label, value)
        if what == "event":
            return dated(label or "anniversary", value, month_first=month_first)
        name = self._keep.get(fold(label))
        return own(name, value.split(" ::: ")) if name else []

    def _label(self, which: str, cells: Sequence[str]) -> str:
        """Which address it is: of a numbered one the cell beside it says so."""
        for name in (f"{which} - label", f"{which} - type"):
            if name in self._columns:
                return cells[self._columns.index(name)]
        return "" if which.startswith("address") or which == "other" else which


_PAIR = ("label", "value")


def _addresses(columns: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """By which address it is: its parts, and the columns that hold them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for at, column in enumerate(columns):
        for part, called in _ADDRESS:
            match = called.fullmatch(column)
            if match:
                found.setdefault(match["which"], []).append((part, at))
                break
    return {which: parts for which, parts in found.items() if _PLACES & {part for part, _ in parts}}


def _in_order(told: Sequence[tuple[str, str]]) -> list[str]:
    """The parts of an address as one writes them; where the whole is told, only that."""
    whole = [cell for part, cell in told if part == "whole" and cell]
    if whole:
        return whole[0].split(" ::: ")[:1]
    order = list(_PARTS)
    return [cell for _, cell in sorted(told, key=lambda each: order.index(each[0]))]


def _numbered(columns: Sequence[str]) -> list[tuple[str, dict[str, int]]]:
    """Relations, events and custom fields as Google has them: a label and a value each."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for at, column in enumerate(columns):
        match = _NUMBERED.fullmatch(column)
        if match and match[1] != "address":
            which = "label" if match[3] in ("label", "type") else match[3]
            found.setdefault((match[1], match[2]), {})[which] = at
    return [(what, places) for (what, _), places in found.items() if "value" in places]


def _single(columns: Sequence[str], called: re.Pattern[str], group: int) -> dict[int, str]:
    """The columns of one relation or day each, and the word for it."""
    found = ((at, called.fullmatch(column)) for at, column in enumerate(columns))
    return {at: match[group] for at, match in found if match}
