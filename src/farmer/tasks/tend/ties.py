"""Everybody in the ledger with their history: what lists of people are made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger.nouns import RollEntry
from farmer.model import LIVE
from farmer.scoring.cold import is_plainly_warm
from farmer.scoring.tie import Tie
from farmer.scoring.weights import COUNTABLE
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_everyone
from farmer.tasks.whom import EVERYBODY, Whom, in_groups, left_out

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# A tie with somebody of the roll.
RollTie = Tie[RollEntry]


def named(entry: RollEntry) -> Named:
    """Somebody as results name them."""
    return Named.by_id(entry.id, entry.name)


def ties(
    desk: Desk, reader: Reader, as_of: date, whom: Whom = EVERYBODY, *, archived: bool = False
) -> list[RollTie]:
    """Everybody meant, archived or not, who is in the ledger's story on that day, by name."""
    entries = roll(desk, reader, as_of, whom, archived=archived)
    return reader.ties(entries, as_of, desk.settings.cadence_days)


def roll(
    desk: Desk, reader: Reader, as_of: date, whom: Whom = EVERYBODY, *, archived: bool = False
) -> list[RollEntry]:
    """Who is meant on that day, archived or not, by name; nothing of their history is read."""
    wanted = _wanted(desk, reader, whom._replace(archived=archived))
    everybody = reader.roll(as_of, archived=archived)
    return [entry for entry in everybody if wanted is None or entry.id in wanted]


def tended(reader: Reader, entries: Sequence[RollEntry]) -> list[RollEntry]:
    """Those whom the user looks after: a file alone makes nobody one of them.

    Whoever was ever logged, talked with, given a tag or a cadence, or has a part in a request is;
    an address book and old threads bring the others (`farmer triage` goes through them).
    """
    untended = reader.untended(LIVE)
    return [entry for entry in entries if entry.id not in untended]


def unless_warm(
    desk: Desk, reader: Reader, as_of: date, entries: Sequence[RollEntry]
) -> list[RollEntry]:
    """Those of whom more must be read than the newest touch, which shows the others to be warm.

    Most rows of a ledger are of people seen lately, with whom nothing is going cold.
    """
    newest, usual = reader.newest_touches(as_of, COUNTABLE), desk.settings.cadence_days
    return [
        entry
        for entry in entries
        if entry.id not in newest
        or not is_plainly_warm(newest[entry.id], as_of, entry.cadence_days or usual)
    ]


def _wanted(desk: Desk, reader: Reader, whom: Whom) -> set[int] | None:
    """The ids of those who are meant, every match of a name among them; None for everybody."""
    if not (whom.to_settle or whom.tags or whom.without_tags):
        return None
    people, region = reader.people(), desk.settings.region
    found = {person.id for person in people}
    if whom.names or whom.tags:
        meant = [p for name in whom.names for p in find_everyone(name, people, region)]
        found = {person.id for person in meant} | set(in_groups(whom, reader, people))
    return found - {person.id for person in left_out(whom, reader, people, region)}
