"""Two ledgers side by side: where they parted, what each has told since, and what both come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple, Protocol

from farmer.ledger.forgotten import Digests, uid_mark
from farmer.ledger.sqlite.read.whole import DIGESTS
from farmer.ledger.sqlite.sync.around import read_around, read_people
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.log import RowKey
from farmer.ledger.sqlite.sync.past import PastValues
from farmer.sources import HAND
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.records import INTO, RegisterValue, RowRecord, apart, join_all
from farmer.uniting.showing import Columns, Ident, ShownRow, show_rows, without

# What may follow from a talk, and which columns hold that one's day and words.
_FOLLOWING = {"fact": ("on", "note"), "promise": ("made_on", "text")}
_Talk = tuple[str, str]  # with whom, by uid, and on which day


class Clash(NamedTuple):
    """A value that both corrected, neither knowing of the other.

    Attributes:
        uid, name: of which row, and which register.
        stands: the one that stands.
        gives_way: the other.
        is_ours: whether the one that stands is this ledger's.
    """

    uid: str
    name: str
    stands: RegisterValue
    gives_way: RegisterValue
    is_ours: bool


class ToldRecords(Protocol):
    """What another ledger tells: see `Book`, which is one."""

    records: dict[str, RowRecord]
    past: PastValues
    rows: dict[str, RowKey]


class Comparison(NamedTuple):
    """What two ledgers come to.

    Attributes:
        ours, theirs: the records of each, of what differs.
        joined: both as one.
        past: the stamps that values had in the other ledger.
        numbered: the other ledger's rows by uid, whose numbers tell in which order they came.
        before, after: what this ledger's tables hold of it, and are to hold.
        twins: the uids of what goes because both ledgers had it from one entry of a source.
        clashes: what both corrected.
        kept_away: the uids of people of the other ledger who were forgotten in this one.
        forgotten_there: the rows of people of this ledger who were forgotten in the other.
    """

    ours: Mapping[str, RowRecord]
    theirs: Mapping[str, RowRecord]
    joined: Mapping[str, RowRecord]
    past: PastValues
    numbered: Mapping[str, RowKey]
    before: Mapping[Ident, ShownRow]
    after: Mapping[Ident, ShownRow]
    twins: frozenset[str]
    clashes: tuple[Clash, ...]
    kept_away: frozenset[str]
    forgotten_there: tuple[RowKey, ...]


def compare(ours: Book, theirs: Book) -> Comparison:
    """Read of both what differs, and find what they come to."""
    parting = parting_of(ours, theirs)
    _read_what_differs(ours, theirs, parting)
    for book in (ours, theirs):
        book.notice_gone()
    kept_away = _forgotten(ours, theirs, parting)
    return come_to(ours, theirs, kept_away.keys(), _forgotten(theirs, ours, parting))


def come_to(
    ours: Book, theirs: ToldRecords, kept_away: Set[str], forgotten_there: Mapping[str, RowKey]
) -> Comparison:
    """What a ledger comes to with what another tells, all that it is about having been read.

    Args:
        ours: the ledger.
        theirs: what the other tells.
        kept_away: the uids of people of the other who were forgotten in this one.
        forgotten_there: the rows of people of this ledger who were forgotten in the other, by uid.
    """
    theirs_left = without(theirs.records, ours.nouns, kept_away)
    joined = apart(join_all(ours.records, theirs_left), kept_away | forgotten_there.keys())
    named = ours.named()
    before = show_rows(ours.records, ours.nouns, kept_away, named.__contains__)
    is_news = joined != ours.records
    after = show_rows(joined, ours.nouns, kept_away, named.__contains__) if is_news else before
    twins = frozenset(_twins(before, after))
    joined |= {uid: joined[uid].removed() for uid in twins}
    after = {ident: shown for ident, shown in after.items() if shown.uid not in twins}
    clashes = tuple(_clashes(ours, theirs, joined))
    rows = tuple(sorted(forgotten_there.values()))
    return Comparison(
        ours=ours.records,
        theirs=theirs.records,
        joined=joined,
        past=theirs.past,
        numbered=theirs.rows,
        before=before,
        after=after,
        twins=twins,
        clashes=clashes,
        kept_away=frozenset(kept_away),
        forgotten_there=rows,
    )


def parting_of(ours: Book, theirs: Book) -> int:
    """The last change that both have; 0 where none is."""
    if ours.mark != theirs.mark:
        return 0
    return max(_common(ours, theirs), default=0)


def _common(ours: Book, theirs: Book) -> set[int]:
    mine, others = ours.log.changes, theirs.log.changes
    return {
        number
        for number in mine.keys() & others.keys()
        if (mine[number].at, mine[number].nonce) == (others[number].at, others[number].nonce)
    }


def _read_what_differs(ours: Book, theirs: Book, parting: int) -> None:
    """Read the records of every row that is not, or may not be, the same in both."""
    if ours.mark != theirs.mark:  # of ours it knows no more than what once came from here
        theirs.read(theirs.log.rows())
        theirs.read_rest()
        read_around(ours, theirs.records)
        return
    if not parting:
        for book in (ours, theirs):
            book.read(book.log.rows())
            book.read_rest()
        return
    stepped = {
        number
        for number in _common(ours, theirs)
        if ours.log.changes[number] != theirs.log.changes[number]
    }
    since = [
        {number for number in book.log.changes if number > parting} | stepped
        for book in (ours, theirs)
    ]
    touched = [
        book.log.touched(changes) for book, changes in zip((ours, theirs), since, strict=True)
    ]
    shared = {
        row
        for book, rows in zip((ours, theirs), touched, strict=True)
        for row in rows
        if _is_older(book, row, parting)
    }
    merged: dict[str, str] = {}
    for book, rows, changes in zip((ours, theirs), touched, since, strict=True):
        book.read(rows | shared)
        book.read_rest()
        merged |= book.merges_since(changes)
    _read_of_merged(ours, theirs, {*merged, *merged.values()})


def _read_of_merged(ours: Book, theirs: Book, people: set[str]) -> None:
    """Read all rows of those who were made one with somebody: one may stand for another now."""
    for book in (ours, theirs):
        read_people(book, people)


def _is_older(book: Book, row: RowKey, parting: int) -> bool:
    birth = book.log.birth(row)
    return birth is None or birth.change_id <= parting


def _forgotten(by: Book, whose: Book, parting: int) -> dict[str, RowKey]:
    """The people of one ledger who were forgotten in another, by uid: their rows.

    A farmer of before kept nothing by which they are known: somebody whom both had when they parted
    and of whom nothing is left was forgotten.
    """
    digests = Digests(map(tuple, by.db.execute(DIGESTS)))
    found = {}
    people = {whose.uid_of(*row): row for row in whose.log.rows() if row[0] == PERSON_TABLE}
    for uid, row in people.items():
        if uid not in by.named() and uid not in by.records:
            common = parting and _is_older(whose, row, parting) and not by.log.is_known(row)
            if common or (digests and uid_mark(uid) in digests):
                found[uid] = row
    return found


def _twins(before: Mapping[Ident, ShownRow], after: Mapping[Ident, ShownRow]) -> Iterator[str]:
    """Of each thing that followed here and there from one entry of a source, the one that goes.

    It is in every copy the same.
    """
    told = _told_talks(after)
    alike: dict[tuple[object, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for ident, shown in after.items():
        if ident[0] in _FOLLOWING and _follows(str(ident[0]), shown.columns, told):
            said = {n: value for n, value in shown.columns.items() if n != "recorded_on"}
            alike[ident[0], *said.values()][ident not in before].append(shown.uid)
    for here, came in alike.values():
        yield from map(max, sorted(here), sorted(came))


def _follows(table: str, columns: Columns, told: Mapping[_Talk, list[str]]) -> bool:
    """Whether it was imported, or an imported talk of that day has its words."""
    if columns.get("source") not in (None, HAND):
        return True
    on, words = (columns[name] for name in _FOLLOWING[table])
    return bool(words) and any(words in note for note in told.get((columns["contact_id"], on), ()))


def _told_talks(rows: Mapping[Ident, ShownRow]) -> dict[_Talk, list[str]]:
    """The words of the talks that a source tells of, by with whom and when."""
    found: dict[_Talk, list[str]] = {}
    for ident, shown in rows.items():
        if ident[0] == "origin":
            talk = rows.get(("touchpoint", shown.columns["touchpoint_id"]))
            if talk:
                with_whom, on, note = (talk.columns[name] for name in ("contact_id", "on", "note"))
                found.setdefault((with_whom, on), []).append(note)
    return found


def _clashes(ours: Book, theirs: ToldRecords, joined: Mapping[str, RowRecord]) -> Iterable[Clash]:
    for uid in sorted(ours.records.keys() & theirs.records.keys()):
        mine, other = ours.records[uid].registers, theirs.records[uid].registers
        if mine == other:
            continue
        seen_here, seen_there = ours.past.get(uid, {}), theirs.past.get(uid, {})
        for name in sorted(mine.keys() & other.keys() - {INTO}):
            if mine[name].value != other[name].value and not (
                mine[name].stamp in {other[name].stamp, *seen_there.get(name, ())}
                or other[name].stamp in seen_here.get(name, ())
            ):
                stands = joined[uid].registers[name]
                is_ours = stands == mine[name]
                gives_way = other[name] if is_ours else mine[name]
                yield Clash(uid, name, stands.value, gives_way.value, is_ours)
