"""The whole ledger as JSON: everything that was recorded, in full, to be read back as it was.

Nothing derived is in it, and no history of changes. The shape is said once, in `SHAPE`: what is
written, what is accepted, and the JSON Schema of ``docs/ledger.schema.json`` follow from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from farmer.errors import UnreadableFile
from farmer.text import printable

NAME = "farmer ledger"
# Goes up when a file of this shape could be misread by an older farmer.
VERSION = 1

LedgerRow = dict[str, Any]
Tables = dict[str, list[LedgerRow]]
Sort = Literal["id", "number", "text", "key", "day", "truth", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row: what it may be, and whether it may be null."""

    sort: Sort
    optional: bool = False


_ID, _TEXT, _DAY, _TRUTH = Column("id"), Column("text"), Column("day"), Column("truth")
_ID_OR_NONE, _NUMBER = Column("id", optional=True), Column("number", optional=True)
_DAY_OR_NONE, _TEXT_OR_NONE = Column("day", optional=True), Column("text", optional=True)
_OBJECT = Column("object", optional=True)

# By the name of a list in the file: its rows, field by field. A list within a row has the name of
# the row's list before it.
SHAPE: Mapping[str, Mapping[str, Column]] = {
    "contacts": {
        "id": _ID,
        "name": _TEXT,
        "nickname": _TEXT,
        "company": _TEXT,
        "title": _TEXT,
        "birthday": _TEXT,
        "met_at": _TEXT,
        "met_on": _DAY_OR_NONE,
        "met_through_id": _ID_OR_NONE,
        "cadence_days": _NUMBER,
        "notes": _TEXT,
        "archived": _TRUTH,
        "added_on": _DAY,
        "snoozed_until": _DAY_OR_NONE,
    },
    "contacts.handles": {"kind": _TEXT, "value": _TEXT},
    "contacts.tags": {"tag": _TEXT},
    "contacts.gains": {"whose": _TEXT, "slot": _TEXT, "text": _TEXT, "on": _DAY},
    "events": {"id": _ID, "name": _TEXT_OR_NONE, "place": _TEXT, "on": _DAY},
    "touchpoints": {
        "id": _ID,
        "contact_id": _ID,
        "on": _DAY,
        "kind": _TEXT,
        "by": _TEXT_OR_NONE,
        "minutes": _NUMBER,
        "group": _NUMBER,
        "depth": Column("number"),
        "event_id": _ID_OR_NONE,
        "note": _TEXT,
        "source": _TEXT_OR_NONE,
        "source_id": Column("key", optional=True),
    },
    "facts": {"id": _ID, "contact_id": _ID, "on": _DAY, "what": _TEXT, "note": _TEXT},
    "promises": {
        "id": _ID,
        "contact_id": _ID,
        "text": _TEXT,
        "mine": _TRUTH,
        "made_on": _DAY,
        "due_on": _DAY_OR_NONE,
        "ended": _TEXT_OR_NONE,
        "ended_on": _DAY_OR_NONE,
    },
    "requests": {
        "id": _ID,
        "direction": _TEXT,
        "person_id": _ID_OR_NONE,
        "target_id": _ID_OR_NONE,
        "target": _TEXT,
        "need": _TEXT,
        "via": _TEXT,
        "began": _TEXT,
        "inside": _TRUTH,
    },
    "requests.steps": {
        "step": _TEXT,
        "on": _DAY,
        "note": _TEXT,
        "level": _NUMBER,
        "outcome": _TEXT_OR_NONE,
        "amount_minor": _NUMBER,
        "currency": _TEXT_OR_NONE,
        "verdict": _TEXT_OR_NONE,
        "person_then": _OBJECT,
        "target_then": _OBJECT,
    },
    "not_same": {"contact_id": _ID, "other_id": _ID},
}
# The field by which the rows of a list within others are told whose they are.
OWNER = {"contacts": "contact_id", "requests": "request_id"}


def to_json(tables: Tables) -> str:
    """The rows of every list as one document; those of a list within others have its owner's id."""
    document: dict[str, Any] = {"format": NAME, "version": VERSION}
    for name in SHAPE:
        outer, dot, inner = name.partition(".")
        if not dot:
            document[name] = [_written(name, row) for row in tables[name]]
            continue
        owners = {row["id"]: row for row in document[outer]}
        for owner in owners.values():
            owner[inner] = []
        for row in tables[name]:
            owners[row[OWNER[outer]]][inner].append(_written(name, row))
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def recognises(text: str) -> bool:
    """Whether `text` begins as such a document does."""
    return text.lstrip().startswith("{") and f'"format": "{NAME}"' in text[:200]


def from_json(text: str) -> Tables:
    """The rows of every list in a document.

    Raises:
        UnreadableFile: where it is of a newer version, or not of this shape; it names the place.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableFile(
            "That file is no JSON any more.", "Export it again: farmer export -o ledger.json"
        ) from None
    if not isinstance(document, dict) or document.get("format") != NAME:
        raise _wrong("format")
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableFile(
            f"A newer farmer wrote that file (format {version}; this one reads {VERSION}).",
            "Upgrade farmer, then import it again.",
        )
    if version != VERSION:
        raise _wrong("version")
    return {name: list(_rows(name, document)) for name in SHAPE}


def schema() -> LedgerRow:
    """The JSON Schema of the document."""
    properties: dict[str, Any] = {"format": {"const": NAME}, "version": {"const": VERSION}}
    for name, columns in SHAPE.items():
        outer, dot, inner = name.partition(".")
        fields: dict[str, Any] = {field: _type(column) for field, column in columns.items()}
        listed = {
            "type": "array",
            "items": {
                "type": "object",
                "properties": fields,
                "required": list(fields),
                "additionalProperties": False,
            },
        }
        if dot:
            items = properties[outer]["items"]
            items["properties"][inner] = listed
            items["required"].append(inner)
        else:
            properties[name] = listed
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A farmer ledger",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TYPES: Mapping[Sort, LedgerRow] = {
    "id": {"type": "integer", "minimum": 1},
    "number": {"type": "integer"},
    "text": {"type": "string"},
    "key": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "truth": {"type": "boolean"},
    "object": {"type": "object"},
}


def _type(column: Column) -> LedgerRow:
    found = dict(_TYPES[column.sort])
    if column.optional:
        found["type"] = [found["type"], "null"]
    return found


def _written(name: str, row: LedgerRow) -> LedgerRow:
    """A row as it stands in the file: days as text, what is JSON already as it is."""
    written = {}
    for field, column in SHAPE[name].items():
        value = row[field]
        if column.sort == "truth":
            value = bool(value)
        elif column.sort == "object" and value is not None:
            value = json.loads(value)
        written[field] = value
    return written


def _rows(name: str, document: LedgerRow) -> Iterator[LedgerRow]:
    outer, dot, inner = name.partition(".")
    if not dot:
        for row in _list(document, name, name):
            yield _read(name, row)
        return
    for owner in document[outer]:
        for row in _list(owner, inner, name):
            yield {OWNER[outer]: owner["id"], **_read(name, row)}


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
        if value is not None and column.sort == "text":
            # As clean as what is typed: nothing in it may steer a terminal.
            value = printable(value)
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
        return isinstance(value, dict) and _is_unicode(json.dumps(value, ensure_ascii=False))
    return (
        isinstance(value, str) and _is_unicode(value) and (column.sort != "day" or _is_day(value))
    )


def _is_unicode(value: str) -> bool:
    """Whether it can be kept at all: JSON may hold halves of letters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


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
