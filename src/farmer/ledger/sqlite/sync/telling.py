"""What a ledger comes to with another, told in numbers of this one, and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from datetime import date
from typing import NamedTuple

from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import Clash, Comparison
from farmer.ledger.sqlite.sync.log import RowKey
from farmer.ledger.sqlite.sync.writing import Writing
from farmer.ledger.united import Clashing, United
from farmer.uniting.nouns import PERSON_TABLE
from farmer.uniting.showing import Ident, ShownRow

# By which column the rows of a table are about a person, where it is not `contact_id`.
_WHOSE = {PERSON_TABLE: "id", "request": "person_id"}


class FoundBeside(NamedTuple):
    """What a ledger and another come to: by records, and in numbers of this one."""

    ours: Book
    comparison: Comparison
    united: United


def written(ours: Book, found: Comparison, united: United) -> United:
    """Write down what was found, in the change that is open; with the ids of who came."""
    writing = Writing(ours, found)
    writing.write()
    came = [shown.uid for ident, shown in found.after.items() if _is_new(ident, found)]
    return united._replace(came_people=tuple(sorted(map(writing.id_of, came))))


def _is_new(ident: tuple[object, ...], found: Comparison) -> bool:
    return ident[0] == PERSON_TABLE and ident not in found.before


def united_of(ours: Book, found: Comparison, others: Set[str], *, parted: bool) -> United:
    """What a ledger and another come to, in numbers of this one; `others` are the other's people.

    `parted` says whether both were one ledger once.
    """
    mine = people_of(ours)
    gone = [(ident, shown) for ident, shown in found.before.items() if ident not in found.after]
    removed = [(ident, shown) for ident, shown in gone if _is_removed(shown, found)]
    fresh = [(ident, shown) for ident, shown in found.after.items() if ident not in found.before]
    said_gone, said_removed, said_fresh = _said(gone, removed, fresh)
    left = sum(ident[0] == PERSON_TABLE for ident, _ in gone)
    return United(
        parted=parted,
        ours=len(mine),
        theirs=len(others),
        both=len(mine & others),
        came=_by_table(said_fresh - said_gone),
        changed=_changed(ours, found),
        removed=_by_table(said_removed - said_fresh),
        alike=_by_table(said_fresh & said_gone),
        merged=left - sum(ident[0] == PERSON_TABLE for ident, _ in removed),
        came_people=(),
        clashes=tuple(filter(None, (_clashing(ours, clash) for clash in found.clashes))),
        kept_away=len(found.kept_away & others),
        forgotten_there=tuple(_to_forget(ours, row) for row in found.forgotten_there),
    )


def _said(*lists: list[tuple[Ident, ShownRow]]) -> list[Counter[Ident]]:
    """What the rows of each list say, but for which of them they name and who is who."""
    among = {shown.uid for rows in lists for _, shown in rows}
    return [
        Counter(
            (ident[0], shown.uid if ident[0] == PERSON_TABLE else _words(shown, among))
            for ident, shown in rows
        )
        for rows in lists
    ]


def _words(shown: ShownRow, among: Set[str]) -> Ident:
    """What a row says: when it was written down is not of it."""
    said = {name: it for name, it in shown.columns.items() if name != "recorded_on"}
    return tuple((name, it) for name, it in sorted(said.items()) if it not in among)


def _by_table(said: Counter[Ident]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for ident, count in said.items():
        counts[ident[0]] += count
    return dict(counts)


def _is_removed(shown: ShownRow, found: Comparison) -> bool:
    return found.joined[shown.uid].is_gone and shown.uid not in found.twins


def people_of(book: Book) -> set[str]:
    """The uids of everybody in a ledger."""
    there = book.log.there()
    return {uid for uid, row in book.by_name.of(PERSON_TABLE).items() if row in there}


def _changed(ours: Book, found: Comparison) -> int:
    """How many values of rows that are there become others by what the other ledger tells."""
    count = 0
    for ident, shown in found.after.items():
        was = found.before.get(ident)
        if was is not None and was.columns != shown.columns:
            registers = ours.nouns[str(ident[0])].registers.values()
            count += sum(
                any(was.columns.get(name) != shown.columns.get(name) for name in columns)
                for columns in registers
            )
    return count


def _clashing(ours: Book, clash: Clash) -> Clashing | None:
    """A clash in this ledger's numbers; None where the row is not there, or names another row."""
    row = ours.rows.get(clash.uid)
    if row is None:
        return None
    ours.log.load([row])
    state = ours.log.now(row)
    if state is None:
        return None
    noun = ours.nouns[row[0]]
    columns = noun.registers[clash.name]
    differing = [
        values
        for values in zip(columns, clash.stands, clash.gives_way, strict=True)
        if values[1] != values[2] and values[0] not in noun.links
    ]
    if not differing:
        return None
    column, stands, gives_way = differing[0]
    person = state.get(_WHOSE.get(row[0], "contact_id"))
    return Clashing(*row, person, column, stands, gives_way, clash.is_ours)


def _to_forget(ours: Book, row: RowKey) -> tuple[int, date]:
    known = ours.log.last(row)
    assert known is not None  # it is a row of the log, or there
    return row[1], date.fromisoformat(known["added_on"])
