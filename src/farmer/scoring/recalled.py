"""What somebody tells from memory of the time before farmer, laid out as records.

A plan's counterpart for the past. Of every answer only what it says is made, on days that go with
all of them: where one leaves a choice, the one that weighs less is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.model import EARLIEST, LIVE, AnyTouch, Fact, Touch
from farmer.scoring.constants import REMEMBERED_DAYS, WEEK_DAYS
from farmer.scoring.weights import is_counted, weigh
from farmer.text import fold
from farmer.wording import say_date

# That you met is all that “since” says: what weighs least of all that counts as contact, and is
# nobody's real conversation.
_MET = "event"


class Period(NamedTuple):
    """When something was, as precisely as it is remembered: some day from `first` to `latest`."""

    first: date
    latest: date


class Talks(NamedTuple):
    """How you talked in the last year and a half: at intervals, or so many times.

    Attributes:
        kind: how, a kind that can count as contact.
        by: who began them; None where that was not said.
        every_days: the days between two of them, where an interval was said.
        times: how many there were, where a number was said.
    """

    kind: str
    by: str | None = None
    every_days: float | None = None
    times: int | None = None

    def apart(self, room_days: int) -> float:
        """The days between two of them, spread evenly over `room_days`; a week at least."""
        said = self.every_days if self.times is None else room_days / max(1, self.times)
        return max(float(WEEK_DAYS), said or 0.0)

    def number(self, room_days: int) -> int:
        """How many were said to have been in `room_days`."""
        if self.times is not None:
            return self.times
        return int(room_days / self.every_days) + 1 if self.every_days else 0


class Answers(NamedTuple):
    """The answers to the five questions; what was not answered is None or empty.

    Attributes:
        since: since when you know each other.
        talks: how often and how you talked.
        last, last_kind: when you talked last, and how where it was said.
        work: how their work is known, each with the number of separate weeks.
        gave, got: what you did for them, and they for you, each in words.
    """

    since: Period | None = None
    talks: Talks | None = None
    last: Period | None = None
    last_kind: str | None = None
    work: tuple[tuple[str, int], ...] = ()
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()


class FromMemory(NamedTuple):
    """What follows from the answers and is not recorded yet, oldest first.

    Attributes:
        known: how many of the talks that were told are in the ledger already.
        left_out: how many more there were than one a week, which would count no more.
        no_talk: whether it was told how often you talked, and that makes none.
        replaces: the id of the first day that was told before, and holds no longer; None for none.
    """

    touches: tuple[Touch, ...]
    facts: tuple[Fact, ...]
    known: int = 0
    left_out: int = 0
    no_talk: bool = False
    replaces: int | None = None


def may_be_first_day(touch: Touch) -> bool:
    """Whether a touch from memory is as “since when you know each other” makes it."""
    return touch == Touch(touch.on, _MET)


def recalled(
    told: Answers, touches: Sequence[AnyTouch], facts: Sequence[Fact], today: date
) -> FromMemory:
    """The records that the answers make beside the `touches` and `facts` that there are.

    Nothing lies before the day since when you know each other, after that of the last talk or in
    the future; there are never more talks than were said, those that are recorded among them.

    Raises:
        InvalidValue: where two answers contradict each other, the last talk does not say how, or
            nothing says when what was done for each other was at the latest.
    """
    heard = sorted(touch.on for touch in touches if touch.on <= today and is_counted(touch))
    last = _last(told, heard, today)
    until = last or today
    since = _since(told, until)
    opening = max(since or date.min, today - timedelta(days=REMEMBERED_DAYS))
    before = [touch for touch in touches if touch.on <= today]
    made, known, left_out = _talks(told, before, opening, until)
    no_talk = told.talks is not None and not (made or known)
    made += _last_alone(told, before, until)
    if told.since and since and _is_first(told.since, since, heard, made):
        made.append(Touch(since, _MET))
    earliest = max(since or EARLIEST, until - timedelta(days=REMEMBERED_DAYS), EARLIEST)
    done = _evidence(told, facts, earliest, until)
    if done and last is None:
        raise InvalidValue(
            "When you talked last is missing, so what was done has no day.",
            'Say it: --last "3 May, coffee"',
        )
    return FromMemory(
        tuple(sorted(made, key=lambda touch: touch.on)),
        tuple(sorted(done, key=lambda fact: fact.on)),
        known,
        left_out,
        no_talk,
    )


def _last(told: Answers, heard: Sequence[date], today: date) -> date | None:
    """The day of the last talk: as told, as recorded, or one interval ago where only that is said.

    None where nothing says it.

    Of a period it is what the ledger has in it, else the first day: contact is never fresher than
    was said.
    """
    if told.last:
        within = [on for on in heard if told.last.first <= on <= told.last.latest]
        return max(within, default=told.last.first)
    known = list(heard[-1:])
    if told.talks:
        known.append(today - timedelta(days=int(told.talks.apart(REMEMBERED_DAYS))))
    if known and told.since:
        known.append(told.since.first)
    return max(known, default=None)


def _since(told: Answers, until: date) -> date | None:
    """The latest day since when you can have known each other, so that the time is never longer."""
    if told.since is None:
        return None
    if told.since.first > until:
        raise InvalidValue(
            f"You would have talked last on {say_date(until)}, before you knew each other "
            f"({say_date(told.since.first)}).",
            "Correct one of the two.",
        )
    return min(told.since.latest, until)


def _talks(
    told: Answers, before: Sequence[AnyTouch], opening: date, until: date
) -> tuple[list[Touch], int, int]:
    """The talks that are not recorded yet; how many are, and how many find no place.

    They go back evenly from the last one. Each that is recorded takes the place of the nearest.
    """
    talks = told.talks
    if talks is None:
        return [], 0, 0
    room = (until - opening).days
    if room < 0:
        if told.last and talks.times != 0:
            raise InvalidValue(
                f"You talked last on {say_date(until)}: then there was no talk in the last year "
                "and a half.",
                "Correct one of the two, or leave out how often.",
            )
        return [], 0, 0
    apart, said = talks.apart(room), talks.number(room)
    number = min(said, int(room / apart) + 1)
    places = [until - timedelta(days=int(back * apart)) for back in range(number)]
    near = opening - timedelta(days=int(apart / 2))
    recorded = [
        t.on for t in before if t.on >= near and (_is_such(t, talks.kind) or _is_last(t, told))
    ]
    free = _without_nearest(places, recorded)
    kind_of_last = told.last_kind or talks.kind
    made = [Touch(day, kind_of_last if day == until else talks.kind, talks.by) for day in free]
    return made, number - len(free), said - number


def _without_nearest(places: Sequence[date], recorded: Sequence[date]) -> list[date]:
    """What is left of the `places` once each recorded day, the newest first, took the nearest."""
    free = list(places)
    for on in sorted(recorded, reverse=True):
        if free:
            _, nearest = min((abs((place - on).days), place) for place in free)
            free.remove(nearest)
    return free


def _is_such(touch: AnyTouch, kind: str) -> bool:
    """Whether it is one of the talks of that `kind`: for a live one any real conversation is."""
    amounts = weigh(touch)
    alike = touch.kind == kind or (amounts.close if kind in LIVE else not amounts.live)
    return amounts.counted and alike


def _is_last(touch: AnyTouch, told: Answers) -> bool:
    """Whether it is the last talk, as it was told."""
    if told.last is None or told.last_kind is None:
        return False
    return told.last.first <= touch.on <= told.last.latest and _is_such(touch, told.last_kind)


def _last_alone(told: Answers, before: Sequence[AnyTouch], until: date) -> list[Touch]:
    """The last talk, where nothing is said of those before it, and it is not recorded."""
    if told.last is None or (told.talks and told.talks.times != 0):
        return []
    if told.last_kind is not None:
        return [] if any(_is_last(t, told) for t in before) else [Touch(until, told.last_kind)]
    if any(told.last.first <= t.on <= told.last.latest and is_counted(t) for t in before):
        return []
    raise InvalidValue("How you talked last is missing.", "Say it after the day: 3 May, coffee")


def _is_first(told: Period, since: date, heard: Sequence[date], made: Sequence[Touch]) -> bool:
    """Whether nothing else shows contact as early as you know each other."""
    return not any(on <= told.latest for on in heard) and not any(t.on <= since for t in made)


def _evidence(told: Answers, facts: Sequence[Fact], earliest: date, until: date) -> list[Fact]:
    """What is not recorded yet of the work and the favours: evenly back from the last talk."""
    found: list[Fact] = []
    for what, weeks in told.work:
        missing = weeks - sum(fact.what == what for fact in facts)
        found += [Fact(on, what) for on in _spread(missing, earliest, until)]
    for what, texts in (("gave", told.gave), ("got", told.got)):
        known = {fold(fact.note) for fact in facts if fact.what == what}
        new = [text for text in dict.fromkeys(texts) if fold(text) not in known]
        days = _spread(len(new), earliest, until)
        found += [Fact(on, what, text) for on, text in zip(days, new, strict=True)]
    return found


def _spread(number: int, earliest: date, until: date) -> list[date]:
    """So many days evenly back from `until`, a week or more apart where there is room for it."""
    room = (until - earliest).days
    apart = min(max(room / max(1, number), WEEK_DAYS), room / max(1, number - 1))
    return [until - timedelta(days=int(place * apart)) for place in range(number)]
