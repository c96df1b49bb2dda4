"""What is told of the ledger itself: its changes, its place, what a search found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


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
