"""The ledger's tables, for writing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from farmer.ledger.sqlite.schema.tables.base import LedgerTable
    from farmer.ledger.sqlite.schema.tables.changes import ChangeRow
    from farmer.ledger.sqlite.schema.tables.contact import ContactRow
    from farmer.ledger.sqlite.schema.tables.evidence import FactRow
    from farmer.ledger.sqlite.schema.tables.kept import (
        ChangedRow,
        ForgottenRow,
        SharedRow,
        SharedRun,
    )
    from farmer.ledger.sqlite.schema.tables.machines import SyncFolderRow, SyncMachineRow
    from farmer.ledger.sqlite.schema.tables.origins import OriginRow
    from farmer.ledger.sqlite.schema.tables.people import (
        DetailRow,
        FormerRow,
        GainsRow,
        HandleRow,
        IdentifierRow,
        LinkRow,
        NotSameRow,
        TagRow,
    )
    from farmer.ledger.sqlite.schema.tables.records import EventRow, TouchpointRow
    from farmer.ledger.sqlite.schema.tables.remembered import (
        AgreedCardRow,
        AssistantReadRow,
        ReadFileRow,
        ReadLineRow,
        RememberedRow,
    )
    from farmer.ledger.sqlite.schema.tables.requests import PromiseRow, RequestRow, RequestStepRow

# Where each table is. Loaded when asked for: to map all of them takes longer than a change does.
_HOME = {
    "base": ("LedgerTable",),
    "changes": ("ChangeRow",),
    "contact": ("ContactRow",),
    "evidence": ("FactRow",),
    "kept": ("ChangedRow", "ForgottenRow", "SharedRow", "SharedRun"),
    "machines": ("SyncFolderRow", "SyncMachineRow"),
    "origins": ("OriginRow",),
    "people": (
        *("DetailRow", "FormerRow", "GainsRow", "HandleRow", "IdentifierRow"),
        *("LinkRow", "NotSameRow", "TagRow"),
    ),
    "records": ("EventRow", "TouchpointRow"),
    "remembered": (
        *("AgreedCardRow", "AssistantReadRow", "ReadFileRow", "ReadLineRow"),
        "RememberedRow",
    ),
    "requests": ("PromiseRow", "RequestRow", "RequestStepRow"),
}

__all__ = [
    "AgreedCardRow",
    "AssistantReadRow",
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
    "LinkRow",
    "NotSameRow",
    "OriginRow",
    "PromiseRow",
    "ReadFileRow",
    "ReadLineRow",
    "RememberedRow",
    "RequestRow",
    "RequestStepRow",
    "SharedRow",
    "SharedRun",
    "SyncFolderRow",
    "SyncMachineRow",
    "TagRow",
    "TouchpointRow",
    "every_table",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def every_table() -> MetaData:
    """All tables, as they are laid out."""
    for module in _HOME:
        import_module(f"{__name__}.{module}")
    metadata: MetaData = __getattr__("LedgerTable").metadata
    return metadata
