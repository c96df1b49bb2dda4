"""Bringing files in beside other commands: the ledger is shut while somebody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from farmer.model import Contact, Handle
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.doubts import Doubt
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.imported import Imported
from farmer.tasks.exchange.named_files import source_of
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = NOW.date()
FILE = b"Name,E-mail\nAna Ruiz,ana@new.example\nBo Li,bo@new.example\n"


@pytest.fixture
def ledger() -> FakeLedger:
    """A ledger with somebody of one of the names, at another address."""
    ledger = FakeLedger()
    add(ledger, "Ana Ruiz", "ana@old.example")
    return ledger


def add(ledger: FakeLedger, name: str, address: str) -> None:
    """What another command may do meanwhile."""
    with ledger.changing(f"add {name}", NOW) as change:
        change.add_contact(Contact(name, added_on=DAY), [Handle("email", address)])


def test_the_ledger_is_shut_while_somebody_is_asked(ledger: FakeLedger) -> None:
    """An open reader would keep every other command waiting for as long as the user thinks."""
    asked = []

    def settle(doubt: Doubt, ids: Sequence[int]) -> int | None:
        asked.append((doubt.name, ledger.busy))
        return 1

    assert bring_in(ledger, settle).updated == 1
    assert asked == [("Ana Ruiz", 0)]
    assert addresses(ledger, 1) == ["ana@old.example", "ana@new.example"]


def test_what_is_new_meanwhile_is_left_unsure_and_nobody_is_asked(ledger: FakeLedger) -> None:
    """The answer that was given stands; the doubt that another command made is told."""
    asked = []

    def settle(doubt: Doubt, ids: Sequence[int]) -> int | None:
        asked.append(doubt.name)
        add(ledger, "Bo Li", "bo@old.example")  # which the ledger, being shut, allows
        return 1

    imported = bring_in(ledger, settle)
    assert asked == ["Ana Ruiz"]
    assert [doubt.name for doubt in imported.unsure] == ["Bo Li"]
    assert (imported.updated, imported.new) == (1, 1)
    assert addresses(ledger, 1) == ["ana@old.example", "ana@new.example"]
    assert addresses(ledger, 2) == ["bo@old.example"]


def test_an_answer_about_somebody_who_is_gone_is_no_answer(ledger: FakeLedger) -> None:
    """They were merged into their namesake meanwhile; whether it is that one, nobody said."""
    add(ledger, "Ana Ruiz", "ana@other.example")

    def settle(doubt: Doubt, ids: Sequence[int]) -> int | None:
        with ledger.changing("merge", NOW) as change:
            change.merge(1, 2)
        return 2

    imported = bring_in(ledger, settle)
    assert [doubt.name for doubt in imported.unsure] == ["Ana Ruiz"]
    assert imported.updated == 0


def test_a_second_time_nothing_is_new(ledger: FakeLedger) -> None:
    bring_in(ledger, lambda _doubt, _ids: 1)
    again = bring_in(ledger, lambda _doubt, _ids: pytest.fail("nothing is in doubt any more"))
    assert (again.new, again.updated, again.unchanged) == (0, 0, 2)


def bring_in(ledger: FakeLedger, settle: object) -> Imported:
    """Import the file, asking `settle`."""
    assert callable(settle)
    desk = Desk(ledger, DAY, NOW, lambda _words: None, Settings())
    return import_files(
        desk, [source_of(FILE)], Wish(), progress=lambda _done, _all: None, settle=settle
    )


def addresses(ledger: FakeLedger, contact_id: int) -> list[str]:
    """A person's addresses."""
    with ledger.reading() as reader:
        return [handle.value for handle in reader.handles(contact_id)]
