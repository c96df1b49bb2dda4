"""What is noted of somebody under a label; their children only for whoever asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from farmer.details import CHILD, Detail

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class Noted(NamedTuple):
    """The details of somebody in the order they were noted, and how many children are left out."""

    details: tuple[Detail, ...]
    children_left_out: int


def noted_of(reader: Reader, contact_id: int, *, children: bool) -> Noted:
    """What is noted of somebody, their `children` among it or not."""
    details = reader.details(contact_id)
    shown = [each for each in details if children or each.what != CHILD]
    return Noted(tuple(shown), len(details) - len(shown))
