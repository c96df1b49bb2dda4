"""The ledger as CSV, one table a noun, safe to open in a spreadsheet.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
themselves mark text; a number with a sign, such as a phone's, is no formula.
"""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

from farmer.formats.whole import OWNER, SHAPE, Tables

_NUMBER = re.compile(r"[+-][\d .()/-]*")


def write(tables: Tables) -> dict[str, str]:
    """By file name, the text of each table, with a header."""
    files = {}
    for name, columns in SHAPE.items():
        outer, dot, inner = name.partition(".")
        owner = [OWNER[outer]] if dot else []
        text = StringIO()
        writer = csv.writer(text)
        fields = [*owner, *columns]
        writer.writerow(fields)
        for row in tables[name]:
            writer.writerow([_cell(row[field]) for field in fields])
        files[f"{inner or outer}.csv"] = text.getvalue()
    return files


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = json.dumps(value) if isinstance(value, dict) else str(value)
    harmless = not text.startswith(("=", "+", "-", "@", "\t", "\r")) or _NUMBER.fullmatch(text)
    return text if harmless else f"'{text}"
