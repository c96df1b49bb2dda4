"""Postal addresses, relations, days and own fields in the columns of a table of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from farmer.details import DATE, Detail
from farmer.formats.detail_columns import detail_of_column, values_in
from farmer.formats.leftover import is_nothing
from farmer.formats.noting import dated, label_of, own, postal, related
from farmer.formats.sheet import Sheet
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
        kept: what of it is kept, by the names that the file has for it.
    """

    def __init__(self, sheet: Sheet, keep: Mapping[str, str]) -> None:
        """Of the columns of a sheet.

        `keep` has others, folded, or their numbers from 1, and the names to keep them under.
        """
        columns = sheet.columns
        self._columns = columns
        self._addresses = _addresses(columns)
        self._numbered = _numbered(columns)
        self._relations = _single(columns, _RELATION, 1)
        self._days = _single(columns, _DAY, 0)
        asked = ((at, name if name in keep else f"{at + 1}") for at, name in enumerate(columns))
        wanted = {at: name for at, name in asked if name in keep}
        self._own = {at: keep[name] for at, name in wanted.items()}
        self._keep = keep
        self.kept = {*wanted.values()}
        told = ((at, detail_of_column(name)) for at, name in enumerate(sheet.called()))
        self._ours = {at: found for at, found in told if found and at not in self._own}
        in_addresses = (at for parts in self._addresses.values() for _, at in parts)
        numbered = (
            at
            for what, columns_ in self._numbered
            for at in columns_.values()
            if what != "custom field" or keep
        )
        self.columns = {*in_addresses, *numbered, *self._relations, *self._days, *self._own}
        self.columns |= {*self._ours}

    def of(self, row: Sequence[str], *, month_first: bool) -> tuple[Detail, ...]:
        """The details in a row, each once."""
        cells = [cell.strip() for cell in row]
        cells += [""] * (len(self._columns) - len(cells))
        return tuple(dict.fromkeys(self._told(cells, month_first)))

    def unread(self, row: Sequence[str], *, month_first: bool) -> Iterator[str]:
        """The labels of the days in a row that cannot be read."""
        days = {
            **self._days,
            **{at: label for at, (what, label) in self._ours.items() if what == DATE},
        }
        said = [(label, row[at]) for at, label in days.items() if at < len(row)]
        for what, columns in self._numbered:
            places = [columns.get(each, len(row)) for each in _PAIR]
            label, value = (row[at] if at < len(row) else "" for at in places)
            if what == "event":
                said.append((label_of(label) or "anniversary", value))
        for label, cell in said:
            if not (is_nothing(cell) or dated(label, cell, month_first=month_first)):
                yield label

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
        for at, (what, label) in self._ours.items():
            if what == DATE:
                yield from dated(label, cells[at], month_first=month_first)
            else:
                yield from values_in(what, label, cells[at])
        for at, label in self._own.items():
            yield from own(label, cells[at].split(" ::: "))

    def _pair(self, what: str, label: str, value: str, *, month_first: bool) -> list[Detail]:
        """What a label and its value tell."""
        if what == "relation":
            return related(label, value)
        if what == "event":
            return dated(label or "anniversary", value, month_first=month_first)
        name = self._keep.get(fold(label))
        self.kept |= {fold(label)} & {*self._keep}
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
