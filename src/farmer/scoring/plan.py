"""The shortest honest plan: what would make a relationship farmed, and by when (method C5).

A plan is a small multiset of actions laid out over whole weeks. Trying every one of them is
needless, because the judgement falls into three parts that hardly touch each other:

- *talks* decide cultivation, tenure, freshness and the gates about contact — by their number and
  the end day alone, whoever begins them;
- *deeds* (looking at the work, using it, promises) decide work and reliability;
- *favours* decide what was given and received.

Actions lie at least a week after today and from each other, so each adds exactly one to the week
clocks, and nothing that happened has to be counted again. The parts meet in two places: their
points must reach the threshold together, and either talks or favours must go both ways (gate S6).
So each week needs ten looks at the contact, and then sums of a few prepared numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from math import ceil, inf

from farmer.model import REQUESTER, Role
from farmer.scoring import components
from farmer.scoring import constants as c
from farmer.scoring.clocks import months
from farmer.scoring.gates import failing
from farmer.scoring.standing import Standing, TouchTally, fade

MEET, THEY_START = "meet", "they_start"
GIVE, PROMISE, RECEIVE = "give", "promise", "receive"
SEE, USE, VOUCH, REPAIR = "see", "use", "vouch", "repair"
TALKS = (MEET, THEY_START)

_TALK_GATES = frozenset({"H0", "H1", "H2", "S1", "S2", "S3", "S7", "S7b"})
_DEED_GATES = frozenset({"H3", "H4", "S4", "S5"})
_FAVOUR_GATES = frozenset({"S8"})

# The work is known by its best rung, so a shortest plan climbs one of these and no other.
_RUNGS = ((), (SEE,), (VOUCH,), (USE,), (USE,) * c.PLAN_USES)
# Sorts after every plan.
_NONE: tuple[str, ...] = ("~",)


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan and the day it is laid on."""

    action: str
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The shortest honest plan.

    Attributes:
        actions: sorted names, one for each time it is to be done; empty if already farmed.
        days: days from today to its end; 0 if already farmed.
        steps: the actions laid out in time, on one day giving before taking.
    """

    actions: tuple[str, ...]
    days: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """One choice within a part: what to do, the points it brings, whether it goes both ways."""

    actions: tuple[str, ...]
    points: float
    both_ways: bool = False

    @property
    def weeks_needed(self) -> int:
        """Facts of one kind lie a week apart, so many of a kind need as many weeks."""
        return max((self.actions.count(action) for action in set(self.actions)), default=0)


_Sizes = dict[int, list[_Option]]


def find_plan(standing: Standing, role: Role, cadence: int) -> Plan | None:
    """The plan for a relationship as tallied today; None where nothing within reach would do.

    The soonest end in whole weeks (1 to 56), then the fewest actions (at most 9), then the least
    by sorted names. Empty, at day 0, where the relationship is farmed already.

    Source: method C5.
    """
    if standing.facts.breach:
        return None
    search = _Search(standing, role, cadence)
    if search.farmed_today():
        return Plan((), 0, ())
    for week in range(search.first_week, c.PLAN_WEEKS + 1):
        actions = search.least_actions(week)
        if actions is not None:
            return _laid_out(actions, week * c.WEEK_DAYS, standing.touches.as_of)
    return None


def talk_days(talks: int, end: int) -> list[int]:
    """On which days from today `talks` talks lie: spread evenly, the last on the end day."""
    if talks <= 1:
        return [end] * talks
    first = c.WEEK_DAYS
    return [first + (end - first) * index // (talks - 1) for index in range(talks)]


def _laid_out(actions: tuple[str, ...], end: int, today: date) -> Plan:
    talks = [action for action in actions if action in TALKS]
    steps = [
        Step(action, today + timedelta(days=day))
        for action, day in zip(talks, talk_days(len(talks), end), strict=True)
    ]
    for action in set(actions) - set(TALKS):
        steps += [
            Step(action, today + timedelta(days=end - c.WEEK_DAYS * back))
            for back in range(actions.count(action))
        ]
    # Alphabetical order puts giving before receiving, and what you do before what they do.
    return Plan(actions, end, tuple(sorted(steps, key=lambda step: (step.on, step.action))))


class _Search:
    """The three parts, prepared once for a relationship."""

    def __init__(self, standing: Standing, role: Role, cadence: int) -> None:
        self.standing = standing
        self.role = role
        self.cadence = cadence
        self.weights = c.WEIGHTS[role]

    def farmed_today(self) -> bool:
        """Whether there is nothing left to do."""
        gates = _TALK_GATES | _DEED_GATES | _FAVOUR_GATES | {"S6"}
        values = components.values(self.standing, self.role, self.cadence)
        raw = sum(value * self.weights[name] for name, value in values.items())
        return _enough(raw) and not failing(self.standing, self.role, self.cadence, gates)

    def least_actions(self, week: int) -> tuple[str, ...] | None:
        """The fewest, then least, actions that end farmed in `week`; None where none do."""
        talks = _by_size(self.talks(week))
        # Nothing is laid out more often than there are actions: later weeks all fit as much.
        deeds, favours = self.fitting[min(week, c.PLAN_ACTIONS)]
        if not _enough(_most(talks) + _most(deeds) + _most(favours)):
            return None
        for size in range(1, c.PLAN_ACTIONS + 1):
            combinations = (
                _farmed(talks[talk], deeds[deed], favours[size - talk - deed])
                for talk, deed in product(talks, deeds)
                if size - talk - deed in favours
            )
            least = min((min(found, default=_NONE) for found in combinations), default=_NONE)
            if least is not _NONE:
                return least
        return None

    @cached_property
    def fitting(self) -> list[tuple[_Sizes, _Sizes]]:
        """By number of weeks, the deeds and favours that can be laid out in so many."""
        return [
            (
                _by_size(option for option in self.deeds if option.weeks_needed <= weeks),
                _by_size(option for option in self.favours if option.weeks_needed <= weeks),
            )
            for weeks in range(c.PLAN_ACTIONS + 1)
        ]

    @cached_property
    def least_talks(self) -> int:
        """How many talks it takes to pass the gates that count contacts."""
        touches = self.standing.touches
        return max(
            0,
            c.WEEKS_NEEDED - len(touches.weeks),
            c.MONTHS_NEEDED - len(touches.months),
            c.CLOSE_MONTHS_NEEDED - len(touches.close_months),
        )

    @cached_property
    def most_talks(self) -> int:
        """How many actions the deeds and favours that are needed leave for talks."""
        if not (self.deeds and self.favours):
            return -1
        return c.PLAN_ACTIONS - sum(
            min(len(option.actions) for option in part) for part in (self.deeds, self.favours)
        )

    @cached_property
    def most_elsewhere(self) -> float:
        """The most points that can come from anything but contact itself."""
        parts = (self.starts[c.PLAN_ACTIONS], self.deeds, self.favours)
        return sum(max(option.points for option in part) for part in parts)

    @cached_property
    def first_week(self) -> int:
        """The first week by whose end the tie can be old enough."""
        first = self.standing.touches.first
        known = (self.standing.touches.as_of - first).days if first else -c.WEEK_DAYS
        return max(1, ceil((c.SPAN_NEEDED_DAYS - known) / c.WEEK_DAYS))

    def talks(self, week: int) -> Iterator[_Option]:
        """Every split of every number of talks that passes the gates about contact."""
        end = week * c.WEEK_DAYS
        before = self.standing.touches
        for number in range(self.least_talks, min(week, self.most_talks) + 1):
            after = _talked(before, number, end)
            if self._fails(replace(self.standing, touches=after), _TALK_GATES):
                continue
            contact = (
                self.weights["cultivation"] * components.cultivation(after)
                + self.weights["tenure"] * components.tenure(after)
                + self.weights["freshness"] * components.freshness(after, self.cadence)
            )
            if _enough(contact + self.most_elsewhere):
                for start in self.starts[number]:
                    yield replace(start, points=start.points + contact)

    @cached_property
    def starts(self) -> list[list[_Option]]:
        """By number of talks, every split into those you begin and those they begin."""
        touches = self.standing.touches
        splits: list[list[_Option]] = []
        for number in range(c.PLAN_ACTIONS + 1):
            splits.append([])
            for mine in range(number + 1):
                theirs = number - mine
                begun = replace(
                    touches,
                    begun_by_me=touches.begun_by_me + mine,
                    begun_by_them=touches.begun_by_them + theirs,
                )
                points = self.weights["reciprocity"] * components.mutual_starts(begun) / 2
                both_ways = bool(begun.begun_by_me and begun.begun_by_them)
                actions = (MEET,) * mine + (THEY_START,) * theirs
                splits[number].append(_Option(actions, points, both_ways))
        return splits

    @cached_property
    def deeds(self) -> list[_Option]:
        """Every way to know the work and see promises kept that passes the gates about them."""
        repairs = (0, 1) if self.role == REQUESTER and self.standing.facts.unhappy else (0,)
        rungs = _RUNGS if self.role == REQUESTER else ((),)
        options = []
        for promises, repair, rung in product(range(c.PLAN_ACTIONS + 1), repairs, rungs):
            if promises + repair + len(rung) <= c.PLAN_ACTIONS:
                options.append(self._deed(promises, repair, rung))
        return [option for option in options if option is not None]

    @cached_property
    def favours(self) -> list[_Option]:
        """Every number of favours given and received that passes the gate about the bank."""
        facts = self.standing.facts
        options = []
        for give in range(c.PLAN_ACTIONS + 1):
            for receive in range(c.PLAN_ACTIONS + 1 - give) if self.role == REQUESTER else (0,):
                after = replace(facts, gave=facts.gave + give, got=facts.got + receive)
                if self._fails(replace(self.standing, facts=after), _FAVOUR_GATES):
                    continue
                points = self.weights["reciprocity"] * components.favours(after, self.role) / 2
                actions = (GIVE,) * give + (RECEIVE,) * receive
                options.append(_Option(actions, points, bool(after.gave and after.got)))
        return options

    def _deed(self, promises: int, repair: int, rung: tuple[str, ...]) -> _Option | None:
        facts = self.standing.facts
        uses = rung.count(USE)
        after = replace(
            facts,
            seen=facts.seen or SEE in rung,
            used=facts.used + uses,
            vouched=facts.vouched or VOUCH in rung,
            unhappy=facts.unhappy and not repair,
            kept=facts.kept + promises,
            # A promise and a use laid on the same day are one week's evidence.
            kept_or_used=facts.kept_or_used + max(promises, uses),
        )
        if self._fails(replace(self.standing, facts=after), _DEED_GATES):
            return None
        points = self.weights["work"] * components.work(after)
        points += self.weights["reliability"] * components.reliability(after)
        return _Option((PROMISE,) * promises + (REPAIR,) * repair + rung, points)

    def _fails(self, standing: Standing, gates: frozenset[str]) -> bool:
        return failing(standing, self.role, self.cadence, gates)


def _talked(before: TouchTally, number: int, end: int) -> TouchTally:
    """Contact on the end day, after `number` one-to-ones of weight 1 laid out over the plan."""
    offsets = talk_days(number, end)
    days = tuple(before.as_of + timedelta(days=offset) for offset in offsets)
    left = fade(end)
    fed = sum(fade(end - offset) for offset in offsets)
    # Spelled out: copying with `replace` costs five times as much, and this is the inner loop.
    return TouchTally(
        as_of=before.as_of + timedelta(days=end),
        noticed=before.noticed + number,
        live=before.live + number,
        fed=before.fed * left + fed,
        fed_close=before.fed_close * left + fed,
        weeks=before.weeks + days,
        months=months(before.months + days),
        close_months=months(before.close_months + days),
        first=before.first or (days[0] if days else None),
        last=days[-1] if days else before.last,
        last_close=days[-1] if days else before.last_close,
        begun_by_me=before.begun_by_me,
        begun_by_them=before.begun_by_them,
        unattributed=before.unattributed,
    )


def _by_size(options: Iterable[_Option]) -> _Sizes:
    sizes: _Sizes = {}
    for option in options:
        sizes.setdefault(len(option.actions), []).append(option)
    return sizes


def _most(sizes: _Sizes) -> float:
    return max((o.points for options in sizes.values() for o in options), default=-inf)


def _farmed(
    talks: list[_Option], deeds: list[_Option], favours: list[_Option]
) -> Iterator[tuple[str, ...]]:
    """The sorted actions of every combination that is farmed."""
    most_deeds = max(option.points for option in deeds)
    most_favours = max(option.points for option in favours)
    for talk in talks:
        if not _enough(talk.points + most_deeds + most_favours):
            continue
        for deed, favour in product(deeds, favours):
            if _enough(talk.points + deed.points + favour.points) and (
                talk.both_ways or favour.both_ways
            ):
                yield tuple(sorted(talk.actions + deed.actions + favour.actions))


def _enough(points: float) -> bool:
    return points >= c.FARMED - c.TOLERANCE
