"""Reading: one moment, nothing where there is no ledger, and out of the way once it is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import LedgerUnavailable
from farmer.ledger import FileLedger, waiting
from farmer.ledger.following import unstored
from farmer.ledger.nouns import Evidence
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.refusals import LedgerBusy
from farmer.ledger.sqlite.functions import enable_functions
from farmer.model import Contact, Fact, Promise, Touch
from farmer.referrals.states import Request, StepTaken
from tests.ledger.making import DAY, NOW, begin, contact, tables_of

LATER = DAY + timedelta(days=30)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_patience", lambda: 0.05)


@pytest.mark.usefixtures("impatient")
def test_no_write_falls_between_two_answers(ledger: Path) -> None:
    """Somebody writes while a reader is open: it sees nothing of that, and they have to wait."""
    begin(ledger)
    with closing(sqlite3.connect(ledger, timeout=0.05, isolation_level=None)) as other:
        enable_functions(other)
        with FileLedger(ledger).reading() as reader:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM contact WHERE id = 1")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("COMMIT")
            assert [person.name for person in reader.people()] == ["Ana Ruiz", "Bo Li"]
            assert reader.history(1, DAY).contact.name == "Ana Ruiz"
        other.execute("COMMIT")
    with FileLedger(ledger).reading() as reader:
        assert [person.name for person in reader.people()] == ["Bo Li"]


def test_the_moment_begins_before_the_first_question(ledger: Path) -> None:
    """Not with it: a change that is made once the ledger is open comes too late."""
    begin(ledger)
    with FileLedger(ledger).reading() as reader:
        with closing(sqlite3.connect(ledger, timeout=0, isolation_level=None)) as other:
            enable_functions(other)
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM contact")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("COMMIT")
        assert len(reader.people()) == 2


@pytest.mark.usefixtures("impatient")
def test_who_writes_beside_an_open_reader_waits_and_then_can(ledger: Path) -> None:
    """As soon as its block has ended, even where an error ended it and answers were left over."""
    begin(ledger)
    for error in (KeyError, LedgerUnavailable):
        with pytest.raises(error):
            fail_beside_a_writer(ledger, error)
        with FileLedger(ledger).changing("mark Ana Ruiz kept", NOW) as writer:
            writer.add_fact(1, Fact(DAY, "kept"))


def fail_beside_a_writer(ledger: Path, error: type[Exception]) -> None:
    """Read some, see a writer kept waiting in vain, and end in an error."""
    with FileLedger(ledger).reading() as reader:
        answers = reader.statements(), reader.table("contacts")
        assert all(map(next, answers))
        with (
            pytest.raises(LedgerBusy),
            FileLedger(ledger).changing("mark Ana Ruiz kept", NOW) as writer,
        ):
            writer.add_fact(1, Fact(DAY, "kept"))
        raise error("enough")


def test_a_reader_that_glances_is_out_of_the_way_too(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).glancing() as reader:
        assert len(reader.people()) == 2
    with FileLedger(ledger).changing("add", NOW) as writer:
        writer.add_contact(contact("Joe Marsh"))


@pytest.mark.parametrize("make", [Path.touch, lambda _: None])
def test_a_ledger_that_is_not_there_is_a_reader_of_nothing(ledger: Path, make: object) -> None:
    if callable(make):
        make(ledger)
    with FileLedger(ledger).reading() as reader:
        assert not reader.exists
        for answer in (
            *(reader.people(), reader.people_like("Ana"), reader.roll(DAY), reader.everybody()),
            *(reader.requests(), reader.promises(), reader.search("Ana"), reader.sourced()),
            *(reader.changes(), reader.changes_of(1), reader.newest_evidence(3), reader.tags_of(1)),
            *(reader.tags(), reader.counts(), reader.belongings(1), reader.not_same()),
        ):
            assert not answer
        for found in (reader.person(1), reader.contact(1), reader.event(1), reader.fact(1)):
            assert found is None
        assert reader.ties([], DAY, 90) == []
        assert reader.last_standing() is None
        assert set(reader.traces(1).counts.values()) == {0}
        assert reader.is_empty()
        assert not any(tables_of(reader).values())
        with pytest.raises(KeyError):
            reader.history(1, DAY)
        before = reader.edition()
    with FileLedger(ledger).changing("add", NOW) as writer:
        assert writer.edition == before
        writer.add_contact(contact("Ana Ruiz"))
    with FileLedger(ledger).reading() as reader:
        assert reader.edition() != before


def _marked(number: int, what: str, on: date) -> Evidence:
    return Evidence(number, 1, Fact(on, what))


@given(
    st.lists(st.sampled_from([("kept", DAY), ("broken", DAY), ("broken", LATER)]), max_size=6),
    st.lists(st.sampled_from([("kept", DAY), ("broken", DAY), ("broken", LATER)]), max_size=6),
)
def test_there_are_as_many_rows_as_the_greater_of_the_two_counts(
    followed: list[tuple[str, date]], marked: list[tuple[str, date]]
) -> None:
    follows = [
        Evidence(number, 1, Fact(on, what), "p") for number, (what, on) in enumerate(followed)
    ]
    stored = [_marked(number, *happened) for number, happened in enumerate(marked)]
    left = [(line.fact.what, line.fact.on) for line in unstored(follows, stored)]
    for happened in set(followed + marked):
        most = max(followed.count(happened), marked.count(happened))
        assert left.count(happened) + marked.count(happened) == most


def _days_of(reader_of: Iterator[Fact]) -> list[tuple[str, date]]:
    return sorted((fact.what, fact.on) for fact in reader_of)


def test_a_third_broken_promise_marked_by_hand_hides_none_of_two_that_were_recorded(
    ledger: Path,
) -> None:
    """Of one person as of many."""
    begin(ledger)
    with FileLedger(ledger).changing("promises", NOW) as writer:
        for text in ("send the lease", "call the bank"):
            writer.add_promise(1, Promise(text, False, DAY, ended="broken", ended_on=DAY))
        writer.add_fact(1, Fact(DAY, "broken", "and a third thing"))
    with FileLedger(ledger).reading() as reader:
        evidence = reader.history(1, DAY).evidence
        (ana, _) = reader.ties(reader.roll(DAY), DAY, 90)
        assert [line.fact.what for line in evidence].count("broken") == 2
        assert _days_of(iter(ana.facts)) == _days_of(line.fact for line in evidence)


def test_what_came_of_a_request_is_left_out_of_its_own_verdict(ledger: Path) -> None:
    asked, sent = StepTaken("asked", DAY), StepTaken("sent", DAY)
    with FileLedger(ledger).changing("request", NOW) as writer:
        whose = writer.add_contact(Contact("Joe Marsh", added_on=DAY))
        writer.add_touch(whose, Touch(DAY, "call"))
        life = Request("received", whose, None, "a buyer", "asker", ())
        request = writer.add_request(life, "a pitch", "", inside=False)
        for step in (asked, sent):
            writer.add_step(request, RecordedStep(step))
    with FileLedger(ledger).reading() as reader:
        (line,) = reader.history(whose, DAY).evidence
        assert (line.label, line.fact.what) == (f"r{request}", "asked_them")
        assert reader.history(whose, DAY, request).evidence == []
        assert reader.history(whose, DAY - timedelta(days=1)).evidence == []
        assert reader.history(whose, DAY).tie(60).cadence_days == 60


def test_namesakes_are_found_however_a_name_is_written(ledger: Path) -> None:
    names = ("José Núñez", "JOSE NUNEZ", 'Bo "B\\o" Li', 'bo "b\\o" li', *["王小明"] * 2, "Ed Oak")
    with FileLedger(ledger).changing("add", NOW) as writer:
        for name in names:
            writer.add_contact(contact(name))
    with FileLedger(ledger).reading() as reader:
        assert reader.namesakes(names) == {"jose nunez", 'bo "b\\o" li', "王小明"}
