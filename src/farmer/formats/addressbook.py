"""Address books as tables: which column holds what, and a row as a person.

What the kinds of address books differ in is what their columns are called: a `Layout` says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from farmer.formats.dates import birthday_from, parse_birthday
from farmer.formats.incoming import Incoming, Reading, Skipped, handles_from, kept, kept_note
from farmer.formats.sheet import Sheet, find_sheet, is_empty
from farmer.formats.tagging import tags_from
from farmer.handles import email_handle, phone_handle, url_handle
from farmer.model import Contact
from farmer.people import titles
from farmer.people.parts import NameParts, is_title, plain_word, put_right

EMPTY = "an empty row"
NO_NAME = "no name and no address in the row"
# Several values in one cell, as Google joins them.
SEVERAL = " ::: "

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

    def read(self, text: str) -> Reading:
        """Everybody in `text`, row by row; rows that are nobody are skipped with a reason."""
        sheet = self.find(text)
        if sheet is not None:
            yield from people(sheet, self.places(sheet))

    def _is_header(self, names: Sequence[str]) -> bool:
        return bool(self.signs) and all(
            any(re.fullmatch(sign, name) for name in names) for sign in self.signs
        )


def people(sheet: Sheet, places: Mapping[str, Sequence[int]]) -> Iterator[Incoming | Skipped]:
    """Everybody in `sheet`, where `places` says which columns hold each field."""
    for line, row in sheet.rows():
        yield Skipped(line, EMPTY) if is_empty(row) else person_of(line, _told(row, places))


def person_of(line: int, told: Mapping[str, Sequence[str]]) -> Incoming | Skipped:
    """The person whom an entry tells of: by field, its values."""

    def first(name: str) -> str:
        return next((value for value in told.get(name, ()) if value), "")

    handles = handles_from(
        (parse, text) for name, parse in _HANDLES.items() for text in told.get(name, ())
    )
    company = kept(first("company"))
    titled = is_title(first("title")) and bool(first("last")) and not first("prefix")
    prefix, title = (first("title"), "") if titled else (first("prefix"), first("title"))
    parts = (prefix, *map(first, ("first", "middle", "last", "suffix")))
    emails = [handle.value for handle in handles if handle.kind == "email"]
    called = (first("name"), _composed(parts), first("called"), first("nickname"), company, *emails)
    name = next(filter(None, map(kept, called)), "")
    if not name:
        return Skipped(line, NO_NAME)
    contact = Contact(
        name,
        nickname=kept(first("nickname")),
        company=company,
        title=kept(title),
        met_at=kept(first("met_at")),
        notes=kept_note("\n".join(told.get("notes", ()))),
        birthday=parse_birthday(first("birthday"))
        or birthday_from(*map(first, ("year", "month", "day"))),
        **put_right(NameParts(*map(kept, parts)))._asdict(),
    )
    labels = (label.strip() for cell in told.get("tags", ()) for label in cell.split(";"))
    tags = tags_from(label for label in labels if not label.startswith("*"))
    return Incoming(line, contact, handles, tags=tags)


def _composed(told: Sequence[str]) -> str:
    """The whole name of parts: without titles, and with the suffix that tells father from son."""
    _, *said, suffix = told
    return " ".join(
        filter(None, (*said, suffix if plain_word(suffix) in titles.GENERATIONS else ""))
    )


def _told(row: Sequence[str], places: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """The values of each field; ragged rows have fewer cells than their header."""
    told = {}
    for name, columns in places.items():
        cells = [row[at] for at in columns if at < len(row)]
        parts = [part.strip() for cell in cells for part in cell.split(SEVERAL)]
        told[name] = [part for part in parts if part]
    return told


_HANDLES = {"email": email_handle, "phone": phone_handle, "url": url_handle}
