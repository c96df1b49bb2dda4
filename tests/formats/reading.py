"""Files as the tests have them: bytes, read as an import reads them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from farmer import formats
from farmer.formats import Exchange, How, Incoming, Skipped, Source
from farmer.formats.encodings import ReadAs
from farmer.formats.incoming import KeptColumn, Schedule, Unread, Unused

HOW = How(date(2026, 6, 15))


def source(data: bytes, name: str = "a file") -> Source:
    """`data` as a file."""
    return Source(name, len(data), lambda: BytesIO(data))


def read(
    data: bytes, as_kind: str | None = None, how: How = HOW
) -> tuple[str, list[Incoming | Exchange | Skipped | Unread | Unused | KeptColumn]]:
    """The kind of `data`, and everything in it, but for which times of a calendar it speaks of."""
    found = formats.format_of(source(data), as_kind, mapped=bool(how.columns))
    rows = formats.read(source(data), how, found)
    return found.kind, [row for row in rows if not isinstance(row, Schedule | ReadAs)]
