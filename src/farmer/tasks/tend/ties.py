"""Everybody in the ledger with their history: what lists of people are made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import RollEntry
from farmer.scoring.cold import is_plainly_warm
from farmer.scoring.tie import Tie
from farmer.scoring.weights import COUNTABLE
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_everyone
from farmer.tasks.whom import EVERYBODY, Whom, in_groups, left_out

# A tie with somebody of the roll.
RollTie = Tie[RollEntry]


def named(entry: RollEntry) -> Named:
    """Somebody as results name them."""
    return Named.by_id(entry.id, entry.name)


def ties(desk: Desk, db: OpenLedger, as_of: date, whom: Whom = EVERYBODY) -> list[RollTie]:
    """Everybody named who was in the ledger's story by `as_of`, by name."""
    return histories(desk, db, as_of, roll(desk, db, as_of, whom))


def roll(
    desk: Desk, db: OpenLedger, as_of: date, whom: Whom = EVERYBODY, *, archived: bool = False
) -> list[RollEntry]:
    """Who is meant on that day, archived or not, by name; nothing of their history is read."""
    wanted = _wanted(desk, db, whom._replace(archived=archived))
    everybody = reading.roll(db, as_of, archived=archived)
    return [entry for entry in everybody if wanted is None or entry.id in wanted]


def histories(
    desk: Desk, db: OpenLedger, as_of: date, entries: Sequence[RollEntry]
) -> list[RollTie]:
    """The ties with those people, in the same order."""
    ids = [entry.id for entry in entries]
    touches = reading.touches_by_contact(db, as_of, ids)
    facts = reading.facts_by_contact(db, as_of, ids)
    return [
        Tie(entry, touches.get(entry.id, ()), facts.get(entry.id, ()), _cadence(desk, entry))
        for entry in entries
    ]


def unless_warm(
    desk: Desk, db: OpenLedger, as_of: date, entries: Sequence[RollEntry]
) -> list[RollEntry]:
    """Those of whom more must be read than the newest touch, which shows the others to be warm.

    Most rows of a ledger are of people seen lately, with whom nothing is going cold.
    """
    newest = reading.newest_touches(db, as_of, COUNTABLE)
    return [
        entry
        for entry in entries
        if entry.id not in newest
        or not is_plainly_warm(newest[entry.id], as_of, _cadence(desk, entry))
    ]


def _cadence(desk: Desk, entry: RollEntry) -> int:
    return entry.cadence_days or desk.settings.cadence_days


def _wanted(desk: Desk, db: OpenLedger, whom: Whom) -> set[int] | None:
    """The ids of those named, every match of a name among them; None for everybody."""
    if not (whom.to_settle or whom.tags or whom.without_tags):
        return None
    people, region = reading.people(db), desk.settings.region
    found = {person.id for person in people}
    if whom.names or whom.tags:
        meant = [p for name in whom.names for p in find_everyone(name, people, region)]
        found = {person.id for person in meant} | set(in_groups(whom, db, people))
    return found - {person.id for person in left_out(whom, db, people, region)}
