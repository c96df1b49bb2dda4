"""The read queries against the migrated ledger: each one runs, and finds its rows by an index."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from farmer.ledger import connect, erasure, queries, reading
from farmer.ledger.records import Evidence
from farmer.model import BareTouch, Fact, Handle, Touch
from tests.ledger.making import DAY, begin, raw

QUERIES = {name: value for name, value in vars(queries).items() if name.isupper()}
QUERIES = {name: sql for name, sql in QUERIES.items() if not name.startswith("_")}
ERASURE = {name: sql for name, sql in vars(erasure).items() if name.isupper()}

# What may read a whole table: it asks about everybody, or is asked once an import.
WHOLE = {
    *("PEOPLE", "PEOPLE_LIKE", "ALL_HANDLES", "EVERYBODY", "ROLL"),
    *("TOUCHES_OF_MOST", "FACTS_OF_MOST", "NEWEST_TOUCHES", "NEWLY_TOUCHED"),
    *("SOURCED", "FACTS_RECORDED", "NOT_SAME", "COUNTS", "EDITION", "TAGS"),
    *("LAST_CHANGE", "LAST_UNDONE", "LAST_STANDING", "FORGET_UNDONE_ROWS", "CHANGES", "CHANGES_OF"),
    *("NEWEST_TOUCHPOINTS", "NEWEST_EVIDENCE", "REQUESTS", "ALL_STEPS", "PROMISES"),
}


def parameters(sql: str) -> dict[str, str | int]:
    given: dict[str, str | int] = {
        "query": '"port"',
        "tag": "golf",
        "archived": 0,
        "words": "x",
        "word": "ana",
        "any": 0,
        "before": "{}",
        "count": 9,
        "ids": "[1, 2]",
        "kinds": '["call"]',
    }
    return {
        name: given.get(name, 1 if name.endswith("_id") else "2026-06-15")
        for name in re.findall(r":(\w+)", sql)
    }


@pytest.mark.parametrize("name", [*QUERIES, *ERASURE])
def test_query_runs_on_the_migrated_ledger(ledger: Path, name: str) -> None:
    sql = {**QUERIES, **ERASURE}[name]
    with raw(begin(ledger)) as db:
        db.execute("BEGIN")
        db.execute(sql, ("contact", 1) if "?" in sql else parameters(sql))
        db.execute("ROLLBACK")


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - WHOLE))
def test_query_for_few_rows_finds_them_by_index(ledger: Path, name: str) -> None:
    sql = QUERIES[name]
    with raw(begin(ledger)) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters(sql))]
    assert plan
    scans = [step for step in plan if step.startswith("SCAN")]
    found = [s for s in scans if "VIRTUAL TABLE INDEX" not in s and s != "SCAN CONSTANT ROW"]
    assert found == []


def test_queries_for_everybody_are_known_by_name() -> None:
    assert QUERIES.keys() >= WHOLE


def test_reading_speaks_in_the_models_nouns(ledger: Path) -> None:
    with connect.reading(begin(ledger)) as db:
        assert db is not None
        ana, bo = reading.people(db)
        assert (ana.name, ana.handles) == ("Ana Ruiz", (Handle("email", "ana@example.org"),))
        assert reading.contact(db, 77) is None
        assert reading.touchpoint(db, 77) is None
        found = reading.contact(db, bo.id)
        assert found is not None
        assert (found.met_through_id, found.added_on, found.archived) == (ana.id, DAY, False)
        touch = Touch(DAY, "event", "me", 120, 30, 2, "Knows the port")
        assert [found.touch for found in reading.touchpoints(db, bo.id, DAY)] == [touch]
        bare = BareTouch(DAY, "event", "me", 120, 30, 2)
        assert reading.touches_by_contact(db, DAY, [1, 2]) == {ana.id: [bare], bo.id: [bare]}
        assert reading.touches_by_contact(db, DAY, [bo.id]) == {bo.id: [bare]}
        fact = Fact(DAY, "kept", "Sent the address")
        assert reading.evidence(db, ana.id, DAY) == [Evidence(1, ana.id, fact)]
        assert reading.facts_by_contact(db, DAY, [1, 2]) == {ana.id: [fact]}
        assert reading.facts_by_contact(db, DAY, [bo.id]) == {}
        assert reading.last_notes(db, DAY, [ana.id, 77])[ana.id] == (DAY, "Knows the port")
        assert reading.counts(db) == {"contacts": 2, "touchpoints": 2, "facts": 1, "events": 1}


def test_nothing_dated_later_counts(ledger: Path) -> None:
    before = date(2026, 5, 31)
    with connect.reading(begin(ledger)) as db:
        assert db is not None
        assert reading.touchpoints(db, 1, before) == []
        assert reading.evidence(db, 1, before) == []
        assert reading.touches_by_contact(db, before, [1, 2]) == {}
        assert reading.facts_by_contact(db, before, [1, 2]) == {}
        assert reading.last_notes(db, before, [1, 2]) == {}
        assert reading.last_event_habits(db, "Chamber mixer", before) == (None, None)


def test_event_is_known_by_its_folded_name(ledger: Path) -> None:
    with connect.reading(begin(ledger)) as db:
        assert db is not None
        known = reading.event_on(db, "CHAMBER  MIXÉR", DAY)
        assert known is not None
        assert known.id == 1
        assert reading.event_on(db, "Chamber mixer", date(2026, 6, 2)) is None
        assert reading.last_event_habits(db, "chamber mixer", DAY) == (120, 30)
