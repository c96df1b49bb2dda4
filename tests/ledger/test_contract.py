"""What every ledger promises: the one in memory answers as the one that is a file."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from farmer.details import Former
from farmer.errors import Conflict
from farmer.ledger import open_ledger
from farmer.ledger.findings import MARKS, Called
from farmer.ledger.forgotten import address_mark
from farmer.ledger.ledger import Ledger, Writer
from farmer.ledger.newcomers import Origin
from farmer.ledger.reader import Reader
from farmer.model import Contact, Handle, Touch
from farmer.sources import MEMORY
from tests.fakes import FakeLedger
from tests.ledger import story
from tests.ledger.making import tables_of
from tests.ledger.questions import QUESTIONS
from tests.ledger.story import ANA, BO, DAY, LATER, NOW, STORY, an_evening, forgotten, people


@pytest.fixture(params=["memory", "file"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    """A ledger that nobody has begun."""
    if request.param == "memory":
        return FakeLedger()
    return open_ledger(str(tmp_path / "ledger.db"), {})


def _answers(ledger: Ledger, clock_day: date | None = None) -> dict[str, Any]:
    with ledger.reading(clock_day) as reader:
        return {name: ask(reader) for name, ask in QUESTIONS.items()}


def test_every_question_is_asked_and_everything_is_written() -> None:
    """Or the comparison below would hold for less than it says."""
    asked = {name for name in dir(Reader) if not name.startswith("_")}
    assert asked - {"edition", "mark"} == set(QUESTIONS)
    written = {name for name in vars(Writer) if not name.startswith("_")}
    files = (__file__, story.__file__)
    source = "".join(Path(file).read_text(encoding="utf-8") for file in files)
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


@pytest.mark.parametrize("clock_day", [DAY, DAY - timedelta(days=1), LATER - timedelta(days=1)])
def test_both_read_what_is_dated_the_day_after_the_clocks_alike(
    clock_day: date, tmp_path: Path
) -> None:
    memory, file = FakeLedger(), open_ledger(str(tmp_path / "ledger.db"), {})
    for step in STORY:
        step(memory)
        step(file)
    in_memory, in_file = _answers(memory, clock_day), _answers(file, clock_day)
    assert [name for name in QUESTIONS if in_memory[name] != in_file[name]] == []
    assert (in_file["history"] != _answers(file)["history"]) == (clock_day != DAY)


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


def test_whoever_may_be_called_as_was_typed_is_among_those_who_are_read(ledger: Ledger) -> None:
    """Archived people are not; others may be."""
    assert ledger.called("an") == []
    with ledger.changing("begin", NOW) as change:
        for name in ("Ana Ruiz", "José Núñez", "Bo Li", "Lou Tan"):
            change.add_contact(Contact(name, company="Mill", added_on=DAY))
        change.edit_contact(4, {"archived": True})
        change.add_former(3, Former("name", "Bo Anders"))
    for typed, wanted in {
        "AN": {1, 3},
        "nunez": {2},
        "josé nú": {2},
        "li": {3},
        "Lou": set(),
    }.items():
        found = ledger.called(typed)
        assert wanted <= {each.id for each in found} <= {1, 2, 3}
    *_, bo = ledger.called("")
    assert bo == Called(3, "Bo Li", "Mill", ("Bo Anders",))


def test_what_a_file_tells_too_is_not_from_memory_any_more(ledger: Ledger) -> None:
    """Nor is it afterwards, and undo makes it so again; what was typed stays typed."""

    def sources() -> list[str | None]:
        with ledger.reading() as reader:
            return [point.source for point in reader.history(1, DAY).touchpoints]

    with ledger.changing("begin", NOW) as change:
        ana = change.add_contact(Contact("Ana Ruiz", added_on=DAY))
        told = change.add_touch(ana, Touch(DAY, "meeting"), source=MEMORY)
        typed = change.add_touch(ana, Touch(DAY, "call"))
    with ledger.changing("import", NOW) as change:
        for touch_id in (told, typed):
            change.write_origin(touch_id, Origin("icalendar", "x"))
    assert sources() == ["icalendar", "hand"]
    ledger.undo(NOW)
    assert sources() == ["memory", "hand"]


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
    people(ledger)
    with ledger.reading() as reader:
        assert reader.people()
    with pytest.raises((RuntimeError, sqlite3.Error)):
        reader.people()


def test_a_change_that_fails_was_never_made(ledger: Ledger) -> None:
    people(ledger)
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
    people(ledger)
    an_evening(ledger)
    ledger.undo(NOW)
    with ledger.changing("something else", NOW) as change:
        change.add_tag(ANA, "port")
    with pytest.raises(Conflict):
        ledger.redo()


def test_who_was_forgotten_cannot_be_brought_back(ledger: Ledger) -> None:
    for step in (people, an_evening, forgotten):
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


def test_whoever_was_merged_into_them_is_forgotten_too(ledger: Ledger) -> None:
    """By chains of merges; and not who was only for a while."""
    ana, bo = Handle("email", "ana@mill.example"), Handle("email", "bo@mill.example")
    with ledger.changing("people", NOW) as change:
        for name in ("Ana Ruiz", "Bo Li", "Cy Ode", "Di Fo"):
            change.add_contact(Contact(name, added_on=DAY))
        change.add_handles(1, [ana])
        change.add_handles(3, [bo])
        change.add_touch(4, Touch(DAY, "call", note="Cy Ode and Bo Li and Ana Ruiz were away"))
    for kept, other in ((2, 3), (1, 2), (1, 4)):
        with ledger.changing("one", NOW) as change:
            change.merge(kept, other)
    ledger.undo(NOW)
    with ledger.changing("edit", NOW) as change:
        change.edit_contact(1, {"company": "Mill"})
    assert ledger.forget(1, DAY, NOW).names == {"Ana Ruiz", "Bo Li", "Cy Ode"}
    with ledger.reading() as reader:
        assert [person.name for person in reader.people()] == ["Di Fo"]
        assert [reader.search(word) for word in ("bo", "cy", "ana")] == [[], [], []]
        known = reader.forgotten()
        assert [address_mark(each) in known for each in (ana, bo)] == [True, True]
        assert address_mark(Handle("email", "di@mill.example")) not in known
    with suppress(Conflict):
        while True:
            ledger.undo(NOW)
            with ledger.reading() as reader:
                assert {person.name for person in reader.people()} <= {"Di Fo"}


def test_somebody_added_on_another_day_is_not_who_is_forgotten(ledger: Ledger) -> None:
    people(ledger)
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
    people(ledger)
    an_evening(ledger)
    begin, end = MARKS
    with ledger.reading() as reader:
        hits = reader.search("po")
        excerpts = [reader.excerpt(hit, "po") for hit in hits]
    assert {(hit.table, hit.row_id) for hit in hits} == {("touchpoint", 1), ("touchpoint", 2)}
    assert all(f"{begin}port{end}" in excerpt for excerpt in excerpts)


def test_a_name_is_a_better_match_than_a_note(ledger: Ledger) -> None:
    people(ledger)
    with ledger.changing("log", NOW) as change:
        change.add_touch(BO, Touch(DAY, "call", note="Asked about Ruiz"))
    with ledger.reading() as reader:
        assert [hit.table for hit in reader.search("ruiz")] == ["contact", "touchpoint"]


def test_a_copy_is_kept_where_there_is_something_to_copy(ledger: Ledger) -> None:
    assert ledger.back_up("merge", DAY) is None
    people(ledger)
    assert "merge" in (ledger.back_up("merge", DAY) or "")


def test_it_says_where_it_is(ledger: Ledger) -> None:
    assert ledger.place


def _tables(ledger: Ledger) -> dict[str, Any]:
    with ledger.reading() as reader:
        return tables_of(reader)


def _with_days(tables: dict[str, Any]) -> dict[str, Any]:
    """As the rows of a file are read: days are days."""
    return {name: list(map(_row_with_days, rows)) for name, rows in tables.items()}


def _row_with_days(row: dict[str, Any]) -> dict[str, Any]:
    days = ("on", "snoozed_until", "until", *(name for name in row if name.endswith("_on")))
    return {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in row.items()
    }
