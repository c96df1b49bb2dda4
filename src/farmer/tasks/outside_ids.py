"""The ids under which other programs know what is in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farmer.ledger.outside import OutsideIds

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


def outside_ids(reader: Reader) -> OutsideIds:
    """Those of the ledger, in one question."""
    return OutsideIds(reader.mark(), reader.births())
