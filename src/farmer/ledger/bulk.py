"""Adding people by the thousand: plain values in chunks, through Core.

One mapped object a row would be ten times slower. Ids are given out beforehand, which is safe
because the change already keeps every other writer away.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from sqlalchemy import insert

from farmer.ledger.records import Newcomer
from farmer.ledger.tables import ContactRow, HandleRow, LedgerTable, TouchpointRow
from farmer.ledger.writing import Writer, contact_values, touch_values

CHUNK = 2_000


def add_many(writer: Writer, newcomers: Sequence[Newcomer]) -> None:
    """Add people with their addresses and touches, in order."""
    contacts: list[dict[str, Any]] = []
    handles: list[dict[str, Any]] = []
    touches: list[dict[str, Any]] = []
    for contact_id, newcomer in zip(count(writer.next_id("contact")), newcomers, strict=False):
        contacts.append({"id": contact_id, **contact_values(newcomer.contact)})
        handles += [
            {"contact_id": contact_id, "kind": handle.kind, "value": handle.value}
            for handle in dict.fromkeys(newcomer.handles)
        ]
        touches += [
            {
                "contact_id": contact_id,
                **touch_values(sourced.touch),
                "source": sourced.source,
                "source_id": sourced.source_id,
            }
            for sourced in newcomer.touches
        ]
    _insert(writer, ContactRow, contacts)
    _insert(writer, HandleRow, handles)
    _insert(writer, TouchpointRow, touches)


def _insert(writer: Writer, table: type[LedgerTable], rows: list[dict[str, Any]]) -> None:
    connection = writer.session.connection()
    for start in range(0, len(rows), CHUNK):
        connection.execute(insert(table), rows[start : start + CHUNK])
