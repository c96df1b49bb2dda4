"""What is to be done today: on one screen, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.birthdays import next_birthday
from farmer.ledger import promises as ledger_promises
from farmer.ledger import reading
from farmer.ledger import requests as ledger_requests
from farmer.ledger.records import RollEntry
from farmer.model import LIVE, birthday_of
from farmer.scoring.trail import TrailStep, follow_up, oldest_to_follow_up
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.tend.stale import StaleTie, coldest
from farmer.tasks.tend.ties import RollTie, histories, named, roll, unless_warm

# Loaded where there is one of them: most mornings there is none.
if TYPE_CHECKING:
    from farmer.tasks.record.promise import PromiseShown
    from farmer.tasks.refer.request_shown import RequestShown

# The few ties it would cost most to let go; `stale` has the others.
TIES_SHOWN = 3
# Whoever else is to move is reminded of after so many days (A13 of the method's sources).
PATIENCE_DAYS = 14
# Birthdays are told of from a week before, in time for a card.
BIRTHDAY_DAYS = 7

_SENTENCES: dict[TrailStep, tuple[str, str]] = {
    "note": ("Write a personal note.", "--kind message --by me"),
    "connect": ("Connect where they are, without selling.", "--kind connect --by me"),
    "meet": ("Meet, or call.", "--by me"),
}


class Due(NamedTuple):
    """A follow-up after a first meeting: what, until when, and the command that records it."""

    person: Named
    step: TrailStep
    due_on: date
    sentence: str
    command: str


class Birthday(NamedTuple):
    """A birthday today or within the week; `age` where the year of birth is known."""

    person: Named
    on: date
    age: int | None


class Today(NamedTuple):
    """The answer of ``today``.

    Attributes:
        follow_ups: after first meetings, the one due soonest first.
        promises: those whose day has come, yours first.
        requests: where it is your move, thanks and outcomes owed among them, or where somebody
            else has let two weeks pass.
        birthdays: those of the coming week, the nearest first.
        ties: the few it would cost most to let go.
        going_cold: how many ties go cold, those few among them.
        total: how many of all these are listed.
    """

    follow_ups: tuple[Due, ...]
    promises: tuple[PromiseShown, ...]
    requests: tuple[RequestShown, ...]
    birthdays: tuple[Birthday, ...]
    ties: tuple[StaleTie, ...]
    going_cold: int
    total: int


def today(desk: Desk) -> Today:
    """What is due, owed or slipping away."""
    with desk.reading() as db:
        everybody = roll(desk, db, desk.today) if db is not None else []
        if db is None or not everybody:
            return Today((), (), (), (), (), 0, 0)
        since = oldest_to_follow_up(desk.today)
        met = reading.newly_touched(db, since, desk.today, LIVE)
        matter = met | {entry.id for entry in unless_warm(desk, db, desk.today, everybody)}
        entries = [entry for entry in everybody if entry.id in matter]
        known = histories(desk, db, desk.today, entries)
        cold, going_cold = coldest(db, known, desk.today, TIES_SHOWN)
        promised, asked = ledger_promises.promises(db), ledger_requests.requests(db)
    newly_met = [tie for tie in known if tie.contact.id in met]
    awake = [tie for tie in newly_met if not tie.contact.is_snoozed(desk.today)]
    follow_ups = _follow_ups(awake, desk.today)
    birthdays = _birthdays(everybody, desk.today)
    promises = _promises(desk) if promised else ()
    requests = _requests(desk) if asked else ()
    found = (follow_ups, promises, requests, birthdays, cold)
    return Today(*found, going_cold=going_cold, total=sum(map(len, found)))


def _follow_ups(ties: Sequence[RollTie], on: date) -> tuple[Due, ...]:
    """What is due after first meetings."""
    due = []
    for tie in ties:
        found = follow_up(tie.touches, on)
        if found is not None:
            sentence, options = _SENTENCES[found.step]
            command = f"farmer log {quoted(tie.contact.name)} {options}"
            due.append(Due(named(tie.contact), found.step, found.due_on, sentence, command))
    return tuple(sorted(due, key=lambda line: (line.due_on, line.person.name)))


def _birthdays(everybody: Sequence[RollEntry], on: date) -> tuple[Birthday, ...]:
    """Whose birthday the coming week has."""
    coming = []
    for entry in everybody:
        born = entry.birthday
        next_on = next_birthday(born, on) if born else None
        if next_on is not None and (next_on - on).days < BIRTHDAY_DAYS:
            year, _, _ = birthday_of(born)
            age = next_on.year - year if year else None
            coming.append(Birthday(named(entry), next_on, age))
    return tuple(sorted(coming, key=lambda line: (line.on, line.person.name)))


def _promises(desk: Desk) -> tuple[PromiseShown, ...]:
    """Those whose day has come."""
    from farmer.tasks.record.promise import list_promises

    return tuple(
        promise
        for promise in list_promises(desk).promises
        if promise.due_on is not None and promise.due_on <= desk.today
    )


def _requests(desk: Desk) -> tuple[RequestShown, ...]:
    """Those on which something is to be done."""
    from farmer.tasks.refer.request_list import list_requests

    return tuple(each for each in list_requests(desk).requests if _is_due(each, desk.today))


def _is_due(request: RequestShown, on: date) -> bool:
    waited = (on - request.waiting_since).days
    return request.waiting_for == "me" or waited >= PATIENCE_DAYS
