"""The ledger's tables, for writing."""

from __future__ import annotations

from farmer.ledger.sqlite.schema.tables.base import LedgerTable
from farmer.ledger.sqlite.schema.tables.changes import ChangedRow, ChangeRow, ForgottenRow
from farmer.ledger.sqlite.schema.tables.people import (
    ContactRow,
    DetailRow,
    FormerRow,
    GainsRow,
    HandleRow,
    IdentifierRow,
    NotSameRow,
    TagRow,
)
from farmer.ledger.sqlite.schema.tables.records import EventRow, FactRow, OriginRow, TouchpointRow
from farmer.ledger.sqlite.schema.tables.remembered import (
    ReadFileRow,
    ReadLineRow,
    RememberedRow,
)
from farmer.ledger.sqlite.schema.tables.requests import PromiseRow, RequestRow, RequestStepRow

__all__ = [
    "ChangeRow",
    "ChangedRow",
    "ContactRow",
    "DetailRow",
    "EventRow",
    "FactRow",
    "ForgottenRow",
    "FormerRow",
    "GainsRow",
    "HandleRow",
    "IdentifierRow",
    "LedgerTable",
    "NotSameRow",
    "OriginRow",
    "PromiseRow",
    "ReadFileRow",
    "ReadLineRow",
    "RememberedRow",
    "RequestRow",
    "RequestStepRow",
    "TagRow",
    "TouchpointRow",
]
