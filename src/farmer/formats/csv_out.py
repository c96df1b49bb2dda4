"""The ledger as CSV, one table a noun and one wide one of people, safe to open in a spreadsheet.

Each begins with a byte order mark, without which Excel takes UTF-8 for something else. A cell that
a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets themselves mark
text; a sign and digits, with spaces or without, are a number and stay as they are.
`farmer.formats.sheet` takes the apostrophe off again. A telephone number is written with spaces, as
people do: without them a spreadsheet takes it for a number, and leaves out its sign or its zeros.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from farmer.formats.detail_columns import detail_of_column
from farmer.formats.whole_shape import ADDED, DROPPED, OWNER, SHAPE, LedgerRow, Rows
from farmer.handles import readable_phone

# Some spreadsheets skip white space first, some take the wide signs of East Asian keyboards too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-][0-9]+(?: [0-9]+)*")
_BYTE_ORDER_MARK = "\ufeff"
# Beside the number of somebody or of an event, what they are called.
_CALLED = {
    "contact_id": "contact",
    "other_id": "other",
    "person_id": "person",
    "target_id": "target_name",
    "met_through_id": "met_through",
    "event_id": "event",
}
# One row a person: what a list of them needs, where the tie with them stands, and by which id other
# programs know them; behind them a column for each label of `farmer.formats.detail_columns`.
PEOPLE = (
    *(
        "id",
        "name",
        "prefix",
        "given",
        "middle",
        "family",
        "suffix",
        "nickname",
        "company",
        "title",
    ),
    *("emails", "phones", "urls", "birthday", "tags", "status", "last_contact_on", "verdict"),
    *("score", "cadence_days", "met_on", "met_at", "met_through", "notes", "archived", "added_on"),
    "uid",
)


class NamesBeside(NamedTuple):
    """What the people and the events of a ledger are called, by number."""

    people: Mapping[int, str]
    events: Mapping[int, str]

    def beside(self, row: LedgerRow) -> LedgerRow:
        """The row, with names beside its numbers."""
        told: LedgerRow = {
            name: (self.events if name == "event" else self.people).get(row[field], "")
            for field, name in _CALLED.items()
            if field in row
        }
        return {**row, **told}


def write(
    rows: Rows, called: NamesBeside, people: Iterable[LedgerRow], noted: Sequence[str] = ()
) -> Iterator[tuple[str, Iterator[str]]]:
    """The name of each file and its table, a line at a time, the first its header.

    `people` are the rows of the wide one, with `PEOPLE` and what is `noted` as their fields.
    """
    yield "people.csv", _lines([*PEOPLE, *noted], people)
    for name in SHAPE:
        outer, _, inner = name.partition(".")
        told = map(called.beside, rows(name))
        yield f"{inner or outer}.csv", _lines(_fields(name), map(_with_readable_phone, told))


def is_ours(text: str) -> bool:
    """Whether `text` begins with the header of one of the tables, as an older farmer's too."""
    found = next(csv.reader(StringIO(text.removeprefix(_BYTE_ORDER_MARK))), [])
    header = {column for column in found if detail_of_column(column) is None}
    if header | {"uid"} == set(PEOPLE):
        return True
    for name in SHAPE:
        fields = set(_fields(name))
        least = fields - ADDED.get(name, {}).keys() - set(_CALLED.values())
        if least <= header <= fields.union(DROPPED.get(name, ())):
            return True
    return False


def _with_readable_phone(row: LedgerRow) -> LedgerRow:
    return {**row, "value": readable_phone(row["value"])} if row.get("kind") == "phone" else row


def _lines(fields: Sequence[str], rows: Iterable[LedgerRow]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + writer.writerow(fields)
    for row in rows:
        yield writer.writerow([_cell(row[field]) for field in fields])


class _Line:
    """A file to write to whose writer gets back what it has written."""

    def write(self, line: str) -> str:
        return line


def _fields(name: str) -> list[str]:
    """The header of a table; of a list within another's rows it begins with theirs."""
    outer, dot, _ = name.partition(".")
    fields = [*([OWNER[outer]] if dot else []), *SHAPE[name]]
    return [each for field in fields for each in (field, _CALLED.get(field)) if each]


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = json.dumps(value) if isinstance(value, dict) else str(value)
    runs = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text
