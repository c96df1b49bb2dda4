"""Reading of a ledger what somebody else's records are about, and no more of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.log import RowKey
from farmer.uniting.records import INTO, RowRecord
from farmer.uniting.showing import linked_with, owners_of


def read_around(book: Book, records: Mapping[str, RowRecord]) -> None:
    """Read what `records` are about: their rows, and all of the people whom they name.

    Whoever is one with somebody of them is read too: one row may stand for another.
    """
    book.read_rest()
    book.read(_known(book, records))
    about = _with_owners(book, records)
    book.read(_known(book, about))
    people = about | _one_with(book, records, about)
    read_people(book, people)
    events = book.kept_by(book.owned_by(_rows_of(book, people)))
    book.read(events | book.owned_by(events))  # whoever else was there keeps them


def read_people(book: Book, people: Set[str]) -> None:
    """Read all rows of those people."""
    owners = _rows_of(book, people)
    talks = book.owned_by(owners)
    book.read(owners | talks | book.owned_by(talks))


def _rows_of(book: Book, people: Set[str]) -> set[RowKey]:
    there = book.named()
    rows = (book.rows.get(uid) or there.get(uid) for uid in people)
    return set(filter(None, rows))


def _known(book: Book, uids: Iterable[str]) -> set[RowKey]:
    """The rows of those names that are or were there."""
    return set(filter(None, map(book.by_name.find, uids)))


def _with_owners(book: Book, records: Mapping[str, RowRecord]) -> set[str]:
    """The uids of those records, of what they name, and of what each of that hangs on."""
    found = set(records)
    asked = {uid for it in records.values() for uid in linked_with(it, book.nouns[it.table])}
    while asked := asked - found:
        found |= asked
        book.read(_known(book, asked))
        known = [book.records.get(uid) or records.get(uid) for uid in asked]
        asked = {uid for it in known if it for uid in owners_of(it, book.nouns[it.table])}
    return found


def _one_with(book: Book, records: Mapping[str, RowRecord], people: Set[str]) -> set[str]:
    """Everybody who is, or was, one with one of `people`."""
    pairs = list(book.merges_since(book.log.changes).items())
    for some in (book.records, records):
        for uid, record in some.items():
            into = record.registers.get(INTO)
            if into and into.value[0]:
                pairs.append((uid, into.value[0]))
    found = set(people)
    while more := {each for pair in pairs if not found.isdisjoint(pair) for each in pair} - found:
        found |= more
    return found
