"""Of whom an assistant was told is kept, by person, day and tool; and where it cannot, is said."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.told import as_json
from farmer.ledger import open_ledger
from tests.assistant.conftest import Ask
from tests.assistant.test_tools import EVERY_CALL
from tests.cli.test_loading import HEAVY
from tests.conftest import Farmer


def kept(ledger: Path) -> set[tuple[int, str, bool]]:
    """Of whom was told, by what, and whether with words."""
    with open_ledger(str(ledger), {}).reading() as reader:
        reads = reader.assistant_reads()
    assert {each.on.isoformat() for each in reads} <= {"2026-06-15"}
    return {(each.contact_id, each.tool, each.with_words) for each in reads}


@pytest.mark.parametrize(("name", "arguments"), EVERY_CALL)
def test_whoever_an_answer_names_is_kept_and_nobody_else(
    name: str, arguments: dict[str, Any], story: Farmer, ask: Ask, ledger: Path
) -> None:
    """On the day it was told, whatever day it was asked about; and it is no change."""
    with open_ledger(str(ledger), {}).reading() as reader:
        before = reader.edition(), list(reader.statements())
    said = as_json(ask(name, **arguments).told)
    assert kept(ledger) == {
        (number, name, '"said":' in said) for number in (1, 2, 3) if f'"id":"c{number}"' in said
    }
    with open_ledger(str(ledger), {}).reading() as reader:
        assert (reader.edition(), list(reader.statements())) == before


def test_each_is_kept_once_a_day_and_words_stay_kept(story: Farmer, ask: Ask, ledger: Path) -> None:
    """However often it is asked."""
    for with_words in (False, True, False):
        ask("brief", person="Ana", with_words=with_words)
    assert {each for each in kept(ledger) if each[0] == 1} == {(1, "brief", True)}


def test_whom_a_refusal_names_is_kept_too(story: Farmer, ask: Ask, ledger: Path) -> None:
    ask("check", person="Bo")
    assert {number for number, *_ in kept(ledger)} == {2, 3}
    ask("check", person="Anna Ruis")
    assert {number for number, *_ in kept(ledger)} == {1, 2, 3}


def test_what_was_not_told_is_not_kept(story: Farmer, ask: Ask, ledger: Path) -> None:
    """A refusal that names nobody, and a tool that writes: its change is in the history."""
    ask("check", person="Somebody Unheard")
    ask("find", words="nothing of that kind")
    assert kept(ledger) == set()
    token = ask("preview", may_record=True, people=[{"name": "Ana"}]).told["token"]
    ask("record", may_record=True, token=token)
    assert kept(ledger) == {(1, "preview", False)}


def test_no_ledger_is_begun_to_keep_it(ask: Ask, ledger: Path) -> None:
    ask("due")
    assert not ledger.exists()


@contextmanager
def read_only(ledger: Path) -> Iterator[None]:
    """A folder and a file that nobody may write."""
    ledger.chmod(0o400)
    ledger.parent.chmod(0o500)
    try:
        yield
    finally:
        ledger.parent.chmod(0o700)
        ledger.chmod(0o600)


@contextmanager
def busy(ledger: Path) -> Iterator[None]:
    """Another command is writing."""
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize(
    "hindering",
    [
        pytest.param(
            read_only,
            marks=pytest.mark.skipif(
                os.name == "nt" or not os.getuid(), reason="whoever is root may write anyway"
            ),
        ),
        busy,
    ],
)
def test_where_it_cannot_be_kept_it_is_answered_and_said(
    hindering: Any, story: Farmer, ask: Ask, ledger: Path
) -> None:
    with hindering(ledger):
        told = ask("check", person="Ana").told
    assert told.pop("not_kept") is True
    assert kept(ledger) == set()
    assert ask("check", person="Ana").told == told


def test_a_refused_write_is_answered_and_said(
    story: Farmer, ask: Ask, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a disk does that is full, or a file that only lets itself be read."""
    from farmer.ledger.sqlite import opening

    usual = opening.open_to_write

    def refusing(path: Path) -> sqlite3.Connection:
        db = usual(path)
        db.execute("PRAGMA query_only = ON")
        return db

    monkeypatch.setattr(opening, "open_to_write", refusing)
    assert ask("check", person="Ana").told["not_kept"] is True
    assert ask("check", person="Bo").told["not_kept"] is True
    assert kept(ledger) == set()


PROGRAM = """
import sys
from pathlib import Path
from farmer.assistant.session import Session
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import call
from farmer.ledger import open_ledger
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from datetime import UTC, datetime
now = datetime(2026, 6, 15, 12, tzinfo=UTC)
desk = Desk(open_ledger(sys.argv[1], {}), now.date(), now, print, Settings(), veiled="private")
reply = call("check", {"person": "Ana"}, lambda: Bench(desk, Allowed(), Session()), Allowed())
assert not reply.is_refused and "not_kept" not in reply.told
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_keeping_loads_nothing_that_only_a_change_needs(story: Farmer, ledger: Path) -> None:
    """Each first answer would wait for it."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ledger)], capture_output=True, text=True, check=True
    )
    assert kept(ledger) == {(1, "check", False)}
    assert set(ran.stdout.split()).isdisjoint(HEAVY)
