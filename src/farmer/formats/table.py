"""Any table of people: by the usual names of columns, or by what the user says each column is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO

from farmer.errors import InvalidValue
from farmer.formats.addressbook import FIELDS, Layout, people
from farmer.formats.incoming import How, Reading
from farmer.formats.sheet import DELIMITERS, Sheet, cells, find_sheet
from farmer.text import fold

_EMAIL = r"((primary|secondary|home|work|business|private) ?)?e-?mail( ?address)?( ?\d)?"
_NAME = r"(full |display |contact )?name"
_FIRST, _LAST = r"(first|given) ?name|forename", r"(last|family) ?name|surname"
LAYOUT = Layout(
    {
        "name": _NAME,
        "prefix": r"(name |honorific )?prefix|salutation|honorific|anrede",
        "suffix": r"(name |honorific )?suffix",
        "first": _FIRST,
        "middle": r"(middle|additional) ?name",
        "last": _LAST,
        "nickname": "nick ?name|alias",
        "email": _EMAIL,
        "phone": r"((home|work|business|private|mobile|cell) ?)?(tele)?(phone|mobile|cell)"
        r"( ?number)?( ?\d)?",
        "url": r"url|web ?(site|page)|linkedin( ?(url|profile))?|profile( ?url)?",
        "company": "company|organi[sz]ation|firm|employer",
        "title": "(job ?)?title|position|role",
        "notes": "notes?|comments?",
        "birthday": "birthday|birth ?date|date of birth",
        "tags": "tags?|labels?|groups?|categor(y|ies)",
        "met_at": "met at|where met",
    }
)


def recognises(text: str) -> bool:
    """Whether the first line of `text` names columns by which people can be told."""
    return _find(text) is not None


def read(text: str, how: How) -> Reading:
    """Everybody in `text`.

    Raises:
        InvalidValue: for an unknown field, or a column that the table does not have.
    """
    sheet = _find(text) or (_by_its_first_line(text) if how.columns else None)
    if sheet is None:
        return
    places = LAYOUT.places(_spaced(sheet))
    if how.columns:
        places = {name: [_place(sheet, column)] for name, column in how.columns.items()}
        for name in places:
            if name not in FIELDS:
                raise InvalidValue(f"--map: there is no field {name}.", f"Choose from: {FIELDS}.")
        if all(column.isdecimal() for column in how.columns.values()):
            sheet = Sheet(sheet.lines, 0, sheet.delimiter, sheet.columns)
    yield from people(sheet, places)


def _find(text: str) -> Sheet | None:
    first = next((line for line in StringIO(text) if line.strip()), "")
    found = find_sheet(first, lambda names: _tells_people(_spaced_names(names)))
    if found is None:
        return None
    return find_sheet(text, lambda names: tuple(names) == found.columns)


def _tells_people(names: Sequence[str]) -> bool:
    """An e-mail, both parts of a name, or a name with something else, makes out a person."""

    def has(pattern: str) -> bool:
        return any(re.fullmatch(pattern, name) for name in names)

    return has(_EMAIL) or (has(_FIRST) and has(_LAST)) or (has(_NAME) and len(names) > 1)


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


def _spaced(sheet: Sheet) -> Sheet:
    names = tuple(_spaced_names(sheet.columns))
    return Sheet(sheet.lines, sheet.header_line, sheet.delimiter, names)


def _spaced_names(names: Sequence[str]) -> list[str]:
    """Programmers' columns as people write them: ``given_name`` is ``given name``."""
    return [name.replace("_", " ") for name in names]
