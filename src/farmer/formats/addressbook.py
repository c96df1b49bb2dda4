"""Address books as tables: which column holds what, and a row as a person.

What the kinds of address books differ in is what their columns are called: a `Layout` says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from farmer.day_order import settled
from farmer.details import Detail
from farmer.formats.dates import birthday_from, parse_birthday
from farmer.formats.headers import is_english
from farmer.formats.incoming import (
    How,
    Incoming,
    Reading,
    Skipped,
    Unread,
    handles_from,
    kept,
    kept_note,
)
from farmer.formats.last_contact import LastContact
from farmer.formats.leftover import (
    HANDLES,
    columns_left,
    is_no_day,
    surplus,
    unreadable,
)
from farmer.formats.row_values import NOT_RUNG, RowValues
from farmer.formats.sheet import Sheet, find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.formats.tagging import tags_from
from farmer.model import Contact
from farmer.people import titles
from farmer.people.jobs import title_and_job
from farmer.people.parts import NameParts, is_title, put_right
from farmer.people.titles import plain_word
from farmer.text import fold

EMPTY = "an empty row"
NO_NAME = "no name and no address in the row"
TOTAL = "a total"
_SUM = (
    r"(?:(?:sub|gesamt|zwischen|end|eind)?(?:totals?|totale|totaal|sum|summe|somme|suma)|"
    r"gesamt|razem|łącznie|ogółem)"
)
_TOTAL = re.compile(
    rf"(?:grand )?{_SUM}(?: {_SUM})?(?: (?:rows|records|entries|people|guests|attendees|"
    r"contacts|participants|général|general|geral|generale|ogólna))?:?\s*[0-9.,]*"
)
# A page of the same program, which some put behind what they name.
_LINK = re.compile(r"\s*\(https?://[^)]*\)")

# The fields of a person that a column may hold. `prefix` to `suffix` are parts of a name,
# `called` is one to fall back on; `year`, `month` and `day` are those of a birthday.
FIELDS = (
    *(
        "name",
        "prefix",
        "first",
        "middle",
        "last",
        "suffix",
        "called",
        "nickname",
        "email",
        "phone",
        "url",
    ),
    *("company", "title", "notes", "birthday", "year", "month", "day", "tags", "met_at"),
    *("last_contact", "id"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a kind of address book are called.

    Attributes:
        columns: by field, a pattern that the whole folded name of a column matches.
        signs: columns that every file of this kind has, by the same kind of pattern.
    """

    columns: Mapping[str, str]
    signs: tuple[str, ...] = field(default=())

    def recognises(self, text: str) -> bool:
        """Whether `text` has such a table."""
        return self.find(text) is not None

    def find(self, text: str) -> Sheet | None:
        """The table in `text`, or None."""
        return find_sheet(text, self._is_header)

    def places(self, sheet: Sheet) -> dict[str, list[int]]:
        """The columns of each field, in their order."""
        return {
            name: [at for at, column in enumerate(sheet.columns) if re.fullmatch(pattern, column)]
            for name, pattern in self.columns.items()
        }

    def read(self, text: str, how: How) -> Reading:
        """Everybody in `text`, row by row; rows that are nobody are skipped with a reason."""
        sheet = self.find(text)
        if sheet is not None:
            yield from people(sheet, self.places(sheet), how)

    def _is_header(self, names: Sequence[str]) -> bool:
        return bool(self.signs) and all(
            any(re.fullmatch(sign, name) for name in names) for sign in self.signs
        )


def people(sheet: Sheet, places: Mapping[str, Sequence[int]], how: How) -> Reading:
    """Everybody in `sheet`, where `places` says which columns hold each field."""
    rows = list(sheet.rows())
    details = TableDetails(sheet, how.keep)
    values = RowValues(sheet.columns, places)
    english = is_english(sheet.columns)
    month_first, contact_month_first = (
        settled(
            [cell for at in places.get(name, ()) for cell in _column(rows, at)],
            how.today,
            how.region,
            otherwise=english,
        )
        for name in ("birthday", "last_contact")
    )
    for line, row in rows:
        if is_empty(row):
            yield Skipped(line, EMPTY)
        elif _is_total(row):
            yield Skipped(line, TOTAL)
        else:
            noted = details.of(row, month_first=month_first)
            told = values.told(row)
            last = LastContact.of(
                told.get("last_contact", ()), how.today, month_first=contact_month_first
            )
            yield from last.beside(
                person_of(line, told, values.key(row), noted, month_first=month_first)
            )
            yield from (Unread(line, day) for day in details.unread(row, month_first=month_first))
    ours = {at for columns in places.values() for at in columns}
    yield from columns_left(sheet, ours, details, rows)


def person_of(
    line: int,
    told: Mapping[str, Sequence[str]],
    key: str = "",
    details: tuple[Detail, ...] = (),
    *,
    month_first: bool = True,
) -> Iterator[Incoming | Skipped | Unread]:
    """The person whom an entry tells of: by field, its values; and what of it cannot be read.

    `key` is by what the program knows them, `details` what has no field.
    """

    def first(name: str) -> str:
        return next((value for value in told.get(name, ()) if value), "")

    handles = handles_from(
        (parse, text) for name, parse in HANDLES.items() for text in told.get(name, ())
    )
    company = kept(_LINK.sub("", first("company")))
    titled = dict.fromkeys(told.get("prefix", ()))  # Frau in one column and Dr. in another
    prefix = " ".join(titled) if all(map(is_title, titled)) else first("prefix")
    title = first("title")
    if first("last"):
        prefix, title = title_and_job(prefix, title)
    family = " ".join(dict.fromkeys(told.get("last", ())))  # of a father and of a mother
    parts = (prefix, *map(first, ("first", "middle")), family, first("suffix"))
    emails = [handle.value for handle in handles if handle.kind == "email"]
    said, composed = first("name"), _composed(parts)
    if fold(said) in fold(composed).split():  # what they are called on a screen: Ana
        said = composed
    called = (said, composed, first("called"), first("nickname"), company, *emails)
    name = next(filter(None, map(kept, called)), "")
    if not name:
        yield Skipped(line, NO_NAME)
        return
    birthday = parse_birthday(first("birthday"), month_first=month_first)
    contact = Contact(
        name,
        nickname=kept(first("nickname")),
        company=company,
        title=kept(title),
        met_at=kept(first("met_at")),
        notes=kept_note("\n".join(told.get("notes", ()))),
        birthday=birthday or birthday_from(*map(first, ("year", "month", "day"))),
        **put_right(NameParts(*map(kept, parts)))._asdict(),
    )
    labels = (label.strip() for cell in told.get("tags", ()) for label in cell.split(";"))
    tags = tags_from(label for label in labels if not label.startswith("*"))
    yield Incoming(line, contact, handles, key=key, tags=tags, details=details)
    yield from (Unread(line, name) for name in _unread(told, contact.birthday))


def _unread(told: Mapping[str, Sequence[str]], birthday: str) -> Iterator[str]:
    """Which values of an entry are none that can be kept, or one more than can be."""
    yield from unreadable(told)
    parts = ("birthday", "year", "month", "day")
    born = (text for part in parts for text in told.get(part, ()))
    if not birthday and not all(map(is_no_day, born)):
        yield "birthday"
    yield from surplus(told)
    yield from told.get(NOT_RUNG, ())


def _composed(told: Sequence[str]) -> str:
    """The whole name of parts: without titles, and with the suffix that tells father from son."""
    _, *said, suffix = told
    return " ".join(
        filter(None, (*said, suffix if plain_word(suffix) in titles.GENERATIONS else ""))
    )


def _column(rows: Sequence[tuple[int, Sequence[str]]], at: int) -> list[str]:
    """What stands in a column, without its empty cells."""
    return [cell for _, row in rows if at < len(row) and (cell := row[at].strip())]


def _is_total(row: Sequence[str]) -> bool:
    """Whether a row sums up the others: a word for it, and beside it nothing but numbers."""
    first, *others = (cell.strip() for cell in row if cell.strip())
    return bool(_TOTAL.fullmatch(first.casefold())) and all(
        cell.replace(".", "").replace(",", "").isdecimal() for cell in others
    )
