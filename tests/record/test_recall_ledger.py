"""Whatever is told from memory, the ledger is as it was without it, and once it is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from farmer.errors import Conflict, InvalidValue
from farmer.ledger.nouns import History
from farmer.model import REQUESTER, Contact, Fact, Promise, Touch
from farmer.scoring.recalled import Answers, Period
from farmer.settings import Settings
from farmer.sources import MEMORY
from farmer.tasks.desk import Desk
from farmer.tasks.judge.check import check
from farmer.tasks.record.recall import look_back, recall
from tests.fakes import FakeLedger
from tests.strategies import AS_OF, days, facts, tellings, touches

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LAST = Answers(last=Period(AS_OF, AS_OF), last_kind="call")


@pytest.fixture
def desk() -> Desk:
    return begun()


def begun() -> Desk:
    """A ledger in memory with Ana in it."""
    desk = Desk(FakeLedger(), AS_OF, NOW, lambda _words: None, Settings())
    with desk.changing("begin") as change:
        change.add_contact(Contact("Ana Ruiz", added_on=AS_OF))
    return desk


def history(desk: Desk) -> History:
    with desk.reading() as reader:
        return reader.history(1, AS_OF)


@given(
    tellings(),
    st.lists(touches(), max_size=3),
    st.lists(facts(), max_size=3),
    st.lists(days(), max_size=2),
)
def test_without_memory_and_after_undo_it_is_as_though_nothing_was_told(
    told: Answers, met: list[Touch], known: list[Fact], kept_on: list[date]
) -> None:
    desk = begun()
    with desk.changing("record") as change:
        for touch in met:
            change.add_touch(1, touch)
        for fact in known:
            change.add_fact(1, fact)
        for day in kept_on:
            change.add_promise(1, Promise("it", False, day, None, "kept", day))
    before, judged = history(desk), check(desk, "Ana", as_of=AS_OF)
    try:
        recalled = recall(desk, look_back(desk, "Ana"), told)
    except InvalidValue:
        assume(False)
        raise
    after = history(desk)
    assert after.recorded == before
    assert {p.source for p in after.touchpoints if p not in before.touchpoints} <= {MEMORY}
    without = check(desk, "Ana", as_of=AS_OF, without_memory=True)
    assert without.asker.assessment == judged.asker.assessment
    assert without.asker._replace(memory=None, missing=()) == judged.asker._replace(missing=())
    told_now = check(desk, "Ana", as_of=AS_OF).asker
    if told_now.memory:
        assert (told_now.memory.verdict, told_now.memory.score) == (judged.verdict, judged.score)
    assert told_now.assessment.score >= judged.score
    assert after.tie(90).score(REQUESTER, AS_OF) == told_now.assessment.score
    if not recalled.is_empty:
        desk.ledger.undo(NOW)
    assert history(desk) == before


def test_what_was_not_shown_is_not_written(desk: Desk) -> None:
    """Where somebody else records something of the same person while the question is open."""
    past = look_back(desk, "Ana")
    with desk.changing("log") as change:
        change.add_touch(1, Touch(AS_OF, "call"))
    with pytest.raises(Conflict, match="meanwhile"):
        recall(desk, past, LAST)
    assert len(history(desk).touchpoints) == 1


def test_what_is_recorded_of_others_meanwhile_stops_nothing(desk: Desk) -> None:
    past = look_back(desk, "Ana")
    with desk.changing("log") as change:
        bo = change.add_contact(Contact("Bo Li", added_on=AS_OF))
        change.add_touch(bo, Touch(AS_OF, "call"))
    assert len(recall(desk, past, LAST).contacts) == 1


def test_whoever_was_renamed_meanwhile_is_asked_for_again(desk: Desk) -> None:
    past = look_back(desk, "Ana")
    with desk.changing("edit") as change:
        change.edit_contact(1, {"name": "Ana Holt"})
    with pytest.raises(Conflict):
        recall(desk, past, LAST)


def test_what_is_known_is_offered_by_where_it_is_from(desk: Desk) -> None:
    """A plan is no contact; since when is offered again as it was told before."""
    with desk.changing("begin") as change:
        change.edit_contact(1, {"met_on": date(2019, 3, 4), "met_at": "Gala"})
        change.add_touch(1, Touch(date(2019, 1, 12), "connect"), source="linkedin")
        change.add_touch(1, Touch(date(2018, 1, 1), "planned"), source="icalendar")
        for month in (4, 5, 6):
            change.add_touch(1, Touch(date(2026, month, 3), "meeting"), source="icalendar")
        change.add_touch(1, Touch(date(2026, 6, 9), "email"), source="file")
        change.add_touch(1, Touch(date(2015, 6, 9), "event"), source=MEMORY)
        change.add_touch(1, Touch(date(2020, 6, 9), "call"))
    past = look_back(desk, "Ana")
    assert set(past.offers) == {
        "Noted: met on 4 Mar 2019 at Gala.",
        "From LinkedIn connections: connected on 12 Jan 2019.",
        "From calendar: planned on 1 Jan 2018 and meeting 3× (3 Apr 2026 to 3 Jun 2026).",
        "From a file: email on 9 Jun 2026.",
        "From memory: event on 9 Jun 2015.",
        "Recorded by you: call on 9 Jun 2020.",
    }
    assert (past.since, past.last) == (date(2015, 6, 9), date(2026, 6, 9))
