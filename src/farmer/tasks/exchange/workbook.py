"""Workbooks of spreadsheets (.xlsx) as tables: the first sheet that holds anything, as CSV."""

from __future__ import annotations

import csv
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from farmer.errors import UnreadableFile
from farmer.formats import Source

_MARK = "xl/workbook.xml"
# More than any address book; an empty sheet may claim a million rows of sixteen thousand cells.
_MOST_ROWS, _MOST_COLUMNS = 200_000, 500


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is one."""
    return _MARK in archive.namelist()


def as_csv(source: Source) -> Source:
    """The workbook as a table of text.

    Raises:
        UnreadableFile: where it cannot be read.
    """
    data = _table(source).encode()
    return replace(source, size=len(data), open=lambda: BytesIO(data))


def _table(source: Source) -> str:
    from openpyxl import load_workbook

    try:
        with source.open() as stream, warnings.catch_warnings(action="ignore"):
            book = load_workbook(stream, read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
                text = _written(islice(rows, _MOST_ROWS))
                if text.strip(",\r\n"):
                    return text
    except Exception:  # the library raises whatever goes wrong in it
        raise UnreadableFile(
            f"{source.name} cannot be read as a workbook.",
            "Open it in a spreadsheet, save the sheet as CSV, and import that.",
        ) from None
    raise UnreadableFile(f"{source.name} holds an empty workbook.", "Save it again with its rows.")


def _written(rows: Any) -> str:
    text = StringIO()
    table = csv.writer(text)
    for row in rows:
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        table.writerow(cells)
    return text.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
