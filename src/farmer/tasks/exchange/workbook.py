"""Workbooks of spreadsheets (.xlsx) as tables: each sheet that holds anything, as CSV."""

from __future__ import annotations

import csv
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from farmer.errors import UnreadableFile
from farmer.formats import Source
from farmer.text import printable

_MARK = "xl/workbook.xml"
# More than any address book; an empty sheet may claim a million rows of sixteen thousand cells.
_MOST_ROWS, _MOST_COLUMNS = 200_000, 500
_MOST_BYTES = 128_000_000


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is one."""
    return _MARK in archive.namelist()


def as_csv(source: Source, size: int) -> list[Source]:
    """The sheets of the workbook that hold anything, as tables of text; of a formula its result.

    Unpacked it has the `size`.

    Raises:
        UnreadableFile: where it cannot be read, is larger than is read, or is empty.
    """
    if size > _MOST_BYTES:  # its texts are held all at once
        raise _too_large(source)
    tables = _tables(source)
    if len(tables) == 1:
        return [_sheet(source, source.name, source.within, *tables.values())]
    return [
        _sheet(source, f"{source.name}: {printable(title)}", source.name, text)
        for title, text in tables.items()
    ]


def _sheet(source: Source, name: str, within: str, text: str) -> Source:
    data = text.encode()
    return replace(source, name=name, within=within, size=len(data), open=lambda: BytesIO(data))


def _tables(source: Source) -> dict[str, str]:
    from openpyxl import load_workbook

    tables: dict[str, str] = {}
    try:
        with source.open() as stream, warnings.catch_warnings(action="ignore"):
            book = load_workbook(stream, read_only=True, data_only=True)
            for sheet in book.worksheets:
                text = _written(sheet.iter_rows(max_col=_MOST_COLUMNS + 1, values_only=True))
                if text.strip(",\r\n"):
                    tables[sheet.title] = text
    except OverflowError:
        raise _too_large(source) from None
    except Exception:  # the library raises whatever goes wrong in it
        raise UnreadableFile(
            f"{source.name} cannot be read as a workbook.",
            "Open it in a spreadsheet, save the sheet as CSV, and import that.",
        ) from None
    if not tables:
        raise UnreadableFile(
            f"{source.name} holds an empty workbook.", "Save it again with its rows."
        )
    return tables


def _too_large(source: Source) -> UnreadableFile:
    return UnreadableFile(
        f"{source.name} has more than {_MOST_ROWS:,} rows or {_MOST_COLUMNS} columns, or is too "
        "large unpacked.",
        "Save the rows that are wanted as CSV, and import that.",
    )


def _written(rows: Any) -> str:
    text = StringIO()
    table = csv.writer(text)
    empty, written = 0, 0
    for row in rows:
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:  # an empty sheet may claim a million rows
            empty += 1
            if empty > _MOST_ROWS:
                break
            continue
        written += 1
        if written > _MOST_ROWS or len(cells) > _MOST_COLUMNS:
            raise OverflowError
        table.writerows([[]] * min(empty, 1))
        empty = 0
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
