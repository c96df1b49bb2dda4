"""Where and when people were met: what the first talk said, and says no more once corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from farmer.model import LIVE
from farmer.text import fold
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.nouns import Touchpoint
    from farmer.ledger.reader import Reader
    from farmer.model import Contact


def met_there(reader: Reader, touch_ids: Iterable[int]) -> dict[int, Touchpoint]:
    """By contact, the one of those touchpoints that tells where and when they were met."""
    points = filter(None, map(reader.touchpoint, touch_ids))
    return {
        point.contact_id: point
        for point in points
        if (contact := reader.contact(point.contact_id)) and _tells(point, contact)
    }


def follow_met(change: Writer, met: Mapping[int, Touchpoint]) -> list[str]:
    """Let where and when they were met follow the touchpoints that told it; in words, by person.

    It stays where a touchpoint was taken out, and where another one tells the same.
    """
    said = []
    for contact_id, before in met.items():
        contact, now = change.now.contact(contact_id), change.now.touchpoint(before.id)
        if contact is None or now is None or now.contact_id != contact_id:
            continue
        others = change.now.touchpoints_on(contact_id, before.touch.on)
        if any(_tells(point, contact) for point in others):
            continue
        change.edit_contact(contact_id, {"met_at": now.event, "met_on": now.touch.on})
        said.append(f"{contact.name}: {say_met(now)}.")
    return said


def say_met(point: Touchpoint) -> str:
    """Where and when that is, in words: met Fair, 5 May 2026."""
    return f"met {', '.join(filter(None, (point.event, say_date(point.touch.on))))}"


def _tells(point: Touchpoint, contact: Contact) -> bool:
    same = contact.met_on == point.touch.on and fold(contact.met_at) == fold(point.event)
    return same and point.touch.kind in LIVE
