"""A whole ledger as an earlier farmer exported it, brought to the shape of today's.

What is not of the earlier shape either is left for the reader of today's to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from farmer.formats.whole_shape import ADDED, VERSION, LedgerRow, to_empty
from farmer.sources import HAND

_FIRST, _SECOND = 1, 2


def up_to_date(document: LedgerRow, version: int) -> LedgerRow:
    """A document of an earlier `version` as one of today's."""
    if version == VERSION:
        return document
    document["names"] = []
    document.setdefault("links", [])
    for row in _rows(document, "contacts"):
        for added in ("former", "identifiers", "details"):
            row.setdefault(added, [])
    for row in _rows(document, "touchpoints"):
        if version == _FIRST and row.get("source", "") is None:
            row["source"] = HAND
        row.setdefault("origins", list(_origins(row)))
    for name, since in ADDED.items():
        fields = {f: to_empty(name, f) for f, added in since.items() if added > version}
        for row in _rows(document, name):
            row |= {field: empty for field, empty in fields.items() if field not in row}
    return document


def _origins(touchpoint: LedgerRow) -> Iterator[LedgerRow]:
    """As what its source knows a touchpoint: until the second version it was a field of it."""
    source_id = touchpoint.pop("source_id", None)
    if source_id is not None:
        yield {"source": touchpoint.get("source"), "source_id": source_id, "told": ""}


def _rows(document: LedgerRow, name: str) -> Iterator[LedgerRow]:
    outer, dot, inner = name.partition(".")
    for row in _dicts(document.get(outer)):
        yield from _dicts(row.get(inner)) if dot else (row,)


def _dicts(found: Any) -> list[LedgerRow]:
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
