"""What was sown and harvested since a day, and where the time went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue
from farmer.referrals.states import ASKED, DECLINE, DIRECTIONS, INTRODUCE, Direction
from farmer.scoring.rings import Ring, rings
from farmer.scoring.trail import first_met, was_followed_up
from farmer.scoring.weights import is_counted, minutes_of
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.refer.request_list import closed_business
from farmer.tasks.tend.ties import RollTie, named, ties
from farmer.tasks.tend.week import Week, became_farmed, week
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedRequest

_GONE = ("cooling", "cold", "dormant")


class Sown(NamedTuple):
    """What was put in.

    Attributes:
        met: how many were met for the first time; `followed_up` those of them with whom a note, a
            connection or a meeting followed within a month.
        people, contacts, minutes: with how many there was contact, how often, and how long.
        given, received: gifts, whatever helped the other.
    """

    met: int
    followed_up: int
    people: int
    contacts: int
    minutes: int
    given: int
    received: int


class RequestCounts(NamedTuple):
    """The requests of one direction: steps taken in the time, and how they turned out in it."""

    direction: Direction
    asked: int
    declined: int
    introduced: int
    outcomes: Mapping[str, int]


class Stats(NamedTuple):
    """The answer of ``stats``.

    Attributes:
        since, until: the first and the last day that count.
        sown: what was put in.
        farmed: who is farmed and was not on the first day.
        cooled: who is going cold and was not on the first day.
        requests: those of each direction.
        closed: by currency, closed business in its smallest unit.
        rings: how the time was shared out among Dunbar's layers.
        week: what the last one came to, whatever else is counted.
    """

    since: date
    until: date
    sown: Sown
    farmed: tuple[Named, ...]
    cooled: tuple[Named, ...]
    requests: tuple[RequestCounts, ...]
    closed: Mapping[str, int]
    rings: tuple[Ring, ...]
    week: Week


def stats(desk: Desk, *, since: date | None = None) -> Stats:
    """What was sown and harvested since a day, by default a year ago.

    Raises:
        InvalidValue: for a day in the future.
    """
    start = _year_before(desk.today) if since is None else since
    if start > desk.today:
        raise InvalidValue(f"{say_date(start)} is in the future.", "Give a day up to today.")
    with desk.reading() as reader:
        active = ties(desk, reader, desk.today)
        away = ties(desk, reader, desk.today, archived=True)
        found, goals = reader.requests(), reader.goals(desk.today)
    return Stats(
        since=start,
        until=desk.today,
        sown=_sown([*active, *away], start),
        farmed=tuple(named(tie.contact) for tie in active if became_farmed(tie, start, desk.today)),
        cooled=tuple(named(tie.contact) for tie in active if _went_cold(tie, start, desk.today)),
        requests=tuple(_asked(direction, found, start) for direction in DIRECTIONS),
        closed=closed_business(found, start),
        rings=rings(active, start, desk.today),
        week=week(active, found, goals, desk.today),
    )


def _year_before(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _sown(everybody: Sequence[RollTie], since: date) -> Sown:
    met = [tie for tie in everybody if (on := first_met(tie.touches)) is not None and on >= since]
    contacts = [
        [touch for touch in tie.touches if touch.on >= since and is_counted(touch)]
        for tie in everybody
    ]
    facts = Counter(fact.what for tie in everybody for fact in tie.facts if fact.on >= since)
    return Sown(
        met=len(met),
        followed_up=sum(was_followed_up(tie.touches) for tie in met),
        people=sum(map(bool, contacts)),
        contacts=sum(map(len, contacts)),
        minutes=sum(minutes_of(touch) for theirs in contacts for touch in theirs),
        given=facts["gave"],
        received=facts["got"],
    )


def _went_cold(tie: RollTie, since: date, until: date) -> bool:
    return tie.status(until)[0] in _GONE and tie.status(since)[0] not in _GONE


def _asked(direction: Direction, found: Iterable[RecordedRequest], since: date) -> RequestCounts:
    theirs = [recorded.request for recorded in found if recorded.request.direction == direction]
    steps = Counter(step.step for each in theirs for step in each.steps if step.on >= since)
    outcomes = [one for each in theirs for one in each.outcomes]
    turned_out = Counter(one.outcome for one in outcomes if one.outcome and one.on >= since)
    return RequestCounts(
        direction, steps[ASKED], steps[DECLINE], steps[INTRODUCE], dict(turned_out)
    )
