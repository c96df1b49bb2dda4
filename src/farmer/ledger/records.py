"""A person's rows as they were read: the model's nouns with their ids."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.model import Event, Fact, Touch


class Touchpoint(NamedTuple):
    """A touch as the ledger holds it; `event` is the occasion's name, empty where it has none."""

    id: int
    contact_id: int
    touch: Touch
    event_id: int | None = None
    event: str = ""
    source: str | None = None


class Evidence(NamedTuple):
    """A fact as the ledger holds it, or as it follows from a request or promise.

    Attributes:
        id: of the fact; of the request or promise where it follows from one.
        letter: of the id: ``f``, or ``r`` and ``p`` for what is not stored.
    """

    id: int
    contact_id: int
    fact: Fact
    letter: str = "f"

    @property
    def label(self) -> str:
        """The id as it is typed: ``f9``, ``r7`` or ``p3``."""
        return f"{self.letter}{self.id}"


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
