"""Tables as spreadsheets and exports write them: a header somewhere, then rows.

The header is found by its names, not its place: a paragraph may stand before it. A row of several
lines is believed only if it is well-formed and as wide as the header: otherwise one stray quote
would swallow every row after it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from farmer.text import fold

DELIMITERS = (",", ";", "\t", "|")
# A cell may hold some lines, a message many; beyond this a quote was never closed.
LONGEST_ROW = 50
# Text that a spreadsheet would run as a formula is guarded by an apostrophe before it.
_GUARDED = re.compile(r"'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its lines, the one its header ends on, and what its columns are called, folded."""

    lines: Sequence[str]
    header_line: int
    delimiter: str
    columns: tuple[str, ...]
    longest_row: int = LONGEST_ROW

    def called(self) -> list[str]:
        """What the columns are called, as the header writes it."""
        return cells([self.lines[self.header_line - 1]], self.delimiter) if self.lines else []

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins on, from 1; empty lines between rows are no rows."""
        at = self.header_line
        while at < len(self.lines):
            row, used = row_at(self, at)
            if row:
                yield at + 1, row
            at += used


def find_sheet(
    text: str,
    is_header: Callable[[Sequence[str]], bool],
    *,
    sign: str = "",
    longest_row: int = LONGEST_ROW,
) -> Sheet | None:
    """The table whose header `is_header` recognises by its folded names; None without one.

    Only a line that holds `sign`, a text in lower case, is looked at.
    """
    lines = list(StringIO(text, newline=""))
    for number, line in enumerate(lines, start=1):
        if sign in line.casefold():
            apart = [each for each in DELIMITERS if each in line]
            for delimiter in apart or DELIMITERS[:1]:
                header = tuple(fold(cell) for cell in cells([line], delimiter))
                if is_header(header):
                    return Sheet(lines, number, delimiter, header, longest_row)
    return None


def row_at(sheet: Sheet, at: int) -> tuple[list[str], int]:
    """The row that begins at the index `at`, and how many lines it takes."""
    if sheet.lines[at].count('"') % 2:
        block = sheet.lines[at : at + sheet.longest_row]
        reader = csv.reader(block, delimiter=sheet.delimiter, strict=True)
        try:
            row = next(reader)
        except csv.Error:
            row = []
        if len(row) == len(sheet.columns):
            return _unguarded(row), reader.line_num
    return cells([sheet.lines[at]], sheet.delimiter), 1


def cells(lines: Sequence[str], delimiter: str) -> list[str]:
    """The cells of one row."""
    try:
        return _unguarded(next(csv.reader(lines, delimiter=delimiter), []))
    except csv.Error:  # a cell beyond the csv module's limit: no person is that long
        return ["…"]


def cells_at(row: Sequence[str], places: Sequence[int]) -> list[str]:
    """What stands in the cells of a row there; ragged rows have fewer than their header."""
    return [row[at].strip() for at in places if at < len(row)]


def is_empty(row: Sequence[str]) -> bool:
    """Whether no cell of it holds anything."""
    return not any(cell.strip() for cell in row)


def _unguarded(row: list[str]) -> list[str]:
    return [_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row]
