"""What of a file is not kept, so that it can be told: values that are none, columns without use."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from farmer.formats.incoming import KeptColumn, Unused, kept
from farmer.formats.sheet import Sheet
from farmer.handles import email_handle, phone_handle, url_handle
from farmer.model import Handle
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.formats.table_details import TableDetails

# No number has more digits, with its extension; what has is two numbers in one cell.
_MOST_DIGITS = 18
# What is written where there is nothing to write.
_NONE = re.compile(r"\W*|n/?a|none|null|nil|unknown", re.IGNORECASE)
# How Outlook writes that there is no day.
_NO_DAY = re.compile(r"0+([./-])0+\1(?:0)+")
# Of these somebody has one; another has no place.
_ALONE = ("company", "title", "nickname", "met_at")
# Columns that only say what another one holds, such as *Home*.
_NO_VALUE = re.compile(r" - (?:label|type)$")
# What a number is of that is none of the person's telephones: a machine's, a firm's, another's.
_NOT_RUNG = re.compile(
    r"\b(?:(?:tele)?fax|pager|telex|isdn|modem|bbs|callback|assistant|manager|switchboard"
    r"|(?:company|work|business|office) main)\b"
)


def _phone(text: str) -> Handle | None:
    handle = phone_handle(text)
    return handle if handle is None or len(handle.value) <= _MOST_DIGITS else None


HANDLES: Mapping[str, Callable[[str], Handle | None]] = {
    "email": email_handle,
    "phone": _phone,
    "url": url_handle,
}


def not_rung(label: str) -> str:
    """What the number of that label is at which somebody is not rung; empty where it is theirs."""
    found = _NOT_RUNG.search(re.sub(r"[^a-z]+", " ", label.casefold()))
    return found[0] if found else ""


def is_nothing(text: str) -> bool:
    """Whether `text` only says that there is nothing."""
    return _NONE.fullmatch(text.strip()) is not None


def is_no_day(text: str) -> bool:
    """Whether `text` only says that there is no day."""
    return is_nothing(text) or _NO_DAY.fullmatch(text.strip()) is not None


def unreadable(told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Under which fields something stands that is no address of the kind."""
    for name, parse in HANDLES.items():
        if any(text and not (is_nothing(text) or parse(text)) for text in told.get(name, ())):
            yield name


def surplus(told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What an entry tells one more of than is kept, such as ``second company``."""
    for name in _ALONE:
        if len({fold(text) for text in told.get(name, ()) if text.strip()}) > 1:
            yield f"second {name.replace('_', ' ')}"


def columns_left(
    sheet: Sheet,
    ours: Collection[int],
    details: TableDetails,
    rows: Iterable[tuple[int, Sequence[str]]] | None = None,
) -> Iterator[Unused | KeptColumn]:
    """The columns in which something stands beside `ours` and the `details`; which were kept."""
    yield from (KeptColumn(sheet.header_line or 1, column) for column in sorted(details.kept))
    free = {
        at: column
        for at, column in enumerate(sheet.columns)
        if not (at in ours or at in details.columns or _NO_VALUE.search(column))
    }
    empty = set(free)
    labels: dict[str, None] = {}
    for _, row in sheet.rows() if rows is None else rows:
        empty -= {at for at in empty if at < len(row) and row[at].strip()}
        labels |= dict.fromkeys(map(kept, details.left(row)))
    yield from (Unused(sheet.header_line or 1, label) for label in labels)
    for at in sorted(free.keys() - empty):
        nameless = not sheet.header_line
        yield Unused(sheet.header_line or 1, f"column {at + 1}" if nameless else kept(free[at]))
