"""The one home of the strategies: people's histories, from strangers to dear friends.

A history drawn at random is nearly always a stranger's. So most are *tended* — a tie kept up as
the method asks — and then spoiled in one way, a gate a spoiling: that is how every verdict and
every gate comes up often, and gates alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

from hypothesis import strategies as st

from farmer.facts import BAD_FACTS, FACTS, WITHDRAWALS
from farmer.model import (
    BEGINNERS,
    KINDS,
    LIVE,
    NOTHING,
    REQUESTER,
    ROLES,
    TARGET,
    WRITTEN,
    Role,
)
from farmer.scoring import Assessment, Fact, Silence, Touch, assess, silence
from farmer.scoring.recalled import Answers, Period, Talks
from farmer.scoring.weights import COUNTABLE
from farmer.text import fold

AS_OF = date(2026, 6, 15)
OLDEST = 1500

# Whatever the table of facts says can only make it worse.
ANTITONE = (*BAD_FACTS, *WITHDRAWALS)
# How their work may be known, as it is told from memory.
WORK = ("work:told", "work:vouched", "work:seen", "work:used")
# Facts that come from referrals: without them no tie is profitable.
REFERRALS = ("ref_out_good", "ref_in_good", "ref_bad")


# Conversations that count and are close, each in its way.
REAL_TALKS = (
    Touch(AS_OF, "meeting"),
    Touch(AS_OF, "meeting", minutes=30, depth=2),
    Touch(AS_OF, "meal", group=4),
    Touch(AS_OF, "visit", depth=3),
    Touch(AS_OF, "worked", group=3),
    Touch(AS_OF, "video", minutes=45),
    Touch(AS_OF, "call", minutes=40, depth=2),
    Touch(AS_OF, "event", group=2),
)


@dataclass(frozen=True)
class History:
    """All that the judgement of one relationship is given."""

    touches: tuple[Touch, ...]
    facts: tuple[Fact, ...]
    role: Role = REQUESTER
    cadence: int = 90
    as_of: date = AS_OF

    def judged(self) -> Assessment:
        """The judgement on this history."""
        return assess(self.touches, self.facts, self.as_of, self.role)

    def silence(self) -> Silence:
        """How silent this tie is."""
        return silence(self.touches, self.as_of, self.cadence)

    def plus_touches(self, *more: Touch) -> History:
        """The same history with more touches."""
        return replace(self, touches=self.touches + more)

    def plus_facts(self, *more: Fact) -> History:
        """The same history with more facts."""
        return replace(self, facts=self.facts + more)


def day(days_ago: int) -> date:
    """The day so many days before the day of judgement."""
    return AS_OF - timedelta(days=days_ago)


def days(newest: int = 0, oldest: int = OLDEST) -> st.SearchStrategy[date]:
    """Days between so many days ago; negative numbers are in the future."""
    return st.integers(newest, oldest).map(day)


def roles() -> st.SearchStrategy[Role]:
    """Either role."""
    return st.sampled_from(ROLES)


def cadences() -> st.SearchStrategy[int]:
    """Cadences, those of the layers of friendship and the default more often."""
    return st.one_of(st.sampled_from([90, 90, 7, 30, 182, 365]), st.integers(1, 400))


@st.composite
def touches(
    draw: st.DrawFn,
    on: st.SearchStrategy[date] | None = None,
    kinds: tuple[str, ...] = KINDS,
    *,
    plain: bool = False,
) -> Touch:
    """One touch of any of `kinds`; a `plain` one has its kind's default length and company."""
    recorded = st.none() if plain else st.none() | st.integers(1, 300)
    return Touch(
        on=draw(days() if on is None else on),
        kind=draw(st.sampled_from(kinds)),
        by=draw(st.none() | st.sampled_from(BEGINNERS)),
        minutes=draw(recorded),
        group=draw(st.none() if plain else st.none() | st.integers(2, 60)),
        depth=draw(st.integers(0, 3)),
    )


@st.composite
def facts(
    draw: st.DrawFn, on: st.SearchStrategy[date] | None = None, whats: tuple[str, ...] = FACTS
) -> Fact:
    """One fact, any of `whats`."""
    return Fact(draw(days() if on is None else on), draw(st.sampled_from(whats)))


@st.composite
def loose_histories(draw: st.DrawFn, newest: int = -60) -> History:
    """Anything at all, some of it dated in the future."""
    on = days(newest, draw(st.sampled_from([40, 400, OLDEST])))
    return History(
        tuple(draw(st.lists(touches(on), max_size=10))),
        tuple(draw(st.lists(facts(on), max_size=6))),
        draw(roles()),
        draw(cadences()),
    )


@st.composite
def tended_histories(draw: st.DrawFn) -> History:
    """A tie kept up for long enough, with evidence of everything: farmed, or close to it."""
    apart = draw(st.integers(30, 60))
    count = draw(st.integers(max(5, -(-180 // apart) + 1), 10))
    last = draw(st.integers(0, 50))
    begun = ["both", "me", "them", *draw(st.permutations(["both", "me", "them", None, "none"]))]
    met = [
        replace(draw(st.sampled_from(REAL_TALKS)), on=day(last + apart * index), by=by)
        for index, by in zip(range(count), cycle(begun), strict=False)
    ]
    known = [Fact(day(10 + 8 * index), "gave") for index in range(draw(st.integers(2, 4)))]
    known += [Fact(day(12 + 8 * index), "kept") for index in range(draw(st.integers(2, 5)))]
    role = draw(roles())
    if role == REQUESTER:
        known += [Fact(day(14), "got"), Fact(day(90), "work:seen")]
        known += [Fact(day(9 + 9 * index), "work:used") for index in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        known += [Fact(day(40), "ref_in_good"), Fact(day(80), "ref_in_good")]
        known += [Fact(day(60), "ref_out_good")]
    cadence = draw(st.sampled_from([60, 90, 120, 182]))
    return History(tuple(met), tuple(known), role, cadence)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A day, a month or so, a year or so; none of it in the future."""
    first = draw(st.integers(0, 4000))
    length = draw(st.sampled_from([0, 0, 30, 364]))
    return Period(day(first), day(max(0, first - length)))


@st.composite
def tellings(draw: st.DrawFn) -> Answers:
    """Any answers to the questions about the time before farmer."""
    kinds, favours = st.sampled_from(COUNTABLE), st.sampled_from(["a cake", "sent a client"])
    by = st.none() | st.sampled_from(BEGINNERS)
    rhythms = st.builds(Talks, kinds, by, every_days=st.floats(1, 1000))
    work = st.dictionaries(st.sampled_from(WORK), st.integers(1, 9), max_size=2)
    last = draw(st.none() | periods())
    return Answers(
        since=draw(st.none() | periods()),
        talks=draw(st.none() | rhythms | st.builds(Talks, kinds, by, times=st.integers(0, 999))),
        last=last,
        last_kind=draw(st.none() | kinds) if last else None,
        work=tuple(draw(work).items()),
        gave=tuple(draw(st.lists(favours, max_size=2))),
        got=tuple(draw(st.lists(favours, max_size=2))),
    )


def histories() -> st.SearchStrategy[History]:
    """Histories of every verdict, with every gate: tended and spoiled ones, and loose ones."""
    return st.one_of(
        tended_histories(), spoiled_histories(), spoiled_histories(), mixed_histories()
    )


@st.composite
def spoiled_histories(draw: st.DrawFn) -> History:
    """A tended tie with one thing wrong."""
    spoil = SPOILINGS[draw(st.sampled_from(sorted(SPOILINGS)))]
    return spoil(draw(tended_histories()))


@st.composite
def mixed_histories(draw: st.DrawFn) -> History:
    """A loose history, alone or on top of a tended one."""
    loose = draw(loose_histories())
    if draw(st.booleans()):
        return loose
    return draw(tended_histories()).plus_touches(*loose.touches).plus_facts(*loose.facts)


def _without(history: History, *whats: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in history.facts if fact.what not in whats)


def _never_met(history: History) -> History:
    return replace(history, touches=tuple(Touch(t.on, "connect") for t in history.touches))


def _only_written(history: History) -> History:
    return replace(history, touches=tuple(Touch(t.on, "email", t.by) for t in history.touches))


def _met_twice(history: History) -> History:
    return replace(history, touches=(history.touches[0], history.touches[-1]))


def _work_unknown(history: History) -> History:
    unknown = _without(history, "work:seen", "work:used", "ref_out_good")
    return replace(history, facts=unknown, role=REQUESTER)


def _unhappy(history: History) -> History:
    return replace(history.plus_facts(Fact(history.as_of, "unhappy")), role=REQUESTER)


def _breach(history: History) -> History:
    return history.plus_facts(Fact(history.as_of, "breach"))


def _few_months(history: History) -> History:
    late = history.touches[0].on
    spread = [replace(history.touches[i], on=late - timedelta(days=60 * i)) for i in range(4)]
    return replace(history, touches=tuple(spread))


def _only_in_groups(history: History) -> History:
    crowd = [replace(t, kind="meeting", minutes=90, group=8) for t in history.touches]
    return replace(history, touches=tuple(crowd))


def _too_young(history: History) -> History:
    late = history.touches[0].on
    young = [replace(history.touches[i], on=late - timedelta(days=30 * i)) for i in range(5)]
    return replace(history, touches=tuple(young))


def _only_told(history: History) -> History:
    return _work_unknown(history).plus_facts(Fact(history.touches[-1].on, "work:told"))


def _nothing_kept(history: History) -> History:
    least = 3 if history.role == REQUESTER else 6
    broken = [Fact(day(5), "broken")] * least
    return replace(history, facts=(*_without(history, "work:used"), *broken))


def _one_way(history: History) -> History:
    mine = tuple(
        replace(t, by=by) for t, by in zip(history.touches, cycle(("me", None)), strict=False)
    )
    return replace(history, touches=mine, facts=_without(history, "got", "ref_in_good"))


def _cold(history: History) -> History:
    quiet = day(200)
    moved = tuple(replace(t, on=quiet - (AS_OF - t.on)) for t in history.touches)
    return replace(history, touches=moved, cadence=90)


def _long_unspoken(history: History) -> History:
    back = timedelta(days=366)
    spoken = tuple(replace(t, on=t.on - back) for t in history.touches)
    return replace(history, touches=spoken + _only_in_groups(history).touches)


def _empty_bank(history: History) -> History:
    withdrawn = [Fact(day(3), "asked_them")] * 6
    return replace(history.plus_facts(*withdrawn), role=TARGET)


# By gate, what makes it fail. The gates that a spoiling entails fail with it (see ENTAILED).
SPOILINGS: dict[str, Callable[[History], History]] = {
    "H0": _never_met,
    "H1": _only_written,
    "H2": _met_twice,
    "H3": _work_unknown,
    "H4": _unhappy,
    "H5": _breach,
    "S1": _few_months,
    "S2": _only_in_groups,
    "S3": _too_young,
    "S4": _only_told,
    "S5": _nothing_kept,
    "S6": _one_way,
    "S7": _cold,
    "S7b": _long_unspoken,
    "S8": _empty_bank,
}

# Three gates cannot fail alone: who was never met has no contact in any month, who was only
# written to has never been really talked to, and fewer than three weeks are fewer than five months.
ENTAILED: dict[str, frozenset[str]] = {
    "H0": frozenset({"H2", "S1", "S2", "S3"}),
    "H1": frozenset({"S2"}),
    "H2": frozenset({"S1", "S2"}),
}

WRITTEN_OR_NOTHING = (*WRITTEN, *NOTHING)
# Each kind is at least as rich as the one before; an event depends on the circle it was held in.
BY_RICHNESS = (*reversed(NOTHING), *reversed(WRITTEN), "call", "video", "meeting")
EQUALLY_RICH = tuple(kind for kind in LIVE if kind not in ("video", "call", "event"))


def names() -> st.SearchStrategy[str]:
    """Names of one to three words, in letters of several kinds."""
    word = st.text("abcdeghklmnoprtuvzäéñößşčåłøабвгд", min_size=2, max_size=8)
    return st.lists(word.map(str.capitalize), min_size=1, max_size=3).map(" ".join)


@st.composite
def names_written(draw: st.DrawFn, name: str) -> str:
    """A name as somebody may write it: part of it, glued, in other letters, amid punctuation."""
    chosen = draw(st.lists(st.sampled_from(name.split()), min_size=1, max_size=2, unique=True))
    glued = draw(st.sampled_from(("", " ", "-", "_", ".", ", "))).join(chosen)
    spellings: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title, fold)
    spelt = draw(st.sampled_from(spellings))(glued)
    around = ("{}", "@{}", "({})", "{}'s", "{}’s", "{}s", "{},", "_{}_", "{}2")
    return draw(st.sampled_from(around)).format(spelt)
