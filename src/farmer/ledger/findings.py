"""What is told of a ledger: its changes, what a search found in it, what there is of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

# What stands before and after a match in an excerpt: characters that no kept text can hold.
MARKS = ("\x02", "\x03")


# What a change is called that brought in what another ledger tells.
SYNC_WORDS = "sync with "
# And where that came by a team's book: nobody typed where its files lie.
CARRIED_WORDS = f"{SYNC_WORDS}your other machines, by the team's book"


class Stepped(NamedTuple):
    """A change taken back or done again: its words, the instant (UTC) it was made, its rows."""

    words: str
    changed_at: datetime
    rows: int


class Change(NamedTuple):
    """One line of the change log; `rows` are those by which it can be taken back or done again."""

    id: int
    words: str
    at: datetime
    undone_at: datetime | None
    rows: int


class PastRow(NamedTuple):
    """A row as it was before a change.

    Attributes:
        table, row_id: which row it is, or was.
        values: by column, what was in it; days are ISO text.
        words, at: what the change was, and the instant (UTC) at which it was made.
    """

    table: str
    row_id: int
    values: Mapping[str, object]
    words: str
    at: datetime


class Hit(NamedTuple):
    """Which row a search found: its table, and its id there."""

    table: str
    row_id: int


class Called(NamedTuple):
    """What somebody is called, as far as it takes to type it; `also` are other names of theirs."""

    id: int
    name: str
    company: str
    also: tuple[str, ...]


class Erasure(NamedTuple):
    """What came of forgetting somebody.

    Attributes:
        names: what they were called, and whoever was merged into them.
        backups: the backups that held them, and do not any more.
        loose: the ledger or the backups that could not be written anew, as for want of room. Who
            was forgotten is gone from their tables and log; unused parts of the file may still
            have what had been deleted or overwritten before.
        recognised: whether there was anything by which an import knows them: an address, or an id
            of a source's.
    """

    names: frozenset[str] = frozenset()
    backups: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    recognised: bool = False


class Traces(NamedTuple):
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
