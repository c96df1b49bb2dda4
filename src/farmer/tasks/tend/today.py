"""What is to be done today: on one screen, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.birthdays import next_birthday
from farmer.keeping import is_time_to_look
from farmer.model import LIVE, Promise, birthday_of
from farmer.scoring.trail import TrailStep, follow_up, oldest_to_follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.keeping import past_keeping
from farmer.tasks.person import Named, word_for
from farmer.tasks.tend.stale import StaleTie, coldest
from farmer.tasks.tend.ties import RollTie, named, roll, unless_warm

# Loaded where there is one of them: most mornings there is none.
if TYPE_CHECKING:
    from farmer.ledger.nouns import RollEntry
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest
    from farmer.people.meant import Person
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
        past_keeping: how many people are kept longer than is meant; told in the first week of a
            quarter only, and 0 else.
        total: how many of all these are listed; those people are one thing to do.
    """

    follow_ups: tuple[Due, ...]
    promises: tuple[PromiseShown, ...]
    requests: tuple[RequestShown, ...]
    birthdays: tuple[Birthday, ...]
    ties: tuple[StaleTie, ...]
    going_cold: int
    past_keeping: int
    total: int


def today(desk: Desk) -> Today:
    """What is due, owed or slipping away."""
    with desk.reading() as reader:
        return due_of(desk, reader)


def due_of(desk: Desk, reader: Reader) -> Today:
    """The same of a ledger that is open already."""
    everybody = roll(desk, reader, desk.today)
    kept = len(past_keeping(desk, reader, desk.today)) if is_time_to_look(desk.today) else 0
    if not everybody:
        return Today((), (), (), (), (), 0, kept, int(kept > 0))
    since = oldest_to_follow_up(desk.today)
    met = reader.newly_touched(since, desk.today, LIVE)
    matter = met | {entry.id for entry in unless_warm(desk, reader, desk.today, everybody)}
    entries = [entry for entry in everybody if entry.id in matter]
    known = reader.ties(entries, desk.today, desk.settings.cadence_days)
    cold, going_cold = coldest(reader, known, desk.today, TIES_SHOWN)
    newly_met = [tie for tie in known if tie.contact.id in met]
    awake = [tie for tie in newly_met if not tie.contact.is_snoozed(desk.today)]
    follow_ups = _follow_ups(reader, awake, desk.today)
    birthdays = _birthdays(everybody, desk.today)
    promises, requests = _owed(reader, desk.today)
    found = (follow_ups, promises, requests, birthdays, cold)
    total = sum(map(len, found)) + (kept > 0)
    return Today(*found, going_cold=going_cold, past_keeping=kept, total=total)


def _follow_ups(reader: Reader, ties: Sequence[RollTie], on: date) -> tuple[Due, ...]:
    """What is due after first meetings."""
    looked = ((named(tie.contact), follow_up(tie.touches, on)) for tie in ties)
    found = [(person, step) for person, step in looked if step is not None]
    namesakes = reader.namesakes([person.name for person, _ in found]) if found else ()
    due = []
    for person, step in found:
        sentence, options = _SENTENCES[step.step]
        command = f"farmer log {word_for(person, namesakes)} {options}"
        due.append(Due(person, step.step, step.due_on, sentence, command))
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


def _owed(reader: Reader, on: date) -> tuple[tuple[PromiseShown, ...], tuple[RequestShown, ...]]:
    """The promises whose day has come, and the requests on which something is to be done."""
    promises = [each for each in reader.promises() if _has_come(each.promise, on)]
    requests = [each for each in reader.requests() if each.request.is_open]
    people = reader.people() if promises or requests else []
    away = {person.id for person in people if person.archived}
    promises = [each for each in promises if each.contact_id not in away]
    return _promises(promises, people, on), _requests(reader, requests, people, on)


def _promises(
    due: Sequence[RecordedPromise], people: Sequence[Person], on: date
) -> tuple[PromiseShown, ...]:
    if not due:
        return ()
    from farmer.tasks.record.promise import promises_shown

    return promises_shown(due, people, on)


def _has_come(promise: Promise, on: date) -> bool:
    return promise.ended is None and promise.due_on is not None and promise.due_on <= on


def _requests(
    reader: Reader, wanted: Sequence[RecordedRequest], people: Sequence[Person], on: date
) -> tuple[RequestShown, ...]:
    if not wanted:
        return ()
    from farmer.tasks.refer.request_list import requests_shown

    return tuple(each for each in requests_shown(reader, wanted, people, on) if _is_due(each, on))


def _is_due(request: RequestShown, on: date) -> bool:
    if request.until is not None:
        return request.until <= on
    waited = (on - request.waiting_since).days
    return request.waiting_for == "me" or (bool(request.waiting_for) and waited >= PATIENCE_DAYS)
