"""What is to be done today: on one screen, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from farmer.referrals.trail import Step, follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.promises import PromiseShown, list_promises
from farmer.tasks.requestlist import list_requests
from farmer.tasks.requestview import RequestShown
from farmer.tasks.stale import StaleTie, stale
from farmer.tasks.ties import ties
from farmer.tasks.who import Named
from farmer.tasks.words import quoted

# The few ties it would cost most to let go; `stale` has the others.
TIES_SHOWN = 3
# Whoever else is to move is reminded of after so many days (A13 of the method's sources).
PATIENCE_DAYS = 14

_SENTENCES: dict[Step, tuple[str, str]] = {
    "note": ("Write a personal note.", "--kind message --by me"),
    "connect": ("Connect where they are, without selling.", "--kind connect --by me"),
    "meet": ("Meet, or call.", "--by me"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up after a first meeting: what, until when, and the command that records it."""

    person: Named
    step: Step
    due_on: date
    sentence: str
    command: str


@dataclass(frozen=True, slots=True)
class Today:
    """The answer of ``today``.

    Attributes:
        follow_ups: after first meetings, the one due soonest first.
        promises: those whose day has come, yours first.
        requests: where it is your move, thanks and outcomes owed among them, or where somebody
            else has let two weeks pass.
        ties: the few it would cost most to let go.
        total: how many there are of all.
    """

    follow_ups: tuple[Due, ...]
    promises: tuple[PromiseShown, ...]
    requests: tuple[RequestShown, ...]
    ties: tuple[StaleTie, ...]
    total: int


def today(desk: Desk) -> Today:
    """What is due, owed or slipping away."""
    with desk.reading() as db:
        everybody = ties(desk, db, desk.today) if db is not None else []
    if not everybody:
        return Today((), (), (), (), 0)
    due = []
    for tie in everybody:
        found = follow_up(tie.touches, desk.today)
        if found is not None:
            sentence, options = _SENTENCES[found.step]
            command = f"farmer log {quoted(tie.person.name)} {options}"
            due.append(Due(tie.person, found.step, found.due_on, sentence, command))
    due.sort(key=lambda line: (line.due_on, line.person.name))
    promises = [
        promise
        for promise in list_promises(desk).promises
        if promise.due_on is not None and promise.due_on <= desk.today
    ]
    requests = [request for request in list_requests(desk).requests if _is_due(request, desk.today)]
    cold = stale(desk, as_of=desk.today, limit=TIES_SHOWN).ties
    total = len(due) + len(promises) + len(requests) + len(cold)
    return Today(tuple(due), tuple(promises), tuple(requests), cold, total)


def _is_due(request: RequestShown, on: date) -> bool:
    waited = (on - request.waiting_since).days
    return request.waiting_for == "me" or waited >= PATIENCE_DAYS
