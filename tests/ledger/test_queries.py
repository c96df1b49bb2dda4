"""Each question runs on the migrated ledger, finds its rows by an index, and answers in nouns."""

from __future__ import annotations

import pkgutil
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from farmer.ledger import FileLedger, sqlite
from farmer.ledger.nouns import Evidence, Touchpoint
from farmer.ledger.sqlite import erasure
from farmer.model import BareTouch, Fact, Handle, Touch
from tests.ledger.making import DAY, begin, raw
from tests.ledger.revisions import of_revision


def questions() -> dict[str, str]:
    """Every statement that is written in one of the room's modules, by its name."""
    found = {}
    for module in pkgutil.walk_packages(sqlite.__path__, f"{sqlite.__name__}."):
        if ".migrations" not in module.name and not module.name.endswith(".erasure"):
            for name, value in vars(import_module(module.name)).items():
                if name.isupper() and name[0] != "_" and isinstance(value, str):
                    found[name] = value
    return {name: sql for name, sql in found.items() if STATEMENT.match(sql)}


STATEMENT = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b")
QUERIES = questions()
ERASURE = {name: sql for name, sql in vars(erasure).items() if name.isupper()}

# What may read a whole table: it asks about everybody, or is asked once an import.
WHOLE = {
    *("PEOPLE", "PEOPLE_LIKE", "ALL_HANDLES", "EVERYBODY", "ROLL"),
    *("TOUCHES_OF_MOST", "FACTS_OF_MOST", "NEWEST_TOUCHES", "NEWLY_TOUCHED", "UNTENDED"),
    *("SOURCED", "FACTS_RECORDED", "NOT_SAME", "COUNTS", "EDITION", "TAGS"),
    *("LAST_CHANGE", "LAST_UNDONE", "LAST_STANDING", "FORGET_UNDONE_ROWS", "CHANGES", "CHANGES_OF"),
    "ASSISTANT_READS",
    *("END_UNDONE", "ALL_CHANGES", "IMAGES", "NOTED_ROWS", "NOTED_RUNS", "LOG_STATE"),
    *("NEWEST_TOUCHPOINTS", "NEWEST_EVIDENCE", "REQUESTS", "ALL_STEPS", "PROMISES"),
    *("EVENTS_SHARED", "LAST_ID", "MADE", "DIGESTS", "MERGED_AWAY"),
    *("IDLE", "PAST_OF", "EVERYBODYS_FORMER", "TALKS", "PRESENCES", "DAYS_IN_TOUCH"),
    *("REMEMBERED", "READ_LINES", "CAME"),
    *("BIRTHS", "BROUGHT", "CHANGED", "GOALS", "CLOSE_TO", "COLLEAGUES"),
    *("MET_THROUGH", "LAPSED"),
    *("IDENTIFIERS", "DETAILS_RECORDED", "HANDLES_BROUGHT"),
    *("ROWS", "IN_TURN", "NAMES_LIKE", "CALLED", "FOUND"),
}

# Asked of a ledger in which a touchpoint had one source at most: a backup, when forgetting.
OF_OLDER_BACKUPS = {"SOURCES_ONCE", "OTHER_SOURCES_ONCE"}


def parameters(sql: str) -> dict[str, str | int] | tuple[str | int, ...]:
    if "?" in sql:
        return ("contact", 1)[: sql.count("?")]
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
        "names": "[]",
        "key": "a" * 64,
        "digest": "b" * 64,
        "kinds": '["call"]',
        "bits": 8,
        "most": 7,
        "weighed": 7,
        "place": 1,
        "with_words": 1,
    }
    return {
        name: given.get(name, 1 if name.endswith("_id") else "2026-06-15")
        for name in re.findall(r":(\w+)", sql)
    }


@pytest.mark.parametrize("name", [*QUERIES, *ERASURE])
def test_query_runs_on_the_migrated_ledger(ledger: Path, name: str) -> None:
    sql = {**QUERIES, **ERASURE}[name]
    with raw(of_revision(ledger, "0009") if name in OF_OLDER_BACKUPS else begin(ledger)) as db:
        if name in ERASURE and name != "LIST_GONE":
            db.execute(erasure.LIST_GONE)
        db.execute("BEGIN")
        db.execute(sql, parameters(sql))
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
    with FileLedger(begin(ledger)).reading() as reader:
        ana, bo = reader.people()
        assert (ana.name, ana.handles) == ("Ana Ruiz", (Handle("email", "ana@example.org"),))
        assert reader.contact(77) is None
        assert reader.touchpoint(77) is None
        contact, touchpoints, evidence = reader.history(bo.id, DAY)
        assert (contact.met_through_id, contact.added_on, contact.archived) == (ana.id, DAY, False)
        touch = Touch(DAY, "event", "me", 120, 30, 2, "Knows the port")
        assert touchpoints == [Touchpoint(2, bo.id, touch, 1, "Chamber mixer", "hand")]
        assert evidence == []
        fact = Fact(DAY, "kept", "Sent the address")
        assert reader.history(ana.id, DAY).evidence == [Evidence(1, ana.id, fact, source="hand")]
        assert reader.last_notes(DAY, [ana.id, 77]) == {ana.id: (DAY, "Knows the port")}
        assert reader.counts() == {"contacts": 2, "touchpoints": 2, "facts": 1, "events": 1}


def test_many_ties_are_read_as_one_is(ledger: Path) -> None:
    with FileLedger(begin(ledger)).reading() as reader:
        entries = reader.roll(DAY)
        bare = BareTouch(DAY, "event", "me", 120, 30, 2)
        fact = Fact(DAY, "kept", "Sent the address")
        found = [(tie.contact.id, tie.touches, tie.facts) for tie in reader.ties(entries, DAY, 90)]
        assert found == [(1, [bare], [fact]), (2, [bare], [])]
        for tie in reader.ties(entries[::-1], DAY, 90):
            alone = reader.history(tie.contact.id, DAY).tie(90)
            assert list(alone.facts) == tie.facts
            assert [each.on for each in alone.touches] == [each.on for each in tie.touches]
            assert alone.cadence_days == tie.cadence_days == 90


def test_nothing_dated_later_counts(ledger: Path) -> None:
    before = date(2026, 5, 31)
    with FileLedger(begin(ledger)).reading() as reader:
        assert reader.history(1, before)[1:] == ([], [])
        (ana, bo) = reader.ties(reader.roll(DAY), before, 90)
        assert [*ana.touches, *ana.facts, *bo.touches, *bo.facts] == []
        assert reader.last_notes(before, [1, 2]) == {}


def test_event_is_known_by_its_folded_name(ledger: Path) -> None:
    with FileLedger(begin(ledger)).reading() as reader:
        known = reader.event_on("CHAMBER  MIXÉR", DAY)
        assert known is not None
        assert known.id == 1
        assert reader.event_on("Chamber mixer", date(2026, 6, 2)) is None
