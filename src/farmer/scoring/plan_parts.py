"""What a plan can be made of: talks, deeds and favours, each with the points it brings.

The three parts are prepared for one relationship and one role; `farmer.scoring.plan` combines them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple

from farmer.model import REQUESTER, Role
from farmer.scoring import components
from farmer.scoring import constants as c
from farmer.scoring.clocks import months
from farmer.scoring.gates import failing
from farmer.scoring.score import is_farmed
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


class Option(NamedTuple):
    """One choice within a part: what to do, the points it brings, whether it goes both ways."""

    actions: tuple[str, ...]
    points: float
    both_ways: bool = False

    @property
    def weeks_needed(self) -> int:
        """Facts of one kind lie a week apart, so many of a kind need as many weeks."""
        return max((self.actions.count(action) for action in set(self.actions)), default=0)


Sizes = dict[int, list[Option]]


class Parts:
    """The three parts, prepared once for a relationship."""

    def __init__(self, standing: Standing, role: Role) -> None:
        self.standing = standing
        self.role = role
        self.weights = c.WEIGHTS[role]

    def talks(self, week: int) -> Iterator[Option]:
        """Every split of every number of talks that passes the gates about contact."""
        end = week * c.WEEK_DAYS
        before = self.standing.touches
        for number in range(self.least_talks, min(week, self.most_talks) + 1):
            after = _talked(before, number, end)
            if self._fails(self.standing._replace(touches=after), _TALK_GATES):
                continue
            contact = (
                self.weights["cultivation"] * components.cultivation(after)
                + self.weights["tenure"] * components.tenure(after)
                + self.weights["freshness"] * components.freshness(after)
            )
            if is_farmed(contact + self.most_elsewhere):
                for start in self.starts[number]:
                    yield start._replace(points=start.points + contact)

    @cached_property
    def starts(self) -> list[list[Option]]:
        """By number of talks, every split into those you begin and those they begin."""
        touches = self.standing.touches
        splits: list[list[Option]] = []
        for number in range(c.PLAN_ACTIONS + 1):
            splits.append([])
            for mine in range(number + 1):
                theirs = number - mine
                begun = touches._replace(
                    begun_by_me=touches.begun_by_me + mine,
                    begun_by_them=touches.begun_by_them + theirs,
                )
                points = self.weights["reciprocity"] * components.mutual_starts(begun) / 2
                both_ways = bool(begun.begun_by_me and begun.begun_by_them)
                actions = (MEET,) * mine + (THEY_START,) * theirs
                splits[number].append(Option(actions, points, both_ways))
        return splits

    @cached_property
    def deeds(self) -> list[Option]:
        """Every way to know the work and see promises kept that passes the gates about them."""
        repairs = (0, 1) if self.role == REQUESTER and self.standing.facts.unhappy else (0,)
        rungs = _RUNGS if self.role == REQUESTER else ((),)
        options = []
        for promises, repair, rung in product(range(c.PLAN_ACTIONS + 1), repairs, rungs):
            if promises + repair + len(rung) <= c.PLAN_ACTIONS:
                options.append(self._deed(promises, repair, rung))
        return [option for option in options if option is not None]

    @cached_property
    def favours(self) -> list[Option]:
        """Every number of favours given and received that passes the gate about the bank."""
        facts = self.standing.facts
        options = []
        for give in range(c.PLAN_ACTIONS + 1):
            for receive in range(c.PLAN_ACTIONS + 1 - give) if self.role == REQUESTER else (0,):
                after = facts._replace(gave=facts.gave + give, got=facts.got + receive)
                if self._fails(self.standing._replace(facts=after), _FAVOUR_GATES):
                    continue
                points = self.weights["reciprocity"] * components.favours(after, self.role) / 2
                actions = (GIVE,) * give + (RECEIVE,) * receive
                options.append(Option(actions, points, bool(after.gave and after.got)))
        return options

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

    def _deed(self, promises: int, repair: int, rung: tuple[str, ...]) -> Option | None:
        facts = self.standing.facts
        uses = rung.count(USE)
        after = facts._replace(
            seen=facts.seen or SEE in rung,
            used=facts.used + uses,
            vouched=facts.vouched or VOUCH in rung,
            unhappy=facts.unhappy and not repair,
            kept=facts.kept + promises,
            # A promise and a use laid on the same day are one week's evidence.
            kept_or_used=facts.kept_or_used + max(promises, uses),
        )
        if self._fails(self.standing._replace(facts=after), _DEED_GATES):
            return None
        points = self.weights["work"] * components.work(after)
        points += self.weights["reliability"] * components.reliability(after)
        return Option((PROMISE,) * promises + (REPAIR,) * repair + rung, points)

    def _fails(self, standing: Standing, gates: frozenset[str]) -> bool:
        return failing(standing, self.role, gates)


def talk_days(talks: int, end: int) -> list[int]:
    """On which days from today `talks` talks lie: spread evenly, the last on the end day."""
    if talks <= 1:
        return [end] * talks
    first = c.WEEK_DAYS
    return [first + (end - first) * index // (talks - 1) for index in range(talks)]


def by_size(options: Iterable[Option]) -> Sizes:
    sizes: Sizes = {}
    for option in options:
        sizes.setdefault(len(option.actions), []).append(option)
    return sizes


def _talked(before: TouchTally, number: int, end: int) -> TouchTally:
    """Contact on the end day, after `number` one-to-ones of weight 1 laid out over the plan."""
    offsets = talk_days(number, end)
    today = before.as_of.toordinal()
    days = tuple(today + offset for offset in offsets)
    last = date.fromordinal(days[-1]) if days else None
    left = fade(end)
    fed = sum(fade(end - offset) for offset in offsets)
    # Spelled out: copying with `replace` costs five times as much, and this is the inner loop.
    return TouchTally(
        as_of=before.as_of + timedelta(days=end),
        recorded=before.recorded + number,
        nothings=before.nothings,
        noticed=before.noticed + number,
        live=before.live + number,
        met_once=before.met_once and not number,
        fed=before.fed * left + fed,
        fed_close=before.fed_close * left + fed,
        weeks=before.weeks + days,
        months=months(before.months + days),
        close_months=months(before.close_months + days),
        first=before.first or (date.fromordinal(days[0]) if days else None),
        last=last or before.last,
        last_close=last or before.last_close,
        begun_by_me=before.begun_by_me,
        begun_by_them=before.begun_by_them,
        unattributed=before.unattributed,
    )
