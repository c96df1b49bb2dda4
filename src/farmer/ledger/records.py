"""Rows that are more than a noun of the model: what was read with its id, what is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.referrals.life import Request, StepTaken


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touch as the ledger holds it; `event` is the occasion's name, empty where it has none."""

    id: int
    contact_id: int
    touch: Touch
    event_id: int | None = None
    event: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
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


@dataclass(frozen=True, slots=True)
class RecordedPromise:
    """A promise as the ledger holds it."""

    id: int
    contact_id: int
    promise: Promise


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step of a request as the ledger holds it.

    Attributes:
        taken: the step.
        verdict: of the whole, on its day, where it was judged.
        person_then, target_then: each side's assessment on that day, as JSON.
    """

    taken: StepTaken
    verdict: str | None = None
    person_then: str | None = None
    target_then: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """A request as the ledger holds it, with its steps."""

    id: int
    request: Request
    need: str
    via: str
    inside: bool
    steps: tuple[RecordedStep, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event as the ledger holds it, and who was there."""

    id: int
    event: Event
    contact_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourcedTouch:
    """A touch found in somebody's file, with the file's kind and its own id for the touch.

    The pair lets the same file be imported twice without a second touchpoint.
    """

    touch: Touch
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be added by an import, with everything known about them."""

    contact: Contact
    handles: tuple[Handle, ...] = ()
    touches: tuple[SourcedTouch, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stepped:
    """A change taken back or done again: its words, the instant (UTC) it was made, its rows."""

    words: str
    changed_at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log; `rows` are those by which it can be taken back or done again."""

    id: int
    words: str
    at: datetime
    undone_at: datetime | None
    rows: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that a search found.

    Attributes:
        table, row_id: which row it is.
        excerpt: the text around the match, the matching words between ``MARKS``.
    """

    table: str
    row_id: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Traces:
    """What is in the ledger of one person.

    Attributes:
        counts: how many rows, by table.
        shared_events, own_events: events with others, which stay, and with nobody else.
        introduced: people whom you met through them, who stay.
    """

    counts: Mapping[str, int]
    shared_events: int
    own_events: int
    introduced: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the ledger is; `size` in bytes and `revision` describe the file where it `exists`.

    `locked` says whether it is encrypted, and `unread` why its content could not be read then.
    """

    path: Path
    exists: bool
    size: int = 0
    revision: str | None = None
    locked: bool = False
    unread: str = ""
