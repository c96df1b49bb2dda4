"""What a ledger answers in: the model's nouns as they were recorded, with their ids.

Only what everyday reading takes; what fewer commands ask for is in `recorded` (requests and
promises), `findings` (of the ledger itself) and `newcomers` (imports).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id, IdLetter
from farmer.model import Contact, Event, Fact, Handle, Touch
from farmer.sources import MEMORY

if TYPE_CHECKING:
    from farmer.scoring.tie import Tie


class Touchpoint(NamedTuple):
    """A touch as the ledger holds it; `event` is the occasion's name, empty where it has none."""

    id: int
    contact_id: int
    touch: Touch
    event_id: int | None = None
    event: str = ""
    source: str | None = None


class Address(NamedTuple):
    """An address as the ledger holds it: the one to use first, or theirs no longer, since a day."""

    handle: Handle
    preferred: bool = False
    until: date | None = None


def in_use_first(addresses: Iterable[Address]) -> list[Address]:
    """Addresses in the order in which to use them: what is marked first, the past at the end."""
    return sorted(addresses, key=lambda each: (each.until is not None, not each.preferred))


class Evidence(NamedTuple):
    """A fact as the ledger holds it, or as it follows from a request or promise.

    Attributes:
        id: of the fact; of the request or promise where it follows from one.
        letter: of the id: ``f``, or ``r`` and ``p`` for what is not stored.
        source: where it came from (`farmer.sources`); None also for what is not stored.
    """

    id: int
    contact_id: int
    fact: Fact
    letter: IdLetter = "f"
    source: str | None = None

    @property
    def label(self) -> str:
        """The id as it is typed: ``f9``, ``r7`` or ``p3``."""
        return str(Id(self.letter, self.id))


class History(NamedTuple):
    """A contact with all that was recorded of them up to a day, oldest first.

    Facts that follow from requests and promises are among the evidence.
    """

    contact: Contact
    touchpoints: list[Touchpoint]
    evidence: list[Evidence]

    def tie(self, usual_days: int) -> Tie[Contact]:
        """The tie with them; `usual_days` is the cadence of whoever has none of their own."""
        from farmer.scoring.tie import Tie

        return Tie(
            self.contact,
            [each.touch for each in self.touchpoints],
            [each.fact for each in self.evidence],
            self.contact.cadence_days or usual_days,
        )

    @property
    def recorded(self) -> History:
        """The same without what was told from memory."""
        return self.without(MEMORY)

    def without(self, source: str) -> History:
        """The same without what comes from `source`."""
        return self._replace(
            touchpoints=[each for each in self.touchpoints if each.source != source],
            evidence=[each for each in self.evidence if each.source != source],
        )


class RollEntry(NamedTuple):
    """One person of a list, as is known before anything of their history is read."""

    id: int
    name: str
    company: str
    met_at: str
    cadence_days: int | None
    birthday: str
    added_on: date | None
    snoozed_until: date | None

    def is_snoozed(self, as_of: date) -> bool:
        """Whether they are to be left in peace on the day `as_of`."""
        return self.snoozed_until is not None and self.snoozed_until > as_of


class Occasion(NamedTuple):
    """An event as the ledger holds it, and who was there."""

    id: int
    event: Event
    contact_ids: tuple[int, ...]
