"""Rows of a spreadsheet in Excel's XML of 2003 (``.xls`` files that are text).

Read by expat as the bytes come, without a tree. A document that declares a type of its own is
refused there and then: spreadsheets have none, and entities, by which a few bytes become
gigabytes, can only be declared in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from farmer.formats.decoding import to_text

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
# Beyond this column no sheet has cells; a cell that claims to be is where it stands.
LAST_COLUMN = 16_384

_CHUNK = 65_536

SheetRow = tuple[int, dict[int, str]]


class BadSheet(Exception):
    """The text is no such spreadsheet, or not from some line on.

    Attributes:
        line: where reading stopped, counted from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def rows(data: bytes) -> Iterator[SheetRow]:
    """The line on which each row begins, counted from 1, and its cells by column, from 1.

    Empty cells are left out.

    Raises:
        BadSheet: where `data` is not XML, after all rows that stand before.
    """
    text = to_text(data).encode("utf-8", "replace")
    sheet = _Sheet()
    for start in range(0, len(text) + 1, _CHUNK):
        stopped_at = sheet.feed(text[start : start + _CHUNK], start + _CHUNK > len(text))
        yield from sheet.take()
        if stopped_at is not None:
            raise BadSheet(stopped_at)


class _Sheet:
    """Listens to expat, and gathers rows from what it hears."""

    def __init__(self) -> None:
        # Whatever encoding the document declares, it is UTF-8 by now.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._rows: list[SheetRow] = []
        self._row: dict[int, str] = {}
        self._line = self._column = 0
        self._pieces: list[str] = []

    def feed(self, chunk: bytes, final: bool) -> int | None:
        """Listen to the next `chunk`; the line it cannot be read from, if there is one."""
        try:
            self._parser.Parse(chunk, final)
        except (expat.ExpatError, BadSheet):
            return self._parser.CurrentLineNumber
        return None

    def take(self) -> list[SheetRow]:
        """The rows that have ended since the last time."""
        taken, self._rows = self._rows, []
        return taken

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        match _local(name):
            case "Row":
                self._line, self._column, self._row = self._parser.CurrentLineNumber, 0, {}
            case "Cell":
                self._column = _place(attributes) or self._column + 1
            case "Data":
                self._pieces = []
                self._parser.CharacterDataHandler = self._pieces.append

    def _end(self, name: str) -> None:
        match _local(name):
            case "Row":
                self._rows.append((self._line, self._row))
            case "Data":
                self._parser.CharacterDataHandler = None
                text = "".join(self._pieces).strip()
                if text:
                    self._row[self._column] = text

    def _refuse(self, *_declaration: object) -> None:
        raise BadSheet(self._parser.CurrentLineNumber)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _place(attributes: Mapping[str, str]) -> int | None:
    """The column that a cell after empty ones says it is in."""
    said = next((value for name, value in attributes.items() if _local(name) == "Index"), "")
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(LAST_COLUMN))):
        return None
    return int(said) if 1 <= int(said) <= LAST_COLUMN else None
