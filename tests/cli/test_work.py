"""Speed by structure: how many questions a command asks of the ledger, and how they grow with it.

No stopwatch: queries are counted, and the steps that SQLite takes to answer them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from farmer.ledger import FileLedger
from farmer.links import Link
from farmer.model import Contact, Fact, Touch
from tests.conftest import Farmer
from tests.ledger.making import DAY, NOW

# What each may ask: opening and knowing the ledger takes five, not trusting what it says three.
QUERIES = {
    "farmer check Ana": 14,
    "farmer show Ana": 21,
    "farmer list --limit 20": 15,
    "farmer list --sort score": 15,
    "farmer stale": 16,
    "farmer today": 20,
    "farmer where": 14,
    # One of them asks whether there are more hits than are weighed.
    "farmer find talk --limit 5": 23,
    "farmer __complete zsh check An": 9,
}
# Through whom: how requests of each connector went, and of the three best closed doors the way.
QUERIES_OF_REACH = 49
# About one person: what else is in the ledger makes no difference but for finding them.
OF_ONE = {"farmer check Ana", "farmer show Ana"}
STEPS_BETWEEN_COUNTS = 10


@dataclass
class Work:
    """What was asked of SQLite, and how many of its steps the answers took."""

    queries: list[str] = field(default_factory=list)
    steps: int = 0

    def query(self, statement: str) -> None:
        """One more question; what SQLite asks itself within one comes as a comment."""
        if not statement.startswith("--"):
            self.queries.append(statement)

    def step(self) -> int:
        """One more batch of steps."""
        self.steps += STEPS_BETWEEN_COUNTS
        return 0


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Work]:
    """Begins to watch every connection that is opened from then on, plain or locked."""
    at: list[Work] = []

    def watching(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        def connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            db = connect(*args, **kwargs)
            if at:
                db.set_trace_callback(at[-1].query)
                db.set_progress_handler(at[-1].step, STEPS_BETWEEN_COUNTS)
            return db

        return connected

    def begin() -> Work:
        at.append(Work())
        return at[-1]

    monkeypatch.setattr(sqlite3, "connect", watching(sqlite3.connect))
    if find_spec("sqlcipher3"):
        locked = import_module("sqlcipher3.dbapi2")
        monkeypatch.setattr(locked, "connect", watching(locked.connect))
    return begin


def fill(ledger: Path, people: int, touches: int) -> None:
    """Ana Ruiz, and so many others with as many touches each."""
    with FileLedger(ledger).changing("invent people", NOW) as writer:
        for number in range(people + 1):
            name = f"Bo Li {number}" if number else "Ana Ruiz"
            whose = writer.add_contact(Contact(name, added_on=DAY))
            for touch in range(touches):
                on = DAY - timedelta(days=9 * touch)
                writer.add_touch(whose, Touch(on, "meeting", note="a talk"))
            writer.add_fact(whose, Fact(DAY, "kept"))


@pytest.fixture
def ledgers(tmp_path: Path) -> tuple[Path, Path]:
    """One ledger, and one of three times as many people."""
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    fill(small, 40, 4)
    fill(large, 120, 4)
    return small, large


@pytest.mark.parametrize("command", QUERIES)
def test_a_command_asks_as_often_however_many_people_there_are(
    farmer: Farmer,
    ledgers: tuple[Path, Path],
    watched: Callable[[], Work],
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number of queries is the command's alone; the work in them grows with the people."""
    done = []
    for ledger in ledgers:
        monkeypatch.setenv("FARMER_LEDGER", str(ledger))
        work = watched()
        assert farmer(command).status in (0, 10, 11)
        done.append(work)
    small, large = done
    assert len(small.queries) == len(large.queries)
    assert 0 < len(small.queries) <= QUERIES[command], small.queries
    growth = large.steps / small.steps
    assert growth < (2 if command in OF_ONE else 3.3), growth


def test_what_is_watched_is_seen(farmer: Farmer, watched: Callable[[], Work]) -> None:
    """The counts above can fail: a command that reads leaves queries and steps."""
    farmer('farmer add "Ana Ruiz"')
    work = watched()
    farmer("farmer list")
    assert any("FROM contact" in query for query in work.queries)
    assert work.steps > 0


def test_a_backup_that_is_put_back_is_looked_through_once(
    farmer: Farmer, watched: Callable[[], Work]
) -> None:
    """Its pages, its rows and its index: the copy that takes the ledger's place, and no other."""
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    work = watched()
    assert farmer("farmer restore 1 --yes").status == 0
    # SQLite's search index asks by itself too, of whatever is about it.
    looks = [query for query in work.queries if "integrity_check" in query]
    assert len(looks) == 1, looks
    assert sum("foreign_key_check" in query for query in work.queries) == 1
    assert sum("integrity-check" in query for query in work.queries) == 1
    assert sum("FROM checksum AS c\nWHERE table_name = 'contact'" in q for q in work.queries) == 1


def test_reach_costs_the_same_however_many_links_others_have_among_themselves(
    farmer: Farmer,
    watched: Callable[[], Work],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Searched backwards over an index: what is not within two steps of the wanted is not read."""
    for beside in (0, 8):
        ledger = tmp_path / f"{beside}.db"
        with FileLedger(ledger).changing("invent people", NOW) as writer:
            ids = [
                writer.add_contact(Contact(name, added_on=DAY))
                for name in ("Ana Ruiz", *(f"Bo Li {number}" for number in range(60)))
            ]
            for one in ids[1:4]:
                writer.write_link(ids[0], one, Link(DAY))
            rest = ids[10:]
            for step in range(1, beside + 1):
                for one, other in zip(rest, rest[step:], strict=False):
                    writer.write_link(one, other, Link(DAY))
    done = []
    for beside in (0, 8):
        monkeypatch.setenv("FARMER_LEDGER", str(tmp_path / f"{beside}.db"))
        work = watched()
        assert farmer("farmer reach Ana").status == 11
        done.append(work)
    few, many = done
    assert len(few.queries) == len(many.queries) <= QUERIES_OF_REACH, many.queries
    assert many.steps <= 1.2 * few.steps
