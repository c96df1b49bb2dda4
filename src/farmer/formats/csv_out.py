"""The ledger as CSV, one table a noun, safe to open in a spreadsheet.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
themselves mark text. A sign and digits alone, as of a phone, are a number and stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from farmer.formats.whole_shape import ADDED, DROPPED, OWNER, SHAPE, LedgerRow, Rows

# Some spreadsheets skip white space first, some take the wide signs of East Asian keyboards too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-][0-9]+")


def write(rows: Rows) -> Iterator[tuple[str, Iterator[str]]]:
    """The name of each file and its table, a line at a time, the first its header."""
    for name in SHAPE:
        outer, _, inner = name.partition(".")
        yield f"{inner or outer}.csv", _lines(_fields(name), rows(name))


def is_ours(text: str) -> bool:
    """Whether `text` begins with the header of one of the tables, as an older farmer's too."""
    header = set(next(csv.reader(StringIO(text)), []))
    for name in SHAPE:
        fields = set(_fields(name))
        if fields - ADDED.get(name, {}).keys() <= header <= fields.union(DROPPED.get(name, ())):
            return True
    return False


def _lines(fields: Sequence[str], rows: Iterable[LedgerRow]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(fields)
    for row in rows:
        yield writer.writerow([_cell(row[field]) for field in fields])


class _Line:
    """A file to write to whose writer gets back what it has written."""

    def write(self, line: str) -> str:
        return line


def _fields(name: str) -> list[str]:
    """The header of a table; of a list within another's rows it begins with theirs."""
    outer, dot, _ = name.partition(".")
    return [*([OWNER[outer]] if dot else []), *SHAPE[name]]


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = json.dumps(value) if isinstance(value, dict) else str(value)
    runs = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text
