"""The one kind of write: whole or not at all, by one writer at a time, in a private file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import StatementError

from farmer.errors import Conflict
from farmer.ledger import FileLedger, waiting
from farmer.ledger.newcomers import ImportedTouch, Newcomer, Sourced
from farmer.ledger.refusals import LedgerBusy
from farmer.ledger.sqlite.schema.engine import refusing_engine
from farmer.model import Contact, Event, Fact, Handle, Touch
from tests.ledger.making import DAY, NOW, begin, contact, content, everything, raw


@pytest.fixture
def no_umask() -> Iterator[None]:
    """A umask that forbids nothing, so that only farmer keeps a file private."""
    before = os.umask(0)
    yield
    os.umask(before)


def fail_writing(ledger: Path, error: type[BaseException]) -> None:
    """Write a person and a touch, correct it, and then fail."""
    with FileLedger(ledger).changing("add", NOW) as writer:
        cy = writer.add_contact(contact("Cy"), [Handle("url", "cy.org")])
        writer.edit_touch(writer.add_touch(cy, Touch(DAY, "call")), {"by": "them"})
        raise error


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("no_umask")
def test_first_change_makes_a_private_file_in_private_folders(tmp_path: Path) -> None:
    ledger = tmp_path / "new" / "folder" / "ledger.db"
    begin(ledger)
    assert mode(ledger) == 0o600
    assert mode(ledger.parent) == mode(ledger.parent.parent) == 0o700


@pytest.mark.usefixtures("no_umask")
def test_empty_file_becomes_a_private_ledger(ledger: Path) -> None:
    ledger.touch(0o666)
    begin(ledger)
    assert mode(ledger) == 0o600
    assert FileLedger(ledger).whereabouts().exists


@pytest.mark.usefixtures("no_umask")
def test_journal_is_private_too(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("add", NOW) as writer:
        writer.add_contact(contact("Cy"))
        assert mode(ledger.with_name("ledger.db-journal")) == 0o600


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_failed_first_change_leaves_no_file(ledger: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        fail_writing(ledger, error)
    assert list(ledger.parent.glob("ledger*")) == []


def test_first_change_that_changes_nothing_leaves_no_file(ledger: Path) -> None:
    with FileLedger(ledger).changing("import", NOW):
        pass
    assert not ledger.exists()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_failed_change_leaves_the_ledger_as_it_was(
    ledger: Path, error: type[BaseException]
) -> None:
    before = everything(begin(ledger))
    with pytest.raises(error):
        fail_writing(ledger, error)
    assert everything(ledger) == before


def test_change_that_changes_nothing_is_not_remembered(ledger: Path) -> None:
    before = everything(begin(ledger))
    with FileLedger(ledger).changing("nothing", NOW) as writer:
        writer.edit_contact(1, {"company": ""})
        writer.add_handles(1, [Handle("email", "ana@example.org")])
        writer.edit_touch(1, {"by": "me"})
    assert everything(ledger) == before


def test_refused_value_is_a_conflict_that_names_nobody(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("tag", NOW) as writer:
        writer.add_tag(1, "ana-ruiz")
    before = everything(ledger)
    with pytest.raises(Conflict) as refused, FileLedger(ledger).changing("tag", NOW) as writer:
        writer.add_tag(1, "ana-ruiz")
    assert "ana" not in (refused.value.message + refused.value.hint).lower()
    assert refused.value.__cause__ is None
    assert everything(ledger) == before


def test_touch_of_nobody_is_a_conflict(ledger: Path) -> None:
    begin(ledger)
    with pytest.raises(Conflict), FileLedger(ledger).changing("log", NOW) as writer:
        writer.add_touch(77, Touch(DAY, "call"))


def test_trouble_with_another_file_is_not_the_ledgers(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    with pytest.raises(FileNotFoundError), FileLedger(ledger).changing("import", NOW):
        (tmp_path / "missing.csv").read_text(encoding="utf-8")
    with pytest.raises(FileNotFoundError), FileLedger(ledger).reading():
        (tmp_path / "missing.csv").read_text(encoding="utf-8")


def test_what_was_written_is_read_inside_and_after(ledger: Path) -> None:
    met = Contact("Cy", None, "C", "Voss", "Baker", "Fair", DAY, None, 30, "tall", True, DAY)
    with FileLedger(ledger).changing("add", NOW) as writer:
        cy = writer.add_contact(met, [Handle("url", "cy.org"), Handle("url", "cy.org")])
        event = writer.add_event(Event(DAY, "", ""))
        touch = writer.add_touch(cy, Touch(DAY, "meal"), event)
        writer.add_fact(cy, Fact(DAY, "gave"))
        assert writer.now.handles(cy) == [Handle("url", "cy.org")]
        assert writer.now.touchpoint(touch)
    assert content(ledger)["contact"] == [
        (
            *(cy, "Cy", "C", "Voss", "Baker", "Fair", "2026-06-01"),
            *(None, 30, "tall", 1, "2026-06-01", "", None, "hand", *[""] * 5),
        )
    ]
    second = int(NOW.timestamp())
    assert content(ledger)["event"] == [(event, None, "", "2026-06-01", "2026-06-15", second)]


def test_addresses_are_added_once_and_nothing_else_is_overwritten(ledger: Path) -> None:
    begin(ledger)
    with FileLedger(ledger).changing("add", NOW) as writer:
        writer.edit_contact(1, {"company": "Voss"})
        writer.add_handles(1, [Handle("email", "ana@example.org"), Handle("phone", "+4912345")])
    with FileLedger(ledger).reading() as reader:
        ana = reader.contact(1)
        assert ana is not None
        assert (ana.name, ana.company) == ("Ana Ruiz", "Voss")
        assert len(reader.handles(1)) == 2


def test_many_are_added_in_order_with_all_they_have(ledger: Path) -> None:
    begin(ledger)
    people = [
        Newcomer(
            contact(f"Guest {number}"),
            (Handle("url", f"example.org/{number}"),) * 2,
            (ImportedTouch(Touch(date(2020, 1, 1), "connect"), "linkedin", str(number)),),
        )
        for number in range(4500)
    ]
    with FileLedger(ledger).changing("import", NOW) as writer:
        writer.add_newcomers(people, DAY)
    with FileLedger(ledger).reading() as reader:
        known = reader.people()[2:]
        assert [person.name for person in known] == [f"Guest {n}" for n in range(4500)]
        assert known[-1].handles == (Handle("url", "example.org/4499"),)
        day = date(2020, 1, 1)
        assert reader.sourced() == [
            Sourced(number + 3, "linkedin", str(number), "connect", day, number + 3, "")
            for number in range(4500)
        ]


def test_second_writer_waits_for_the_first(ledger: Path) -> None:
    begin(ledger)
    inside = threading.Event()

    def first() -> None:
        with FileLedger(ledger).changing("first", NOW) as writer:
            inside.set()
            time.sleep(0.3)
            writer.add_contact(contact("Cy"))

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    with FileLedger(ledger).changing("second", NOW) as writer:
        assert len(writer.now.people()) == 3
        writer.add_contact(contact("Di"))
    thread.join()
    with raw(ledger) as db:
        words = [row[0] for row in db.execute("SELECT words FROM change ORDER BY id")]
    assert words[1:] == ["first", "second"]


def test_second_writer_is_refused_when_the_first_takes_too_long(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(ledger)
    monkeypatch.setattr(waiting, "_patience", lambda: 0.1)
    with FileLedger(ledger).changing("first", NOW) as writer:
        writer.add_contact(contact("Cy"))
        with pytest.raises(LedgerBusy), FileLedger(ledger).changing("second", NOW):
            pass
    assert len(content(ledger)["contact"]) == 3


def test_two_first_writers_both_get_in(ledger: Path) -> None:
    inside = threading.Event()

    def first() -> None:
        with FileLedger(ledger).changing("first", NOW) as writer:
            inside.set()
            time.sleep(0.3)
            writer.add_contact(contact("Cy"))

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    with FileLedger(ledger).changing("second", NOW) as writer:
        writer.add_contact(contact("Di"))
    thread.join()
    assert [row[1] for row in content(ledger)["contact"]] == ["Cy", "Di"]


def test_first_writer_that_fails_takes_nothing_from_one_that_waits(ledger: Path) -> None:
    inside = threading.Event()
    failed: list[BaseException] = []

    def first() -> None:
        try:
            with FileLedger(ledger).changing("first", NOW):
                inside.set()
                time.sleep(0.3)
                raise RuntimeError
        except RuntimeError as error:
            failed.append(error)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    with FileLedger(ledger).changing("second", NOW) as writer:
        writer.add_contact(contact("Di"))
    thread.join()
    assert failed
    assert [row[1] for row in content(ledger)["contact"]] == ["Di"]


HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic")
READS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from farmer.ledger import FileLedger
ledger = Path(sys.argv[1])
with FileLedger(ledger).reading() as reader:
    assert len(reader.people()) == 2
FileLedger(ledger).whereabouts()
FileLedger(ledger).undo(datetime.now(UTC))
print(*sorted(name for name in sys.modules if "." not in name))
"""


def test_reading_and_undo_load_nothing_heavy(ledger: Path) -> None:
    begin(ledger)
    ran = subprocess.run(
        [sys.executable, "-c", READS, str(ledger)], capture_output=True, text=True, check=True
    )
    loaded = ran.stdout.split()
    assert "sqlite3" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_that_memory_is_out_is_known_in_what_sqlalchemy_makes_of_it(ledger: Path) -> None:
    with pytest.raises(MemoryError), refusing_engine(ledger):
        raise StatementError("no memory", "INSERT INTO fact", {}, MemoryError())
