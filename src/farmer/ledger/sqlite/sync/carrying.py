"""Records on their way between machines: what was changed here, and what others sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import Any

from farmer.ledger.forgotten import Digests, uid_mark
from farmer.ledger.sqlite.read.whole import DIGESTS
from farmer.ledger.sqlite.sync.around import read_around
from farmer.ledger.sqlite.sync.bodies import body_of, read_body, read_past
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import Comparison, come_to
from farmer.ledger.sqlite.sync.log import RowKey
from farmer.ledger.sqlite.sync.past import PastStamps, PastValues
from farmer.uniting.nouns import PERSON_TABLE, TableShapes
from farmer.uniting.records import RowRecord, join
from farmer.uniting.showing import owners_of

# So many records are in a message at most.
_MOST = 2000
_SENT_SINCE = "SELECT DISTINCT table_name, row_id FROM change_row WHERE id > ?"
SentRow = list[Any]  # a uid, the number in the sender's ledger, and a body


class Received:
    """What other machines sent."""

    def __init__(self) -> None:
        self.records: dict[str, RowRecord] = {}
        self.past = PastValues()
        # In which order its rows came to the sender.
        self.rows: dict[str, RowKey] = {}
        # By whom the forgotten are known there: a key, and the digest under it.
        self.marks: set[tuple[str, str]] = set()

    def take(self, rows: Iterable[SentRow]) -> None:
        """Know those rows too."""
        for uid, number, body in rows:
            self.add(uid, number, read_body(body, {}), read_past(body))

    def add(self, uid: str, number: int, record: RowRecord, past: PastStamps) -> None:
        """Know that record too, of the row of that number."""
        known = self.records.get(uid)
        self.records[uid] = join(known, record) if known else record
        self.rows.setdefault(uid, (record.table, number))
        if known:
            self.past.note_joined(uid, known, record)
        self.past.note_all(uid, past)

    def people(self) -> set[str]:
        """The uids of everybody of whom something was sent, and who was not taken out."""
        found = self.records.items()
        return {uid for uid, it in found if it.table == PERSON_TABLE and not it.is_gone}


def marks_kept(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """By what a ledger knows whom it forgot: a key, and the digest under it."""
    return {(key, digest) for key, digest in db.execute(DIGESTS)}


def taken_in(ours: Book, received: Received) -> Comparison:
    """What a ledger comes to with what others sent; only what that is about is read."""
    ours.expect(received.records, received.past)
    read_around(ours, received.records)
    ours.notice_gone()
    kept = marks_kept(ours.db)
    named = ours.named()
    known = Digests(kept | received.marks)
    kept_away = {
        uid
        for uid in _people_named(received.records, ours.nouns)
        if known and uid not in named and uid not in ours.records and uid_mark(uid) in known
    }
    return come_to(ours, received, kept_away, _forgotten_elsewhere(ours, known))


def is_news(ours: Book, found: Comparison) -> bool:
    """Whether the ledger does not know all of it yet, whether anything is seen of it or not."""
    return any(record != ours.records.get(uid) for uid, record in found.joined.items())


def rows_since(book: Book, image: int) -> set[RowKey]:
    """The rows that were written since that row of the log."""
    found = {(table, row_id) for table, row_id in book.db.execute(_SENT_SINCE, [image])}
    return {row for row in found if row[0] in book.nouns}


def as_received(found: Comparison, received: Received) -> set[str]:
    """The uids of the records that are told here as they were received, once that is taken in."""
    return {uid for uid, it in found.joined.items() if it == received.records.get(uid)}


def to_send(
    book: Book, rows: Set[RowKey] | None, received: Received, known: Set[RowKey] = frozenset()
) -> list[str]:
    """The uids of the records of those rows, or of all, that are not as they were received.

    Of `known` rows nothing is to be sent, so that they are not read.
    """
    if rows is None:
        book.read(book.log.rows() - known)
        book.read_rest()
        if known:
            read_around(book, dict(book.records))
    else:
        book.read(rows)
        read_around(book, dict(book.records))
    before = dict(book.records)
    book.notice_gone()
    return sorted(
        uid
        for uid, record in book.records.items()
        if (rows is None or book.rows.get(uid) in rows or record != before[uid])
        and record != received.records.get(uid)
    )


def messages_of(book: Book, uids: Iterable[str]) -> Iterator[list[SentRow]]:
    """Those records as they are sent, so many at a time."""
    left = iter(uids)
    while some := list(islice(left, _MOST)):
        yield [_sent(book, uid) for uid in some]


def _sent(book: Book, uid: str) -> SentRow:
    body = body_of(book.records[uid], {}, book.past_of(uid))
    return [uid, book.rows.get(uid, ("", 0))[1], body]


def _forgotten_elsewhere(ours: Book, digests: Digests) -> dict[str, RowKey]:
    """The people of this ledger whom others forgot, by uid.

    Those too of whom that is known here already: a kill may have come before they were forgotten.
    """
    if not digests:
        return {}
    people = ours.by_name.of(PERSON_TABLE)
    return {uid: row for uid, row in people.items() if uid_mark(uid) in digests}


def _people_named(records: Mapping[str, RowRecord], nouns: TableShapes) -> set[str]:
    """Everybody who is told of, or whose something is; not whoever is named by the way."""
    found = {uid for uid, record in records.items() if record.table == PERSON_TABLE}
    for record in records.values():
        found.update(owners_of(record, nouns[record.table]))
    return found
