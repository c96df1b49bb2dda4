"""The whole ledger as JSON, read back as it was; `farmer.formats.whole_out` writes it.

Its shape is in `farmer.formats.whole_shape`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from farmer.errors import UnreadableFile
from farmer.formats.whole_before import up_to_date
from farmer.formats.whole_names import read_names
from farmer.formats.whole_shape import (
    NAME,
    OWNER,
    SHAPE,
    VERSION,
    Column,
    LedgerRow,
    WholeLedger,
)
from farmer.text import is_unicode, printable, printable_lines

# As clean as what is typed: nothing in it may steer a terminal.
_CLEANED = {"text": printable, "note": printable_lines}


def recognises(text: str) -> bool:
    """Whether `text` begins as such a document does."""
    return text.lstrip().startswith("{") and f'"format": "{NAME}"' in text[:200]


def from_json(text: str) -> WholeLedger:
    """The rows of every list in a document, and their names.

    A row that has no number there gets its place in its list as `id`, from 1.

    Raises:
        UnreadableFile: where it is of a newer version, or not of this shape; it names the place.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableFile(
            "That file is not JSON any more.", "Export it again: farmer export -o ledger.json"
        ) from None
    if not isinstance(document, dict) or document.get("format") != NAME:
        raise _wrong("format")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableFile(
            f"A newer farmer wrote that file (format {version}; this one reads {VERSION}).",
            "Upgrade farmer, then import it again.",
        )
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _wrong("version")
    document = up_to_date(document, version)
    tables = {name: _numbered(_rows(name, document)) for name in SHAPE}
    return WholeLedger(tables, read_names(_list(document, "names", "names"), tables))


def _rows(name: str, document: LedgerRow) -> Iterator[LedgerRow]:
    """The rows of a list."""
    outer, dot, inner = name.partition(".")
    if not dot:
        for row in _list(document, name, name):
            yield _read(name, row)
        return
    for owner in document[outer]:
        for row in _list(owner, inner, name):
            yield {OWNER[outer]: owner["id"], **_read(name, row)}


def _numbered(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    return [{"id": place, **row} for place, row in enumerate(rows, 1)]


def _list(holder: LedgerRow, key: str, place: str) -> list[LedgerRow]:
    found = holder.get(key)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise _wrong(place)
    return found


def _read(name: str, row: LedgerRow) -> LedgerRow:
    """A row with its values checked; a list within it is read on its own."""
    read = {}
    for field, column in SHAPE[name].items():
        if field not in row or not _fits(row[field], column):
            raise _wrong(f"{name}, {field}")
        value = row[field]
        if value is not None and column.sort == "day":
            value = date.fromisoformat(value)
        if value is not None and column.sort in _CLEANED:
            value = _CLEANED[column.sort](value)
        if value is not None and column.sort == "object":
            value = json.dumps(value, ensure_ascii=False)
        read[field] = value
    inner = {each.partition(".")[2] for each in SHAPE if each.startswith(f"{name}.")}
    if not set(row) <= {*SHAPE[name], *inner}:
        raise _wrong(name)
    return read


def _fits(value: object, column: Column) -> bool:
    if value is None:
        return column.optional
    if column.sort == "truth":
        return isinstance(value, bool)
    if column.sort in ("id", "number"):
        # In Python, true is a whole number; in the file it is not. SQLite's end at 63 bits.
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and (1 if column.sort == "id" else 0) <= int(str(value)) < 2**63
    if column.sort == "object":
        return isinstance(value, dict) and is_unicode(json.dumps(value, ensure_ascii=False))
    return isinstance(value, str) and is_unicode(value) and (column.sort != "day" or _is_day(value))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _wrong(place: str) -> UnreadableFile:
    return UnreadableFile(
        f"That file is not a ledger as farmer exports it: {place}.",
        "Export it again: farmer export -o ledger.json",
    )
