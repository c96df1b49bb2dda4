"""LinkedIn's ``Connections.csv``, as exported from 2016 on and as spreadsheets re-save it.

A ``Notes:`` paragraph of any length may stand before the header, and columns have come, gone and
changed places. A row is a person and one `connect`:
proof that both pressed a button on that day, of which the method makes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from farmer.day_order import settled
from farmer.formats.dates import parse_day
from farmer.formats.incoming import (
    How,
    Incoming,
    Reading,
    Skipped,
    SourcedTouch,
    Unread,
    handles_from,
    kept,
)
from farmer.formats.leftover import columns_left, unreadable
from farmer.formats.sheet import Sheet, find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.handles import email_handle, url_handle
from farmer.model import Contact, Touch
from farmer.people.parts import NameParts, put_right
from farmer.text import fold

COLUMNS = {
    "first name": "first",
    "last name": "last",
    "email address": "email",
    "url": "url",
    "company": "company",
    "position": "position",
    "connected on": "connected_on",
}
EMPTY = "an empty row"
ONLY_A_DATE = "nothing in the row but a date (LinkedIn blanks people who left)"
NO_NAME = "no name in the row"
DELETED = "a deleted account (LinkedIn Member)"
ADVERT = "an account of LinkedIn itself, not a person"
TOO_FEW_CELLS = "fewer cells than the header has columns"


class _Places(NamedTuple):
    """Which cell holds what, and how the days in numbers are read.

    A row must have the `least` cells; a spreadsheet may have cut empty columns that are not ours.
    """

    columns: dict[str, int]
    details: TableDetails
    month_first: bool
    least: int

    def cell(self, row: Sequence[str], name: str) -> str:
        index = self.columns.get(name)
        return "" if index is None else row[index].strip()


def recognises(text: str) -> bool:
    """Whether `text` has the header of LinkedIn's connections."""
    return _find(text) is not None


def read(text: str, how: How) -> Reading:
    """Everybody in `text`, row by row; rows that are nobody are skipped with a reason.

    LinkedIn writes the month first where it writes it in numbers; spreadsheets that re-saved the
    file may have put the day there, all down the column.
    """
    sheet = _find(text)
    if sheet is None:
        return
    columns = {COLUMNS[name]: at for at, name in enumerate(sheet.columns) if name in COLUMNS}
    at = columns["connected_on"]
    rows = list(sheet.rows())
    days = (row[at] for _, row in rows if at < len(row))
    details = TableDetails(sheet, how.keep)
    month_first = settled(days, how.today, how.region, otherwise=True)
    places = _Places(columns, details, month_first, max(columns.values()) + 1)
    for line, row in rows:
        yield from _person(line, row, places)
    yield from columns_left(sheet, set(columns.values()), details, rows)


def _find(text: str) -> Sheet | None:
    return find_sheet(text, _is_header, sign="connected on")


def _is_header(names: Sequence[str]) -> bool:
    return "connected on" in names and bool({"first name", "company"} & set(names))


def _person(line: int, row: Sequence[str], table: _Places) -> Iterator[Incoming | Skipped | Unread]:
    if is_empty(row):
        yield Skipped(line, EMPTY)
        return
    if len(row) < table.least:
        yield Skipped(line, TOO_FEW_CELLS)
        return
    name = kept(f"{table.cell(row, 'first')} {table.cell(row, 'last')}")
    reason = _not_a_person(name, row)
    if reason:
        yield Skipped(line, reason)
        return
    when = table.cell(row, "connected_on")
    connected_on = parse_day(when, month_first=table.month_first)
    yield _incoming(line, name, connected_on, row, table)
    if when and connected_on is None:
        yield Unread(line, "day of connecting")
    addresses = {name: [table.cell(row, name)] for name in ("url", "email")}
    yield from (Unread(line, each) for each in unreadable(addresses))


def _not_a_person(name: str, row: Sequence[str]) -> str:
    """Why nobody is meant by `name`, or nothing where somebody is."""
    if not name:
        return ONLY_A_DATE if _holds_only_a_date(row) else NO_NAME
    folded = fold(name)
    if folded == "linkedin member":
        return DELETED
    return ADVERT if folded.split()[:1] == ["linkedin"] else ""


def _holds_only_a_date(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and parse_day(filled[0]) is not None


def _incoming(
    line: int, name: str, connected_on: date | None, row: Sequence[str], table: _Places
) -> Incoming:
    handles = handles_from(
        ((url_handle, table.cell(row, "url")), (email_handle, table.cell(row, "email")))
    )
    contact = Contact(
        name,
        company=kept(table.cell(row, "company")),
        title=kept(table.cell(row, "position")),
        **_parts(row, table)._asdict(),
    )
    details = table.details.of(row, month_first=table.month_first)
    profile = next((handle.value for handle in handles if handle.kind == "url"), "")
    if connected_on is None:
        return Incoming(line, contact, handles, key=profile, details=details)
    key = connection_key(name, connected_on)
    touch = SourcedTouch(Touch(connected_on, "connect"), profile or key)
    return Incoming(line, contact, handles, (touch,), key, details=details)


def connection_key(name: str, connected_on: date) -> str:
    """By what a connection is known where LinkedIn tells no profile, or another than before.

    E-mails have been left out of most rows since 2021, so they are no key.
    """
    return f"{fold(name)}|{connected_on.isoformat()}"


def _parts(row: Sequence[str], table: _Places) -> NameParts:
    given, family = (kept(table.cell(row, column)) for column in ("first", "last"))
    return put_right(NameParts(given=given, family=family))
