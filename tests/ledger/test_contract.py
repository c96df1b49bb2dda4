"""What every ledger promises: the one in memory answers as the one that is a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from farmer.errors import Conflict
from farmer.ledger import open_ledger
from farmer.ledger.findings import MARKS
from farmer.ledger.ledger import Ledger, Reader, Writer
from farmer.ledger.newcomers import ImportedTouch, Newcomer
from farmer.ledger.recorded import RecordedStep
from farmer.model import Contact, Event, Fact, Gain, Handle, Promise, Touch
from farmer.referrals.life import Request, StepTaken
from tests.fakes import FakeLedger

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
LATER = DAY + timedelta(days=10)
ANA, BO, CY, DI = 1, 2, 3, 4
ADDRESS = Handle("email", "ana@mill.example")


@pytest.fixture(params=["memory", "file"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    """A ledger that nobody has begun."""
    if request.param == "memory":
        return FakeLedger()
    return open_ledger(str(tmp_path / "ledger.db"), {})


# -- A story that does everything a writer can, and what was done to it afterwards


def _people(ledger: Ledger) -> None:
    with ledger.changing("people", NOW) as change:
        ana = Contact("Ana Ruiz", nickname="Annie", company="Voss & Co", added_on=DAY)
        assert change.add_contact(ana, [ADDRESS, ADDRESS]) == ANA
        bo = Contact("Bo Li", met_through_id=ANA, met_on=DAY, cadence_days=30, added_on=DAY)
        assert change.add_contact(bo) == BO
        cy = Contact("Cy Ode", archived=True, birthday="--05-12", added_on=LATER)
        assert change.add_contact(cy) == CY
        assert [person.name for person in change.now.people()] == ["Ana Ruiz", "Bo Li", "Cy Ode"]
        for whose, tag in ((ANA, "golf"), (BO, "golf"), (CY, "golf"), (BO, "chapter")):
            change.add_tag(whose, tag)
        change.add_not_same(BO, ANA)


def _an_evening(ledger: Ledger) -> None:
    with ledger.changing("an evening", NOW) as change:
        mixer = change.add_event(Event(DAY, "Chamber mixer", "Old Mill"))
        walk = change.add_event(Event(DAY - timedelta(days=1)))
        for whose in (ANA, BO):
            change.add_touch(whose, Touch(DAY, "event", "me", 120, 30, 2, "Knows the port"), mixer)
        change.add_touch(ANA, Touch(DAY - timedelta(days=1), "meeting", None, 45), walk)
        change.add_touch(CY, Touch(LATER, "call", "them"), None, "linkedin", "m1")
        change.add_fact(ANA, Fact(DAY, "kept", "Sent the address"))
        change.add_fact(BO, Fact(LATER, "gave"))
        change.write_gains(ANA, Gain("theirs", "skills", "Tax law", DAY))
        change.write_gains(ANA, Gain("mine", "goals", "A garden", LATER))


def _requests_and_promises(ledger: Ledger) -> None:
    with ledger.changing("requests and promises", NOW) as change:
        wish = Request("given", ANA, BO, "", "asker", ())
        first = change.add_request(wish, "a pitch", "call", inside=False)
        for step in ("asked", "ask-target", "target-yes"):
            change.add_step(first, RecordedStep(StepTaken(step, DAY), "farmed", '{"score": 80}'))
        made = StepTaken("introduce", DAY, level=3)
        change.add_step(first, RecordedStep(made, "farmed", "{}", "{}"))
        good = StepTaken("outcome", DAY, "signed", None, "business", 120_000, "EUR")
        change.add_step(first, RecordedStep(good))
        asked = Request("received", BO, None, "a buyer", "me", ())
        second = change.add_request(asked, "port office", "", inside=True)
        change.add_step(second, RecordedStep(StepTaken("asked", LATER)))
        theirs = change.add_promise(ANA, Promise("send the lease", False, DAY, LATER))
        change.add_promise(BO, Promise("write to them", True, DAY))
        change.edit_promise(theirs, {"ended": "kept", "ended_on": LATER})


def _corrections(ledger: Ledger) -> None:
    with ledger.changing("corrections", NOW) as change:
        change.edit_contact(BO, {"company": "Harbour", "snoozed_until": LATER})
        change.fill_contact(BO, {"company": "not this", "title": "Broker"})
        change.add_handles(BO, [Handle("phone", "+442079460018"), Handle("url", "bo.example")])
        change.remove_handle(BO, Handle("url", "bo.example"))
        change.remove_tag(CY, "golf")
        change.write_gains(ANA, Gain("theirs", "skills", "Tenancy law", LATER))
        change.write_gains(ANA, Gain("mine", "goals", "", LATER))
        change.edit_touch(2, {"minutes": 20, "note": "Has a second office"})
        change.edit_fact(1, {"on": DAY - timedelta(days=1)})
        change.edit_event(1, {"place": "New Mill"})
        change.edit_request(2, {"need": "harbour office"})


def _removals(ledger: Ledger) -> None:
    with ledger.changing("removals", NOW) as change:
        change.remove_touch(4)
        change.remove_fact(2)
        change.remove_event(2)


def _an_import(ledger: Ledger) -> None:
    called = ImportedTouch(Touch(DAY, "message", "them", note="About the port"), "mail", "x1")
    di = Newcomer(
        Contact("Di Moss"), (Handle("email", "di@moss.example"),), (called,), (), ("chapter",)
    )
    more = Newcomer(Contact("Ana Ruiz"), (), (called,), (Fact(DAY, "work:told"),))
    with ledger.changing("an import", NOW) as change:
        change.add_newcomers([di], LATER)
        change.add_to_people([(ANA, more)])


def _undone(ledger: Ledger) -> None:
    assert ledger.undo(NOW).words == "an import"
    assert ledger.undo(NOW).words == "removals"


def _redone(ledger: Ledger) -> None:
    assert ledger.redo().words == "removals"
    assert ledger.redo().words == "an import"


def _merged(ledger: Ledger) -> None:
    with ledger.changing("merge", NOW) as change:
        change.merge(ANA, DI)


def _forgotten(ledger: Ledger) -> None:
    assert ledger.forget(BO, DAY, NOW) == []


STORY: tuple[Callable[[Ledger], None], ...] = (
    _people,
    _an_evening,
    _requests_and_promises,
    _corrections,
    _removals,
    _an_import,
    _undone,
    _redone,
    _merged,
    _forgotten,
)


# -- Every question there is


def _everywhere(ask: Callable[[int, date], object]) -> list[object]:
    """The answers for everybody, on three days."""
    days = (DAY - timedelta(days=1), DAY, LATER)
    return [_or_refused(partial(ask, i, on)) for i in range(1, 6) for on in days]


def _or_refused(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except KeyError:
        return KeyError


def _ties(reader: Reader) -> object:
    entries = reader.roll(LATER)
    return [
        (
            tie.contact,
            tie.cadence_days,
            sorted(map(repr, tie.touches)),
            sorted(map(repr, tie.facts)),
        )
        for tie in reader.ties(entries, DAY, 90)
    ]


def _hits(reader: Reader) -> object:
    wanted = ("port", "annie", "old mill", '"the port"', "har", "ruiz pitch", "!", "nobody")
    return {each: sorted((hit.table, hit.row_id) for hit in reader.search(each)) for each in wanted}


def _log(reader: Reader) -> object:
    return [(each.id, each.words, each.at, bool(each.rows)) for each in reader.changes()]


def _rows_of_statements(reader: Reader) -> object:
    with closing(sqlite3.connect(":memory:")) as db:
        if reader.exists:
            db.executescript("\n".join(reader.statements()))
        db.row_factory = sqlite3.Row
        found = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        tables = {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in found}
    return {name: [dict(row) for row in rows] for name, rows in tables.items() if rows}


LIVE = ("event", "meeting", "call")
QUESTIONS: dict[str, Callable[[Reader], Any]] = {
    "exists": lambda r: r.exists,
    "people": lambda r: r.people(),
    "people_like": lambda r: [sorted(r.people_like(w), key=repr) for w in ("ana", "li", "nn", "")],
    "person": lambda r: [r.person(i) for i in (*range(6), 10**20)],
    "contact": lambda r: [r.contact(i) for i in range(6)],
    "everybody": lambda r: r.everybody(),
    "handles": lambda r: [r.handles(i) for i in range(6)],
    "roll": lambda r: _everywhere(lambda i, on: r.roll(on, archived=i % 2 == 0)),
    "tags": lambda r: list(r.tags().items()),
    "tags_of": lambda r: [r.tags_of(i) for i in range(6)],
    "tagged": lambda r: [r.tagged("golf"), r.tagged("golf", archived=True), r.tagged("none")],
    "gains": lambda r: _everywhere(r.gains),
    "seen_with": lambda r: _everywhere(lambda i, on: list(r.seen_with(i, on).items())),
    "introduced_by": lambda r: [r.introduced_by(i) for i in range(6)],
    "not_same": lambda r: r.not_same(),
    "history": lambda r: _everywhere(r.history) + _everywhere(lambda i, on: r.history(i, on, 1)),
    "ties": _ties,
    "newest_touches": lambda r: _everywhere(lambda i, on: r.newest_touches(on, LIVE[:i])),
    "newly_touched": lambda r: _everywhere(lambda i, on: r.newly_touched(DAY, on, LIVE[:i])),
    "last_notes": lambda r: _everywhere(lambda i, on: r.last_notes(on, range(1, i))),
    "touchpoint": lambda r: [r.touchpoint(i) for i in range(8)],
    "fact": lambda r: [r.fact(i) for i in range(5)],
    "event": lambda r: [r.event(i) for i in range(4)],
    "gain": lambda r: [r.gain(i) for i in range(5)],
    "newest_touchpoints": lambda r: r.newest_touchpoints(3),
    "newest_evidence": lambda r: r.newest_evidence(3),
    "touches_at": lambda r: [r.touches_at(i) for i in range(4)],
    "event_on": lambda r: [r.event_on("CHAMBER mixer", on) for on in (DAY, LATER)],
    "event_names": lambda r: [r.event_names(on) for on in (DAY - timedelta(days=1), LATER)],
    "last_event_habits": lambda r: [r.last_event_habits(n, LATER) for n in ("chamber mixer", "x")],
    "request": lambda r: [r.request(i) for i in range(4)],
    "requests": lambda r: r.requests(),
    "requests_of": lambda r: [r.requests_of(i) for i in range(6)],
    "request_of_step": lambda r: [r.request_of_step(i) for i in range(8)],
    "promise": lambda r: [r.promise(i) for i in range(4)],
    "promises": lambda r: r.promises(),
    "sourced": lambda r: sorted(r.sourced()),
    "facts_recorded": lambda r: r.facts_recorded(),
    "tags_recorded": lambda r: r.tags_recorded(),
    "counts": lambda r: r.counts(),
    "belongings": lambda r: [r.belongings(i) for i in range(6)],
    "traces": lambda r: [r.traces(i) for i in range(6)],
    "search": _hits,
    "changes": _log,
    "changes_of": lambda r: [[each.words for each in r.changes_of(i)] for i in range(1, 6)],
    "last_standing": lambda r: (last := r.last_standing()) and last.words,
    "is_empty": lambda r: r.is_empty(),
    "tables": lambda r: r.tables(),
    "statements": _rows_of_statements,
}


def _answers(ledger: Ledger) -> dict[str, Any]:
    with ledger.reading() as reader:
        return {name: ask(reader) for name, ask in QUESTIONS.items()}


def test_every_question_is_asked_and_everything_is_written() -> None:
    """Or the comparison below would hold for less than it says."""
    asked = {name for name in vars(Reader) if not name.startswith("_")}
    assert asked - {"edition"} == set(QUESTIONS)
    written = {name for name in vars(Writer) if not name.startswith("_")}
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in written if f"change.{name}" not in source] == []


@pytest.mark.parametrize("steps", range(len(STORY) + 1))
def test_the_ledger_in_memory_answers_as_the_one_that_is_a_file(steps: int, tmp_path: Path) -> None:
    memory, file = FakeLedger(), open_ledger(str(tmp_path / "ledger.db"), {})
    for step in STORY[:steps]:
        step(memory)
        step(file)
    in_memory, in_file = _answers(memory), _answers(file)
    differing = [name for name in QUESTIONS if in_memory[name] != in_file[name]]
    assert differing == []


# -- What a story alone does not show


def test_what_is_not_there_yet_is_a_reader_of_nothing(ledger: Ledger) -> None:
    with ledger.reading() as reader:
        assert not reader.exists
        assert reader.is_empty()
        assert reader.people() == []
        assert reader.counts() == {}
        assert reader.last_standing() is None
        nothing = reader.edition()
    with ledger.changing("begin", NOW) as change:
        assert change.edition == nothing
        change.add_contact(Contact("Ana Ruiz", added_on=DAY))
    with ledger.glancing() as reader:
        assert reader.exists


def test_the_edition_differs_with_every_change_and_not_otherwise(ledger: Ledger) -> None:
    def edition() -> str:
        with ledger.reading() as reader:
            return reader.edition()

    seen = [edition()]
    for step in STORY[:-1]:
        before = edition()
        assert before == seen[-1]
        step(ledger)
        seen.append(edition())
    assert len(set(seen)) >= len(seen) - 1  # redone, it is what it was before it was undone
    with ledger.changing("nothing", NOW) as change:
        assert change.edition == seen[-1]
    assert edition() == seen[-1]


def test_a_reader_that_is_closed_answers_nothing(ledger: Ledger) -> None:
    _people(ledger)
    with ledger.reading() as reader:
        assert reader.people()
    with pytest.raises((RuntimeError, sqlite3.Error)):
        reader.people()


def test_a_change_that_fails_was_never_made(ledger: Ledger) -> None:
    _people(ledger)
    before = _answers(ledger)

    def fail() -> None:
        with ledger.changing("twice", NOW) as change:
            change.add_contact(Contact("Joe Marsh", added_on=DAY))
            change.add_tag(ANA, "golf")

    with pytest.raises(Conflict):
        fail()
    assert _answers(ledger) == before


def test_a_change_of_nothing_is_not_told(ledger: Ledger) -> None:
    with ledger.changing("nothing", NOW):
        pass
    with ledger.reading() as reader:
        assert not reader.exists
        assert reader.changes() == []


def test_nobody_is_added_on_no_day(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="day"), ledger.changing("add", NOW) as change:
        change.add_contact(Contact("Ana Ruiz"))


def test_what_was_undone_is_as_it_was_and_can_be_done_again(ledger: Ledger) -> None:
    editions: list[dict[str, Any]] = []
    for step in STORY[:6]:
        step(ledger)
        editions.append(_tables(ledger))
    for before in (*reversed(editions[:-1]), None):
        ledger.undo(NOW)
        assert before is None or _tables(ledger) == before
    with pytest.raises(Conflict):
        ledger.undo(NOW)
    for after in editions:
        ledger.redo()
        assert _tables(ledger) == after
    with pytest.raises(Conflict):
        ledger.redo()


def test_once_something_is_written_nothing_is_done_again(ledger: Ledger) -> None:
    _people(ledger)
    _an_evening(ledger)
    ledger.undo(NOW)
    with ledger.changing("something else", NOW) as change:
        change.add_tag(ANA, "port")
    with pytest.raises(Conflict):
        ledger.redo()


def test_who_was_forgotten_cannot_be_brought_back(ledger: Ledger) -> None:
    for step in (_people, _an_evening, _forgotten):
        step(ledger)
    with ledger.reading() as reader:
        last = reader.last_standing()
        assert last is not None
        assert (last.words, last.rows) == ("forget somebody", 0)
    ledger.undo(NOW)  # the evening, what is left of it
    with ledger.reading() as reader:
        assert [person.name for person in reader.people()] == ["Ana Ruiz", "Cy Ode"]
        assert reader.touchpoint(1) is None
        assert "Bo Li" not in " ".join(change.words for change in reader.changes())


def test_somebody_added_on_another_day_is_not_who_is_forgotten(ledger: Ledger) -> None:
    _people(ledger)
    ledger.forget(BO, LATER, NOW)
    with ledger.reading() as reader:
        assert reader.person(BO) is not None


def test_a_whole_ledger_goes_into_an_empty_one(ledger: Ledger) -> None:
    other = FakeLedger()
    for step in STORY[:6]:
        step(other)
    whole = _tables(other)
    with ledger.changing("a whole ledger", NOW) as change:
        change.add_tables(_with_days(whole))
    assert _tables(ledger) == whole


def test_what_a_search_found_is_marked(ledger: Ledger) -> None:
    _people(ledger)
    _an_evening(ledger)
    begin, end = MARKS
    with ledger.reading() as reader:
        hits = reader.search("po")
    assert {(hit.table, hit.row_id) for hit in hits} == {("touchpoint", 1), ("touchpoint", 2)}
    assert all(f"{begin}port{end}" in hit.excerpt for hit in hits)


def test_a_name_is_a_better_match_than_a_note(ledger: Ledger) -> None:
    _people(ledger)
    with ledger.changing("log", NOW) as change:
        change.add_touch(BO, Touch(DAY, "call", note="Asked about Ruiz"))
    with ledger.reading() as reader:
        assert [hit.table for hit in reader.search("ruiz")] == ["contact", "touchpoint"]


def test_a_copy_is_kept_where_there_is_something_to_copy(ledger: Ledger) -> None:
    assert ledger.back_up("merge", DAY) is None
    _people(ledger)
    assert "merge" in (ledger.back_up("merge", DAY) or "")


def test_it_says_where_it_is(ledger: Ledger) -> None:
    assert ledger.place


def _tables(ledger: Ledger) -> dict[str, Any]:
    with ledger.reading() as reader:
        return reader.tables()


def _with_days(tables: dict[str, Any]) -> dict[str, Any]:
    """As the rows of a file are read: days are days."""
    return {name: list(map(_row_with_days, rows)) for name, rows in tables.items()}


def _row_with_days(row: dict[str, Any]) -> dict[str, Any]:
    days = ("on", "snoozed_until", *(name for name in row if name.endswith("_on")))
    return {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in row.items()
    }
