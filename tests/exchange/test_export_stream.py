"""An export holds a row at a time, and the ledger is closed before anybody is fed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from farmer.cli import answers
from farmer.ledger import FileLedger, waiting
from farmer.ledger.recorded import RecordedStep
from farmer.ledger.selection import Selection
from farmer.ledger.sqlite.read.reader import SqliteReader
from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.referrals.states import Request, StepTaken
from tests.conftest import TODAY, Farmer
from tests.ledger.making import DAY

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PEOPLE, TOUCHES = 40, 12
# What is one person's is read at once, and so are the rows within a row: no more than these.
AT_ONCE = 4 * TOUCHES


class Row(dict[str, Any]):
    """A row that is counted for as long as somebody holds it."""

    held = 0

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        Row.held += 1

    def __del__(self) -> None:
        Row.held -= 1


@pytest.fixture
def many(ledger: Path) -> Path:
    """People, with whom much happened."""
    with FileLedger(ledger).changing("invent people", NOW) as change:
        for number in range(1, PEOPLE + 1):
            who = change.add_contact(
                Contact(f"Bo Li {number}", added_on=DAY),
                [Handle("email", f"bo{number}@mill.example")],
            )
            change.add_tag(who, "golf")
            mixer = change.add_event(Event(DAY, f"Mixer {number}"))
            for _ in range(TOUCHES):
                change.add_touch(who, Touch(DAY, "event", note="of the port"), mixer, "vcard", "x")
            change.add_fact(who, Fact(DAY, "kept"))
            change.add_promise(who, Promise("a call", True, DAY))
            wish = Request("given", who, None, "a buyer", "asker", ())
            asked = change.add_request(wish, "a talk", "", inside=False)
            change.add_step(asked, RecordedStep(StepTaken("asked", DAY)))
    return ledger


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows were held whenever one was given."""
    counts: list[int] = []
    give = SqliteReader.table

    def table(reader: SqliteReader, *asked: Any, **how: Any) -> Iterator[dict[str, Any]]:
        for values in give(reader, *asked, **how):
            row = Row(values)
            counts.append(Row.held)
            yield row

    monkeypatch.setattr(SqliteReader, "table", table)
    return counts


@pytest.mark.parametrize("form", ["json", "csv", "vcard --history full", "markdown"])
@pytest.mark.parametrize("narrow", ["", " @golf --since 2026-01-01"])
def test_rows_are_not_gathered_first(
    many: Path, farmer: Farmer, held: list[int], tmp_path: Path, form: str, narrow: str
) -> None:
    assert farmer(f"farmer export --format {form}{narrow} -o {tmp_path / 'out'}").status == 0
    assert len(held) > PEOPLE * TOUCHES
    assert max(held) <= AT_ONCE


def test_a_card_without_history_reads_none(many: Path, farmer: Farmer, held: list[int]) -> None:
    """Its person, with their address and their tag."""
    assert farmer("farmer export --format vcard").out.count("CATEGORIES:golf") == PEOPLE
    assert len(held) == 3 * PEOPLE


def test_ties_are_read_some_at_a_time_for_a_calendar(
    many: Path, farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from farmer.tasks.tend import calendar_entries

    whole = farmer("farmer export --format ics").out
    asked: list[int] = []
    read = SqliteReader.ties

    def ties(reader: SqliteReader, entries: Any, *how: Any) -> Any:
        asked.append(len(entries))
        return read(reader, entries, *how)

    monkeypatch.setattr(SqliteReader, "ties", ties)
    monkeypatch.setattr(calendar_entries, "_AT_ONCE", 7)
    assert farmer("farmer export --format ics").out == whole
    assert asked == [7, 7, 7, 7, 7, 5]


@pytest.mark.parametrize("form", ["json", "sql", "vcard", "ics"])
def test_others_can_write_before_the_first_letter_goes_out(
    many: Path, farmer: Farmer, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """However slow whoever takes it; and what they wrote meanwhile is not in it."""
    before = farmer(f"farmer export --format {form}").out
    monkeypatch.setattr(waiting, "_patience", lambda: 0.05)
    pour = answers._pour
    wrote: list[int] = []

    def slowly(text: str) -> None:
        if not wrote:
            with FileLedger(many).changing("add Cy Ode", NOW) as change:
                wrote.append(
                    change.add_contact(Contact("Cy Ode", birthday="1984-05-12", added_on=DAY))
                )
        pour(text)

    monkeypatch.setattr(answers, "_pour", slowly)
    assert farmer(f"farmer export --format {form}").out == before
    assert wrote
    assert "Cy Ode" in farmer(f"farmer export --format {form}").out


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the name of what is open")
def test_who_is_killed_while_somebody_reads_slowly_leaves_nothing(many: Path) -> None:
    before = sorted(many.parent.iterdir())
    words = [sys.executable, "-c", "from farmer.cli import main; main()", "export"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as slow:
        assert slow.stdout is not None
        assert slow.stdout.read(1) == b"{"  # more waits than a pipe holds
        slow.kill()
    assert sorted(many.parent.iterdir()) == before


@pytest.mark.parametrize(
    "selection", [Selection(), Selection(since=DAY), Selection(frozenset({1, 2}), DAY)]
)
def test_no_list_is_sorted_as_a_whole(many: Path, selection: Selection) -> None:
    """Its rows come in the order of an index, and none is held until the last has come."""
    from farmer.formats.whole_shape import OWNER, SHAPE
    from farmer.ledger.sqlite.read.selection import select_rows
    from tests.ledger.making import raw

    orders = [(name, "id") for name in SHAPE]
    orders += [(name, OWNER[name.partition(".")[0]]) for name in SHAPE if "." in name]
    with raw(many) as db:
        for name, by in orders:
            asked = {"ids": "[1, 2]", "since": TODAY}
            sql = f"EXPLAIN QUERY PLAN {select_rows(name, selection, by)}"
            steps = [row[3] for row in db.execute(sql, asked)]
            assert "USE TEMP B-TREE FOR ORDER BY" not in steps, (name, by)
