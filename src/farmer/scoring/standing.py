"""What a history amounts to on a day: the tallies that every component and gate reads.

Touches and facts are tallied apart because the plan changes the one and the other independently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from farmer.facts import counting_as
from farmer.model import BOTH, ME, THEM, AnyTouch, Fact
from farmer.scoring import constants as c
from farmer.scoring.clocks import months, spaced_sum, weeks
from farmer.scoring.weights import WeighedTouch, in_order, until

_VOUCHED, _KEPT, _BROKEN, _GAVE, _GOT = map(
    counting_as, ("work:vouched", "kept", "broken", "gave", "got")
)


class TouchTally(NamedTuple):
    """Contact up to a day.

    Attributes:
        as_of: the day of judgement.
        recorded: all touches, a mere connection among them.
        nothings: the kinds of those that weigh nothing.
        noticed: touches of any weight above zero.
        live: touches at which you saw or heard each other.
        met_once: whether there is one touch of any weight, and it was face to face.
        fed: weekly-spaced weights, each halved every 180 days; `fed_close` of real talks only.
        weeks, months: counted touches a week and a month apart (the numbers of their days).
        close_months: real conversations a month apart (likewise).
        first, last: the first and last counted touch; `last_close` the last real conversation.
        begun_by_me, begun_by_them: weeks in which a counted touch was begun by each.
        unattributed: counted touches that do not say who began them.
    """

    as_of: date
    recorded: int
    nothings: frozenset[str]
    noticed: int
    live: int
    met_once: bool
    fed: float
    fed_close: float
    weeks: tuple[int, ...]
    months: tuple[int, ...]
    close_months: tuple[int, ...]
    first: date | None
    last: date | None
    last_close: date | None
    begun_by_me: int
    begun_by_them: int
    unattributed: int

    @property
    def span_days(self) -> int:
        """Days from the first to the last counted touch: silence since then adds nothing."""
        return (self.last - self.first).days if self.first and self.last else 0

    @property
    def elapsed_days(self) -> int | None:
        """Days since the last counted touch; None without one."""
        return (self.as_of - self.last).days if self.last else None


class FactTally(NamedTuple):
    """Evidence up to a day; good things are counted in weeks, bad ones row by row.

    Attributes:
        told, vouched, seen: whether the work is known that way.
        used: weeks in which their service was used.
        unhappy, breach: whether one is open.
        kept: weeks with something kept, uses of their service aside; `kept_or_used` with them.
        broken: broken promises and bad referrals that are not forgiven.
        gave, got: weeks of favours to them and from them; `asked` withdrawals, row by row.
        referred_in, referred_out: weeks with a good referral from them, and to somebody for them.
    """

    told: bool
    vouched: bool
    seen: bool
    used: int
    unhappy: bool
    breach: bool
    kept: int
    kept_or_used: int
    broken: tuple[Fact, ...]
    gave: int
    got: int
    asked: int
    referred_in: int
    referred_out: int

    @property
    def work(self) -> float:
        """How well the work is known, 0 to 1: the best rung, none while unhappy with it."""
        if self.unhappy:
            return 0.0
        rungs = (
            (self.used >= c.USED_AGAIN_WEEKS, c.USED_AGAIN),
            (self.used > 0, c.USED),
            (self.seen, c.SEEN),
            (self.vouched, c.VOUCHED),
            (self.told, c.TOLD),
        )
        return next((value for reached, value in rungs if reached), 0.0)

    @property
    def promises_kept(self) -> int:
        """Weeks of promises kept; a use of their service is one while you are content with it."""
        return min(c.KEPT_AT_MOST, self.kept if self.unhappy else self.kept_or_used)

    @property
    def net_kept(self) -> int:
        """Promises kept less what was broken, at three for one."""
        return self.promises_kept - c.BROKEN_COSTS * len(self.broken)

    @property
    def bank(self) -> int:
        """What you put in less what you took out."""
        return self.gave - self.asked


class Standing(NamedTuple):
    """Everything the judgement of one relationship on one day rests on."""

    touches: TouchTally
    facts: FactTally


def standing(touches: Iterable[AnyTouch], facts: Iterable[Fact], as_of: date) -> Standing:
    """Tally `touches` and `facts` dated on or before `as_of`; what comes later is ignored."""
    history = until(in_order(touches), as_of)
    return Standing(tally_touches(history, as_of), tally_facts(facts, as_of))


def tally_touches(history: Sequence[WeighedTouch], as_of: date) -> TouchTally:
    """Tally the touches of a history in order, none of which is dated after `as_of`."""
    counted = [(day, by) for day, by, amount in history if amount.counted]
    noticed = [(day, amount.weight) for day, _, amount in history if amount.weight > 0]
    close = [(day, amount.weight) for day, _, amount in history if amount.close]
    days, close_days = [day for day, _ in counted], [day for day, _ in close]
    fed = _faded_sum(noticed, as_of)
    return TouchTally(
        as_of=as_of,
        recorded=len(history),
        nothings=frozenset([amount.nothing for _, _, amount in history if amount.nothing]),
        noticed=len(noticed),
        live=len([day for day, _, amount in history if amount.live]),
        met_once=len(noticed) == 1 and any(amount.met for _, _, amount in history),
        fed=fed,
        fed_close=fed if len(close) == len(noticed) else _faded_sum(close, as_of),
        weeks=weeks(days),
        months=months(days),
        close_months=months(close_days),
        first=date.fromordinal(days[0]) if days else None,
        last=date.fromordinal(days[-1]) if days else None,
        last_close=date.fromordinal(close_days[-1]) if close_days else None,
        begun_by_me=_begun(counted, ME),
        begun_by_them=_begun(counted, THEM),
        unattributed=len([by for _, by in counted if by is None]),
    )


def tally_facts(facts: Iterable[Fact], as_of: date) -> FactTally:
    """Tally the facts dated on or before `as_of`."""
    known = sorted((fact for fact in facts if fact.on <= as_of), key=lambda fact: fact.on)
    return _tally(known) if known else _no_facts()


@lru_cache(maxsize=1)
def _no_facts() -> FactTally:
    """What is known of most people."""
    return _tally([])


def _tally(known: Sequence[Fact]) -> FactTally:
    days: dict[str, list[int]] = {}
    for fact in known:
        days.setdefault(fact.what, []).append(fact.on.toordinal())

    def on(*whats: str) -> list[int]:
        return [day for what in whats for day in days.get(what, ())]

    def still_open(what: str, closed_by: str) -> list[int]:
        last_word = max(on(closed_by), default=0)
        return [day for day in on(what) if day > last_word]

    forgiven = max(on("forgiven"), default=0)
    return FactTally(
        told=bool(on("work:told")),
        vouched=bool(on(*_VOUCHED)),
        seen=bool(on("work:seen")),
        used=len(weeks(on("work:used"))),
        unhappy=bool(still_open("unhappy", "made_right")),
        breach=bool(still_open("breach", "forgiven")),
        kept=len(weeks(on(*_KEPT))),
        kept_or_used=len(weeks(on(*_KEPT, "work:used"))),
        broken=tuple(f for f in known if f.what in _BROKEN and f.on.toordinal() > forgiven),
        gave=len(weeks(on(*_GAVE))),
        got=len(weeks(on(*_GOT))),
        asked=len(on("asked_them")),
        referred_in=len(weeks(on("ref_in_good"))),
        referred_out=len(weeks(on("ref_out_good"))),
    )


# Asked for each touch of everybody, and for few different days.
@lru_cache(maxsize=8192)
def fade(days: int) -> float:
    """What is left of contact after `days`: half every 180."""
    return float(2.0 ** (-days / c.HALF_LIFE_DAYS))


def _faded_sum(weighed: Iterable[tuple[int, float]], as_of: date) -> float:
    today = as_of.toordinal()
    return spaced_sum([(day, heavy * fade(today - day)) for day, heavy in weighed])


def _begun(counted: Iterable[tuple[int, str | None]], who: str) -> int:
    return len(weeks([day for day, by in counted if by in (who, BOTH)]))
