"""Rows that are more than a noun of the model: what was read with its id, what is imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from farmer.model import Contact, Fact, Handle, Touch


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
    """A fact as the ledger holds it."""

    id: int
    contact_id: int
    fact: Fact


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


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back: its words, the instant (UTC) it was made, and its rows."""

    words: str
    at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the ledger is; `size` in bytes and `revision` describe the file where it `exists`."""

    path: Path
    exists: bool
    size: int = 0
    revision: str | None = None
