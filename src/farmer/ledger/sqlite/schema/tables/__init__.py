"""The ledger's tables, for writing."""

from __future__ import annotations

from farmer.ledger.sqlite.schema.tables.base import LedgerTable
from farmer.ledger.sqlite.schema.tables.changes import ChangedRow, ChangeRow, ForgottenRow
from farmer.ledger.sqlite.schema.tables.people import (
    ContactRow,
    GainsRow,
    HandleRow,
    NotSameRow,
    TagRow,
)
from farmer.ledger.sqlite.schema.tables.records import EventRow, FactRow, TouchpointRow
from farmer.ledger.sqlite.schema.tables.requests import PromiseRow, RequestRow, RequestStepRow

__all__ = [
    "ChangeRow",
    "ChangedRow",
    "ContactRow",
    "EventRow",
    "FactRow",
    "ForgottenRow",
    "GainsRow",
    "HandleRow",
    "LedgerTable",
    "NotSameRow",
    "PromiseRow",
    "RequestRow",
    "RequestStepRow",
    "TagRow",
    "TouchpointRow",
]
