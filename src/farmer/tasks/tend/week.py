"""A week, as a chapter counts it: what was given and received, and whom one could help next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import LIVE, REQUESTER
from farmer.referrals.states import GIVEN, INTRODUCE, RECEIVED, Direction
from farmer.scoring.weights import is_counted
from farmer.tasks.person import Named
from farmer.tasks.refer.request_list import closed_business
from farmer.tasks.tend.ties import RollTie, named

if TYPE_CHECKING:
    from farmer.ledger.nouns import RollEntry
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest

_DAYS = 7
_HELP = ("gave", "ref_out_good")
_OUT_OF_REACH = ("dormant", "never met")


class Help(NamedTuple):
    """Somebody whom one could help, because what they want to reach is known.

    Attributes:
        goals: what was noted of that, and when.
        helped_on: when you helped them last; None where nothing says that you did.
    """

    person: Named
    goals: str
    noted_on: date
    helped_on: date | None


class Week(NamedTuple):
    """What a week came to.

    Attributes:
        since, until: its first and its last day, seven days with both of them.
        one_to_ones: talks of two people that count; events are none.
        given, received: introductions that you made for others, and others for you.
        closed: by currency, business that came of introductions, in its smallest unit.
        farmed: who is farmed, and was not before the first day.
        help: whom you helped least lately, of those whose goals you know.
    """

    since: date
    until: date
    one_to_ones: int
    given: int
    received: int
    closed: Mapping[str, int]
    farmed: tuple[Named, ...]
    help: Help | None


def week_of(reader: Reader, everybody: Sequence[RollEntry], on: date, usual_days: int) -> Week:
    """The week up to a day; only those are read of whom something was recorded in it."""
    idle = reader.idle_since(_day_before_week(on))
    goals = reader.goals(on)
    entries = [each for each in everybody if each.id not in idle or each.id in goals]
    return week(reader.ties(entries, on, usual_days), reader.requests(), goals, on)


def week(
    ties: Sequence[RollTie],
    requests: Iterable[RecordedRequest],
    goals: Mapping[int, tuple[str, date]],
    on: date,
) -> Week:
    """The week up to a day, of those ties and requests, with the goals by whose they are."""
    before, found = _day_before_week(on), list(requests)
    since = before + timedelta(days=1)
    talks = [t for tie in ties for t in tie.touches if since <= t.on <= on]
    return Week(
        since=since,
        until=on,
        one_to_ones=sum(
            t.kind in LIVE and t.kind != "event" and (t.group or 2) == 2 and is_counted(t)
            for t in talks
        ),
        given=_introduced(found, GIVEN, since),
        received=_introduced(found, RECEIVED, since),
        closed=closed_business(found, since),
        farmed=tuple(named(tie.contact) for tie in ties if became_farmed(tie, before, on)),
        help=_help(ties, goals, on),
    )


def became_farmed(tie: RollTie, before: date, until: date) -> bool:
    """Whether it is farmed on the last day and was not on that day before."""
    return tie.is_farmed(REQUESTER, until) and not tie.is_farmed(REQUESTER, before)


def _day_before_week(on: date) -> date:
    return on - timedelta(days=_DAYS)


def _introduced(found: Iterable[RecordedRequest], direction: Direction, since: date) -> int:
    steps = (s for one in found if one.request.direction == direction for s in one.request.steps)
    return sum(step.step == INTRODUCE and step.on >= since for step in steps)


def _help(ties: Iterable[RollTie], goals: Mapping[int, tuple[str, date]], on: date) -> Help | None:
    known = (tie for tie in ties if tie.contact.id in goals and not tie.contact.is_snoozed(on))
    near = (tie for tie in known if tie.silent(on).status not in _OUT_OF_REACH)
    found = [
        Help(named(tie.contact), *goals[tie.contact.id], helped_on=_helped_on(tie, on))
        for tie in near
    ]
    return min(found, key=lambda each: (each.helped_on or date.min, each.person.name), default=None)


def _helped_on(tie: RollTie, on: date) -> date | None:
    return max((f.on for f in tie.facts if f.what in _HELP and f.on <= on), default=None)
