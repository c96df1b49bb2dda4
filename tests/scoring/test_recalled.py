"""What is told from memory becomes records: no more than was said, on days that go with it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.model import Fact, Touch
from farmer.scoring.constants import REMEMBERED_DAYS
from farmer.scoring.recalled import Answers, FromMemory, Period, Talks, recalled
from farmer.scoring.weights import is_counted
from tests.strategies import AS_OF, day, facts, tellings, touches

TWO_MONTHS = 365.25 / 6


def on(text: str) -> Period:
    """A period of one day."""
    return Period(date.fromisoformat(text), date.fromisoformat(text))


def days_of(records: FromMemory) -> list[str]:
    """The days of the touches."""
    return [touch.on.isoformat() for touch in records.touches]


def make(told: Answers, *recorded: Touch, known: tuple[Fact, ...] = ()) -> FromMemory:
    return recalled(told, recorded, known, AS_OF)


# -- Talks ------------------------------------------------------------------------------------


def test_every_two_months_is_laid_back_evenly_from_the_last() -> None:
    """Within the last year and a half, from 14 Dec 2024 on."""
    told = Answers(talks=Talks("meeting", every_days=TWO_MONTHS), last=on("2026-05-03"))
    made = make(told)
    assert days_of(made) == [
        *("2025-01-01", "2025-03-03", "2025-05-03", "2025-07-03", "2025-09-02"),
        *("2025-11-02", "2026-01-02", "2026-03-04", "2026-05-03"),
    ]
    assert {(touch.kind, touch.by, touch.depth, touch.minutes) for touch in made.touches} == {
        ("meeting", None, 1, None)
    }


def test_a_month_is_never_short_of_the_months_that_count() -> None:
    told = Answers(talks=Talks("call", every_days=365.25 / 12), last=on("2026-06-15"))
    found = [touch.on for touch in make(told).touches]
    assert len(found) == 19
    assert all((later - sooner).days >= 30 for sooner, later in pairwise(found))


def test_the_year_and_a_half_has_548_days() -> None:
    told = Answers(talks=Talks("call", times=1000), last=Period(AS_OF, AS_OF))
    assert make(told).touches[0].on == day(546)
    told = told._replace(talks=Talks("call", every_days=274))
    assert days_of(make(told)) == ["2024-12-14", "2025-09-14", "2026-06-15"]


def test_a_number_is_spread_over_the_time_and_more_than_one_a_week_is_said() -> None:
    told = Answers(talks=Talks("meal", times=3), last=on("2026-06-15"), since=on("2026-06-03"))
    assert days_of(make(told)) == ["2026-06-03", "2026-06-08", "2026-06-15"]
    daily = Answers(talks=Talks("worked", every_days=1.0), last=on("2026-06-15"))
    assert (len(make(daily).touches), make(daily).left_out) == (79, 470)


def test_where_the_last_is_not_said_it_was_an_interval_ago() -> None:
    """Contact is never fresher than was said; a recorded talk that is newer says more."""
    told = Answers(talks=Talks("meeting", every_days=100))
    assert make(told).touches[-1].on == day(100)
    newer = make(told, Touch(day(20), "meal"))
    assert [touch.on for touch in newer.touches][-1] == day(120)
    assert newer.known == 1


def test_a_recorded_talk_is_one_of_those_told() -> None:
    """The nearest in the rhythm is not made; a mail, a big event or a plan is no such talk."""
    told = Answers(talks=Talks("meeting", every_days=100), last=Period(AS_OF, AS_OF))
    assert [touch.on for touch in make(told).touches] == [day(n) for n in range(500, -1, -100)]
    recorded = (
        Touch(day(95), "meal"),
        Touch(day(210), "video"),
        Touch(day(300), "email"),
        Touch(day(400), "event", group=30, minutes=60),
        Touch(day(0), "attempt"),
    )
    made = make(told, *recorded)
    assert [touch.on for touch in made.touches] == [day(n) for n in (500, 400, 300, 0)]
    assert made.known == 2
    # Two in one turn are two of those told.
    assert len(make(told, Touch(day(95), "meal"), Touch(day(99), "meal")).touches) == 4


def test_written_talk_is_recorded_by_what_was_written() -> None:
    told = Answers(talks=Talks("email", every_days=100), last=Period(AS_OF, AS_OF))
    assert len(make(told, Touch(day(100), "meeting")).touches) == 6
    assert len(make(told, Touch(day(100), "message")).touches) == 5


def test_the_last_may_have_been_another_kind() -> None:
    told = Answers(talks=Talks("meeting", every_days=300), last=on("2026-05-03"), last_kind="call")
    assert [touch.kind for touch in make(told).touches] == ["meeting", "call"]


# -- Since and last ---------------------------------------------------------------------------


def test_since_is_one_touch_that_is_nobodys_real_conversation() -> None:
    made = make(Answers(since=Period(date(2015, 1, 1), date(2015, 12, 31))))
    assert made.touches == (Touch(date(2015, 12, 31), "event"),)


@pytest.mark.parametrize(
    "recorded",
    [Touch(date(2014, 3, 1), "email"), Touch(date(2015, 7, 1), "meeting")],
    ids=["earlier", "that year"],
)
def test_since_makes_nothing_where_contact_is_recorded_by_then(recorded: Touch) -> None:
    told = Answers(since=Period(date(2015, 1, 1), date(2015, 12, 31)))
    assert make(told, recorded).touches == ()
    assert make(told, Touch(recorded.on, "connect")).touches != ()


def test_since_and_last_in_the_same_month_make_no_longer_time_than_there_was() -> None:
    told = Answers(since=Period(date(2026, 6, 1), AS_OF), last=on("2026-06-03"), last_kind="meal")
    assert make(told).touches == (Touch(date(2026, 6, 3), "meal"),)


def test_the_last_talk_alone_is_one_talk_on_the_first_day_it_can_have_been() -> None:
    may = Period(date(2026, 5, 1), date(2026, 5, 31))
    assert make(Answers(last=may, last_kind="call")).touches == (Touch(may.first, "call"),)
    assert make(Answers(last=may, last_kind="call"), Touch(date(2026, 5, 20), "meal")).touches == ()
    assert make(Answers(last=may), Touch(date(2026, 5, 20), "meal")).touches == ()


def test_never_makes_nothing_and_goes_with_a_last_talk_long_ago() -> None:
    told = Answers(talks=Talks("meeting", times=0), last=on("2020-05-03"), last_kind="meal")
    assert days_of(make(told)) == ["2020-05-03"]
    assert make(Answers(talks=Talks("meeting", times=0))) == FromMemory((), (), no_talk=True)


def test_an_interval_longer_than_the_year_and_a_half_makes_no_talk() -> None:
    told = Answers(talks=Talks("meeting", every_days=REMEMBERED_DAYS + 1))
    assert make(told) == FromMemory((), (), no_talk=True)
    assert make(told, Touch(day(100), "meal")) == FromMemory((), (), known=1)
    just = Answers(talks=Talks("meeting", every_days=REMEMBERED_DAYS))
    assert days_of(make(just)) == [day(REMEMBERED_DAYS).isoformat()]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            Answers(since=on("2026-03-01"), last=on("2026-02-01"), last_kind="call"),
            "before you knew",
        ),
        (Answers(talks=Talks("call", times=3), last=on("2024-01-01")), "no talk in the last year"),
        (Answers(last=on("2026-02-01")), "How you talked last is missing"),
        (Answers(work=(("work:used", 5),)), "When you talked last is missing"),
        (Answers(gave=("a cake",)), "When you talked last is missing"),
        (Answers(got=("a hint",), since=on("2015-06-01")), "When you talked last is missing"),
    ],
)
def test_answers_that_contradict_each_other_are_refused(told: Answers, sentence: str) -> None:
    with pytest.raises(InvalidValue, match=sentence):
        make(told)


# -- Facts ------------------------------------------------------------------------------------


def test_used_twice_is_in_two_weeks_where_there_is_room() -> None:
    told = Answers(work=(("work:used", 2),), since=on("2026-05-01"), last=on("2026-05-11"))
    met = Touch(date(2026, 5, 11), "meal")
    assert [fact.on.isoformat() for fact in make(told, met).facts] == ["2026-05-04", "2026-05-11"]
    close = told._replace(since=on("2026-05-08"))
    assert [fact.on.isoformat() for fact in make(close, met).facts] == ["2026-05-08", "2026-05-11"]


def test_what_is_recorded_of_work_and_favours_is_not_told_again() -> None:
    told = Answers(
        work=(("work:used", 2), ("work:seen", 1)), gave=("Sent a client", "a cake"), got=("x",)
    )
    known = (
        Fact(day(30), "work:used"),
        Fact(day(40), "work:seen"),
        Fact(day(50), "gave", "sent a CLIENT"),
        Fact(day(50), "got", "a cake"),
    )
    met = Touch(day(20), "meal")
    assert make(told, met, known=known).facts == (
        Fact(met.on, "work:used"),
        Fact(met.on, "gave", "a cake"),
        Fact(met.on, "got", "x"),
    )
    # Of what is recorded already no day is asked.
    assert make(Answers(work=(("work:seen", 1),)), known=known).facts == ()


# -- Whatever is told -------------------------------------------------------------------------


recorded = st.lists(touches(), max_size=6)
evidence = st.lists(facts(), max_size=4)


def settled(told: Answers, there: list[Touch], known: list[Fact]) -> FromMemory:
    """What is made; answers that contradict each other are left to the tests above."""
    try:
        return recalled(told, there, known, AS_OF)
    except InvalidValue:
        assume(False)
        raise


@given(tellings(), recorded, evidence)
def test_nothing_lies_before_since_after_last_or_in_the_future(
    told: Answers, there: list[Touch], known: list[Fact]
) -> None:
    made = settled(told, there, known)
    for made_on in [*(touch.on for touch in made.touches), *(fact.on for fact in made.facts)]:
        assert made_on <= AS_OF
        assert not told.since or made_on >= told.since.first
        assert not told.last or made_on <= told.last.latest


@given(tellings(), recorded, evidence)
def test_never_more_than_was_said_with_what_is_recorded(
    told: Answers, there: list[Touch], known: list[Fact]
) -> None:
    """One touch for since, one for the last talk alone, and the talks in the year and a half."""
    made = settled(told, there, known)
    assert all(map(is_counted, made.touches))
    talked = [t for t in made.touches if not (told.since and t.kind == "event")]
    if told.talks is None:
        assert len(made.touches) <= bool(told.since) + bool(told.last)
        return
    times = told.talks.times
    most = int(REMEMBERED_DAYS / (told.talks.every_days or 1)) + 1 if times is None else times
    assert len(talked) + made.known <= max(most, bool(told.last))
    assert len(made.touches) <= max(most, bool(told.last)) + bool(told.since)
    for what, weeks in told.work:
        before = sum(fact.what == what for fact in known)
        assert sum(fact.what == what for fact in made.facts) == max(0, weeks - before)
    for what, texts in (("gave", told.gave), ("got", told.got)):
        assert sum(fact.what == what for fact in made.facts) <= len(set(texts))


@given(tellings(), recorded, evidence)
def test_told_twice_is_told_once(told: Answers, there: list[Touch], known: list[Fact]) -> None:
    made = settled(told, there, known)
    again = recalled(told, [*there, *made.touches], [*known, *made.facts], AS_OF)
    assert (again.touches, again.facts) == ((), ())


@given(
    st.integers(7, 400),
    st.integers(0, 400),
    st.lists(touches(st.integers(0, REMEMBERED_DAYS).map(day), ("meeting",), plain=True)),
)
def test_no_talk_is_made_within_half_a_turn_of_a_recorded_one(
    apart: int, last: int, there: list[Touch]
) -> None:
    told = Answers(talks=Talks("meeting", every_days=apart), last=Period(day(last), day(last)))
    for made in make(told, *there).touches:
        assert all(abs((made.on - t.on).days) >= apart // 2 for t in there if is_counted(t))
