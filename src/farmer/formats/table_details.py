"""Postal addresses, relations, days and own fields in the columns of a table of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from farmer.details import DATE, Detail
from farmer.formats.detail_columns import detail_of_column, values_in
from farmer.formats.leftover import is_no_day
from farmer.formats.noting import dated, label_of, own, postal, related
from farmer.formats.sheet import Sheet
from farmer.text import fold

# Which address a column is of, and which part of it; folded, in the languages of headers.
_WHICH = r"(?P<which>address \d+|home|business|work|private|other|mailing|billing|postal|company|)"
_WHICH_BEHIND = {
    "privat": "home",
    "domicile": "home",
    "particular": "home",
    "casa": "home",
    "prive": "home",
    "geschaftlich": "work",
    "dienstlich": "work",
    "bureau": "work",
    "trabajo": "work",
    "ufficio": "work",
    "lavoro": "work",
    "werk": "work",
}
_PARTS = {
    "whole": r"formatted|address(?:es)?|full address|postal address|mailing address|anschrift"
    r"|adresse(?: postale)?|direccion(?: postal)?|domicilio|indirizzo|endereco|morada|adres"
    r"|postadres",
    "street": r"street( address)?( \d)?|address( line)? ?\d|strasse|straße|strasse und hausnummer"
    r"|str\.?|rue|calle|rua|logradouro|straat|ulica",
    "more": r"extended address|po ?box|hausnummer|hausnr\.?|huisnummer|house number|postfach",
    "city": r"city|town|ort|stadt|wohnort|ville|localite|commune|ciudad|localidad|poblacion"
    r"|municipio|citta|comune|localita|cidade|localidade|plaats|woonplaats|stad|miasto"
    r"|miejscowosc",
    "region": r"state|region|province|state/province|county|bundesland|kanton|departement"
    r"|provincia|regione|provincie|wojewodztwo",
    "code": r"postal ?code|zip/postal ?code|post ?code|zip ?code|zip|plz|postleitzahl|code postal"
    r"|codigo postal|cap|cep|codice postale|kod pocztowy",
    "country": r"country(/region| or region)?|land|land/region|pays|pais|paese|nazione|kraj",
}
_ADDRESS = [
    (
        part,
        re.compile(
            rf"(?:person - |contact - )?{_WHICH}(?: - | |)(?:{called})"
            rf"(?: \(?(?P<behind>{'|'.join(_WHICH_BEHIND)})\)?)?"
        ),
    )
    for part, called in _PARTS.items()
]
# Without one of these, a region is a region of something else.
_PLACES = {"whole", "street", "city"}
_NUMBERED = re.compile(r"(address|relation|event|custom field) (\d+) - (.*)")
_RELATION = re.compile(
    r"(spouse|partner|husband|wife|children|child|kids?|sons?|daughters?|assistant|manager"
    r"|mother|father|met[ _]through|introduced by|referred by|referrer)(?:'?s?'? ?name| - value)?"
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
        numbered = (at for _, columns_ in self._numbered for at in columns_.values())
        self.columns = {*in_addresses, *numbered, *self._relations, *self._days, *self._own}
        self.columns |= {*self._ours}

    def of(self, row: Sequence[str], *, month_first: bool) -> tuple[Detail, ...]:
        """The details in a row, each once."""
        if not self.columns:
            return ()
        cells = [cell.strip() for cell in row]
        cells += [""] * (len(self._columns) - len(cells))
        return tuple(dict.fromkeys(self._told(cells, month_first)))

    def left(self, row: Sequence[str]) -> Iterator[str]:
        """The labels of the user's own fields in a row that are not kept."""
        for what, columns in self._numbered:
            if what == "custom field":
                label, value = _told_of(row, columns)
                if value and fold(label) not in self._keep:
                    yield label or self._columns[columns["value"]]

    def unread(self, row: Sequence[str], *, month_first: bool) -> Iterator[str]:
        """The labels of the days in a row that cannot be read."""
        days = {
            **self._days,
            **{at: label for at, (what, label) in self._ours.items() if what == DATE},
        }
        said = [(label, row[at]) for at, label in days.items() if at < len(row)]
        for what, columns in self._numbered:
            label, value = _told_of(row, columns)
            if what == "event":
                said.append((label_of(label) or "anniversary", value))
        for label, cell in said:
            if not (is_no_day(cell) or dated(label, cell, month_first=month_first)):
                yield label

    def _told(self, cells: Sequence[str], month_first: bool) -> Iterator[Detail]:
        for label, parts in self._addresses.items():
            said = self._label(label, cells)
            yield from postal(said, _in_order([(part, cells[at]) for part, at in parts]))
        for what, columns in self._numbered:
            label, value = _told_of(cells, columns)
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


def _told_of(row: Sequence[str], columns: Mapping[str, int]) -> tuple[str, str]:
    """The label and the value of a pair of columns in a row."""
    places = (columns.get(each, len(row)) for each in ("label", "value"))
    label, value = (row[at].strip() if at < len(row) else "" for at in places)
    return label, value


def _addresses(columns: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """By which address it is: its parts, and the columns that hold them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for at, column in enumerate(columns):
        for part, called in _ADDRESS:
            match = called.fullmatch(column)
            if match:
                which = match["which"] or _WHICH_BEHIND.get(match["behind"] or "", "")
                found.setdefault(which, []).append((part, at))
                break
    return {which: parts for which, parts in found.items() if _PLACES & {part for part, _ in parts}}


def _in_order(told: Sequence[tuple[str, str]]) -> list[str]:
    """The parts of an address as one writes them; of those that the whole has, only the whole."""
    whole = next((cell.split(" ::: ")[0] for part, cell in told if part == "whole" and cell), "")
    order = list(_PARTS)
    parts = [cell for _, cell in sorted(told, key=lambda each: order.index(each[0])) if cell]
    if not whole:
        return parts
    beside = (cell.split(" ::: ")[0] for cell in parts)
    return [whole, *(cell for cell in beside if fold(cell) not in fold(whole))]


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
    return {at: match[group].replace("_", " ") for at, match in found if match}
