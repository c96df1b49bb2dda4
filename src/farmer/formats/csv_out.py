"""The ledger as CSV, one table a noun, safe to open in a spreadsheet.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
themselves mark text. A sign and digits alone, as of a phone, are a number and stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

from farmer.formats.whole_shape import ADDED, DROPPED, OWNER, SHAPE, Tables

# Some spreadsheets skip white space first, some take the wide signs of East Asian keyboards too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-][0-9]+")


def write(tables: Tables) -> dict[str, str]:
    """By file name, the text of each table, with a header."""
    files = {}
    for name in SHAPE:
        outer, _, inner = name.partition(".")
        text = StringIO()
        writer = csv.writer(text)
        fields = _fields(name)
        writer.writerow(fields)
        for row in tables[name]:
            writer.writerow([_cell(row[field]) for field in fields])
        files[f"{inner or outer}.csv"] = text.getvalue()
    return files


def is_ours(text: str) -> bool:
    """Whether `text` begins with the header of one of the tables, as an older farmer's too."""
    header = set(next(csv.reader(StringIO(text)), []))
    for name in SHAPE:
        fields = set(_fields(name))
        if fields - ADDED.get(name, {}).keys() <= header <= fields.union(DROPPED.get(name, ())):
            return True
    return False


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
