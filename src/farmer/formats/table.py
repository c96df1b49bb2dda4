"""Any table of people: by the usual names of columns, or by what the user says each column is."""

from __future__ import annotations

from io import StringIO
from itertools import islice

from farmer.errors import InvalidValue
from farmer.formats.addressbook import FIELDS, people
from farmer.formats.headers import fields_of, tells_people
from farmer.formats.incoming import How, Reading
from farmer.formats.sheet import DELIMITERS, Sheet, cells, find_sheet
from farmer.text import fold

# A paragraph may stand before the header, and a table of something else.
_MOST_LINES_BEFORE = 20


def recognises(text: str) -> bool:
    """Whether one of the first lines of `text` names columns by which people can be told."""
    return _find(text) is not None


def read(text: str, how: How) -> Reading:
    """Everybody in `text`.

    Raises:
        InvalidValue: for an unknown field, or a column that the table does not have.
    """
    sheet = _find(text) or (_by_its_first_line(text) if how.columns else None)
    if sheet is None:
        return
    told = fields_of(sheet.columns)
    places = {name: [at for at, each in enumerate(told) if each == name] for name in FIELDS}
    if how.columns:
        places = {name: [_place(sheet, column)] for name, column in how.columns.items()}
        for name in places:
            if name not in FIELDS:
                raise InvalidValue(f"--map: there is no field {name}.", f"Choose from: {FIELDS}.")
        if all(column.isdecimal() for column in how.columns.values()):
            sheet = Sheet(sheet.lines, 0, sheet.delimiter, sheet.columns)
    yield from people(sheet, places, how)


def columns_of(text: str) -> tuple[str, ...]:
    """What the columns are called of a table of whatever; none where it is no table."""
    sheet = _by_its_first_line(text)
    if sheet is None or len(sheet.columns) < 2:
        return ()
    beside = next((row for _, row in sheet.rows()), [])
    named = all(sheet.columns) and len({*sheet.columns}) == len(sheet.columns)
    return sheet.columns if named and len(beside) == len(sheet.columns) else ()


def _find(text: str) -> Sheet | None:
    """The table whose header names most of our fields, among those near the beginning."""
    lines = islice((line for line in StringIO(text) if line.strip()), _MOST_LINES_BEFORE)
    headers = [found for line in lines if (found := find_sheet(line, tells_people)) is not None]
    if not headers:
        return None
    best = max(headers, key=lambda header: sum(map(bool, fields_of(header.columns))))
    return find_sheet(text, lambda names: tuple(names) == best.columns)


def _by_its_first_line(text: str) -> Sheet | None:
    """The table whose first line is taken for its header, cut where it has the most cells."""
    first = next((line for line in StringIO(text) if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    names = tuple(fold(cell) for cell in cells([first], delimiter))
    return find_sheet(text, lambda header: tuple(header) == names)


def _place(sheet: Sheet, column: str) -> int:
    """Which column is meant: by its name in the header, or by its number from 1."""
    if fold(column) in sheet.columns:
        return sheet.columns.index(fold(column))
    if column.isdecimal() and 1 <= int(column) <= len(sheet.columns):
        return int(column) - 1
    raise InvalidValue(
        f"--map: the table has no column “{column}”.",
        f"It has: {', '.join(sheet.columns)}; or count them from 1.",
    )
