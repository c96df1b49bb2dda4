"""The names of a ledger's rows, read in pieces: what the whole log tells, in whatever was done."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync import indexes, log, names
from farmer.ledger.sqlite.sync.bodies import read_apart
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.log import Log, RowKey
from farmer.ledger.sqlite.sync.names import names_of
from farmer.ledger.sqlite.sync.replay import key_uid
from farmer.model import Contact, Touch
from farmer.uniting.records import Register, RowRecord
from farmer.uniting.stamps import Stamp
from tests.ledger.living import lived_on_copies, lives_of_two
from tests.ledger.making import DAY, NOW


def told_in_pieces(book: Book) -> dict[str, RowRecord]:
    """The records that the names tell, with what is in the rows."""
    found = {}
    for name in names_of(book.db):
        noun = book.nouns[name.table]
        told = {}
        if name.row_id is not None:
            row = name.table, name.row_id
            book.log.load([row])
            told = book.told(row, book.log.now(row)) or {}
        uid = name.uid or key_uid(name.table, noun, told)
        assert uid not in found
        found[uid], _ = read_apart(name.table, noun, name.since, name.apart, told)
    return found


def whole(book: Book) -> dict[str, RowRecord]:
    book.read(book.log.rows())
    book.read_rest()
    book.notice_gone()
    return book.records


def without_words(book: Book, record: RowRecord, since: Stamp) -> RowRecord:
    """What is told of what is not there: nothing that it said of itself."""
    noun = book.nouns[record.table]
    registers: dict[str, Register] = {
        name: each for name, each in record.registers.items() if not noun.is_said_by(name)
    }
    return RowRecord(record.table, registers, record.seen)


def check(ledger: Path) -> None:
    with closing(open_to_read(ledger)) as db:
        book = Book(db)
        expected = whole(book)
        found = told_in_pieces(Book(db))
        assert found.keys() == expected.keys()
        for uid, record in found.items():
            full = expected[uid]
            bare = without_words(book, full, Stamp(0))
            assert record in (full, bare), uid


@lives_of_two(12)
def test_whatever_happens_the_pieces_tell_what_the_whole_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], slow: int
) -> None:
    folder = tmp_path_factory.mktemp("two")
    ours, theirs = lived_on_copies(folder, steps, slow).ledgers
    check(ours)
    check(theirs)


def test_of_what_was_edited_often_little_is_held_at_once(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FileLedger(ledger).changing("log", NOW) as change:
        ana = change.add_contact(Contact("Ana Ruiz", added_on=DAY))
        for _ in range(20):
            change.add_touch(ana, Touch(DAY, "call"))
    for minutes in range(1, 16):
        with FileLedger(ledger).changing("edit", NOW) as change:
            change.connection.execute("UPDATE touchpoint SET minutes = ?", [minutes])
    held = []

    def piece_of_log(db: Any, changes: Any, rows: dict[RowKey, list[int]]) -> Log:
        held.append(sum(map(len, rows.values())))
        return log.piece_of_log(db, changes, rows)

    with closing(open_to_read(ledger)) as db:
        before = list(names_of(db))
        monkeypatch.setattr(names, "piece_of_log", piece_of_log)
        monkeypatch.setattr(indexes, "PIECE", 50)
        assert list(names_of(db)) == before
    assert sum(held) > 20 * 15
    assert max(held) <= 50
