"""What is to be done today: on one screen, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from farmer.birthdays import next_birthday
from farmer.keeping import is_time_to_look
from farmer.model import LIVE, birthday_of
from farmer.scoring.trail import oldest_to_follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.keeping import past_keeping
from farmer.tasks.person import Named
from farmer.tasks.tend.came import CameSince, came_of
from farmer.tasks.tend.follow_ups import Due, DueTogether, follow_ups
from farmer.tasks.tend.stale import StaleTie, coldest, is_going_cold
from farmer.tasks.tend.ties import RollTie, named, roll, tended, unless_warm
from farmer.team import is_in_team

# Loaded where there is one of them: most mornings there is none.
if TYPE_CHECKING:
    from farmer.ledger.nouns import RollEntry
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest
    from farmer.ledger.remembered import Waiting
    from farmer.model import Promise
    from farmer.people.meant import Person
    from farmer.tasks.asked import AskedOfMe
    from farmer.tasks.record.promise import PromiseShown
    from farmer.tasks.refer.request_shown import RequestShown
    from farmer.tasks.tend.week import Week

# The few ties it would cost most to let go; `stale` has the others.
TIES_SHOWN = 3
# Birthdays are told of from a week before, in time for a card.
BIRTHDAY_DAYS = 7
# The day of the week on which the one before is counted.
_MONDAY = 0
# What a limit is for: the names of the lists.
_BOUNDED = ("together", "promises", "requests", "birthdays", "ties", "coming", "waiting")
_NOTHING: Mapping[str, int] = MappingProxyType({})


class Birthday(NamedTuple):
    """A birthday today or within the week; `age` where the year of birth is known."""

    person: Named
    on: date
    age: int | None


class Coming(NamedTuple):
    """A tie that begins to go cold on a day to come, if nothing happens."""

    person: Named
    on: date


class Today(NamedTuple):
    """The answer of ``today``.

    Attributes:
        follow_ups: after first meetings, the one due soonest first.
        together: the same by the occasion on which they were met.
        promises: those whose day has come, yours first.
        requests: where it is your move, thanks and outcomes owed among them, or where somebody
            else has let two weeks pass.
        birthdays: those of the coming week, the nearest first.
        ties: the few it would cost most to let go.
        going_cold: how many ties go cold, those few among them.
        coming: of a look ahead, who begins to go cold by its last day, the soonest first.
        past_keeping: how many people are kept longer than is meant; told in the first week of a
            quarter only, and 0 else.
        untended: how many more a file brought whom you do not look after so far.
        waiting: lines of a telephone, and what of files is held back, that wait for you.
        total: how many of all these there are but those; those kept too long are one thing to do.
        came: what sources brought since yesterday; None where that is nothing.
        asked: what colleagues of a team ask you.
        left: by the name of the list, how many a limit left out.
        week: on a Monday, where it was asked for, what the week before came to.
    """

    follow_ups: tuple[Due, ...] = ()
    together: tuple[DueTogether, ...] = ()
    promises: tuple[PromiseShown, ...] = ()
    requests: tuple[RequestShown, ...] = ()
    birthdays: tuple[Birthday, ...] = ()
    ties: tuple[StaleTie, ...] = ()
    going_cold: int = 0
    coming: tuple[Coming, ...] = ()
    past_keeping: int = 0
    untended: int = 0
    total: int = 0
    left: Mapping[str, int] = _NOTHING
    week: Week | None = None
    waiting: tuple[Waiting, ...] = ()
    came: CameSince | None = None
    asked: tuple[AskedOfMe, ...] = ()


def today(
    desk: Desk,
    *,
    ahead: int = 0,
    limit: int | None = None,
    cold: int | None = TIES_SHOWN,
    counting: bool = False,
) -> Today:
    """What is due, owed or slipping away.

    Args:
        desk: where to work, on the day that is asked about.
        ahead: how many days more are looked at.
        limit: how many of each sort are listed at most; None for all.
        cold: how many of the ties going cold, the costliest first; None for all.
        counting: whether to count the week on a Monday.
    """
    with desk.reading_of_us() as reader:
        found = due_of(desk, reader, ahead=ahead, cold=cold)
        if counting and reader.exists and desk.today.weekday() == _MONDAY:
            from farmer.tasks.tend.week import week_of

            everybody = roll(desk, reader, desk.today)
            # What is recorded later today is in the next one.
            sunday = desk.today - timedelta(days=1)
            week = week_of(reader, everybody, sunday, desk.settings.cadence_days)
            found = found._replace(week=week)
        waiting = tuple(reader.waiting())
        came = came_of(reader, desk.today)
        asked: tuple[AskedOfMe, ...] = ()
        if is_in_team(desk.ledger.place):
            from farmer.tasks.asked import asked_today

            asked = asked_today(desk)
        total = found.total + len(waiting) + len(asked)
        found = found._replace(waiting=waiting, total=total, came=came, asked=asked)
    return found if limit is None else _first(found, limit)


def due_of(desk: Desk, reader: Reader, *, ahead: int = 0, cold: int | None = TIES_SHOWN) -> Today:
    """The same of a ledger that is open already, without a limit.

    With a `cold` of 0 nobody is looked at who only goes cold, nor counted.
    """
    on, until = desk.today, desk.today + timedelta(days=ahead)
    enrolled = roll(desk, reader, on)
    everybody = tended(reader, enrolled)
    untended = len(enrolled) - len(everybody)
    kept = len(past_keeping(desk, reader, on)) if is_time_to_look(on) else 0
    if not everybody:
        return Today(past_keeping=kept, untended=untended, total=int(kept > 0))
    met = reader.newly_touched(oldest_to_follow_up(on), on, LIVE)
    matter = met
    if cold != 0:
        matter = met | {entry.id for entry in unless_warm(desk, reader, until, everybody)}
    entries = [entry for entry in everybody if entry.id in matter]
    known = reader.ties(entries, on, desk.settings.cadence_days)
    worst, going_cold = coldest(reader, known, on, cold)
    newly_met = [tie for tie in known if tie.contact.id in met]
    awake = [tie for tie in newly_met if not tie.contact.is_snoozed(on)]
    due, together = follow_ups(reader, awake, {entry.id for entry in everybody}, on)
    promises, requests = _owed(desk, reader, until)
    birthdays = _birthdays(everybody, on)
    coming = _coming(known, on, until)
    found = (due, promises, requests, birthdays, worst, coming)
    return Today(
        follow_ups=due,
        together=together,
        promises=promises,
        requests=requests,
        birthdays=birthdays,
        ties=worst,
        going_cold=going_cold,
        coming=coming,
        past_keeping=kept,
        untended=untended,
        total=sum(map(len, found)) + (kept > 0),
    )


def _first(found: Today, limit: int) -> Today:
    """The first few of each sort, and how many are left out."""
    together = found.together[:limit]
    shown = {person for group in together for person in group.people}
    cut = found._replace(
        follow_ups=tuple(due for due in found.follow_ups if due.person in shown),
        together=together,
        promises=found.promises[:limit],
        requests=found.requests[:limit],
        birthdays=found.birthdays[:limit],
        ties=found.ties[:limit],
        coming=found.coming[:limit],
        waiting=found.waiting[:limit],
    )
    pairs = {name: (getattr(found, name), getattr(cut, name)) for name in _BOUNDED}
    return cut._replace(left={n: len(all_) - len(few) for n, (all_, few) in pairs.items()})


def _coming(ties: Iterable[RollTie], on: date, until: date) -> tuple[Coming, ...]:
    """Who does not go cold on a day, and will by another."""
    found = []
    for tie in ties:
        if until == on or tie.contact.is_snoozed(until) or is_going_cold(tie, on):
            continue
        days = (on + timedelta(days=each) for each in range(1, (until - on).days + 1))
        first = next((day for day in days if is_going_cold(tie, day)), None)
        if first is not None:
            found.append(Coming(named(tie.contact), first))
    return tuple(sorted(found, key=lambda each: (each.on, each.person.name)))


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


def _owed(
    desk: Desk, reader: Reader, until: date
) -> tuple[tuple[PromiseShown, ...], tuple[RequestShown, ...]]:
    """The promises whose day has come, and the requests on which something is to be done.

    As they stood on the desk's day, and with what is due up to the day `until`.
    """
    on = desk.today
    promises = [_then(each, on) for each in reader.promises()]
    promises = [each for each in promises if _has_come(each.promise, on, until)]
    asked = [request_then(each, on) for each in reader.requests()]
    requests = [each for each in asked if each is not None and each.request.is_open]
    people = reader.people() if promises or requests else []
    away = {person.id for person in people if person.archived}
    promises = [each for each in promises if each.contact_id not in away]
    return _promises(promises, people, on), _requests(desk, reader, requests, people, until)


def _then(each: RecordedPromise, on: date) -> RecordedPromise:
    """A promise as it stood at the end of a day: open, where it ended later."""
    ended_on = each.promise.ended_on
    if ended_on is None or ended_on <= on:
        return each
    from dataclasses import replace

    return each._replace(promise=replace(each.promise, ended=None, ended_on=None))


def _has_come(promise: Promise, on: date, until: date) -> bool:
    due_on = promise.due_on
    return promise.ended is None and promise.made_on <= on and bool(due_on and due_on <= until)


def request_then(each: RecordedRequest, on: date) -> RecordedRequest | None:
    """A request as it stood at the end of a day; None before it was asked."""
    if each.request.last_on <= on:
        return each
    request = each.request.up_to(on)
    steps = tuple(step for step in each.steps if step.taken.on <= on)
    return each._replace(request=request, steps=steps) if request else None


def _promises(
    due: Sequence[RecordedPromise], people: Sequence[Person], on: date
) -> tuple[PromiseShown, ...]:
    if not due:
        return ()
    from farmer.tasks.record.promise import promises_shown

    return promises_shown(due, people, on)


def _requests(
    desk: Desk,
    reader: Reader,
    wanted: Sequence[RecordedRequest],
    people: Sequence[Person],
    until: date,
) -> tuple[RequestShown, ...]:
    if not wanted:
        return ()
    from farmer.tasks.refer.request_list import requests_shown
    from farmer.tasks.refer.request_waiting import my_turn_on, with_colleagues

    found = with_colleagues(desk, reader, requests_shown(reader, wanted, people, desk.today))
    return tuple(each for each in found if each.waiting_for and my_turn_on(each) <= until)
