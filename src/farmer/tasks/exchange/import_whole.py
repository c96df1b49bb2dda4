"""A whole ledger, as ``farmer export`` writes it, brought into one that holds nothing."""

from __future__ import annotations

from itertools import zip_longest

from farmer.errors import Conflict, UnreadableFile
from farmer.formats import Source, whole, whole_out
from farmer.formats.decoding import to_text
from farmer.formats.whole_shape import Rows, Tables
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.imported import Whole
from farmer.tasks.whole_ledger import without_forgotten


def is_whole(source: Source) -> bool:
    """Whether it is a ledger as ``farmer export`` writes it."""
    return source.folder is None and whole.recognises(to_text(source.beginning()))


def import_whole(desk: Desk, source: Source, *, dry_run: bool) -> Whole:
    """Fill the ledger with everything of `source`, but for those who were forgotten in it.

    The same ledger again adds nothing.

    Raises:
        UnreadableFile: where it is no such ledger, or of a newer farmer.
        Conflict: where there is something else in the ledger already.
    """
    with source.open() as stream:
        read = whole.from_json(to_text(stream.read()))
    if not any(read.tables.values()):
        raise UnreadableFile(f"There is nobody in {source.name}.", "Export another ledger.")
    with desk.deciding() as reader:
        (tables, names), gone = without_forgotten(read, reader.forgotten())
        if not reader.is_empty():
            if _is_same(reader.table, tables):
                return Whole({}, len(tables["contacts"]), gone)
            raise Conflict(
                "The ledger holds something already; a whole one goes into an empty one.",
                f"Name a new file: farmer --ledger new.db import {quoted(source.name)}",
            )
    if not dry_run:
        with desk.changing("import of a whole ledger") as change:
            if not change.now.is_empty():
                raise Conflict("Something was written meanwhile.", "Look at: farmer undo history")
            change.add_tables(tables, names)
    return Whole({name: len(rows) for name, rows in tables.items()}, 0, gone)


def _is_same(rows: Rows, tables: Tables) -> bool:
    """Whether the ledger of those `rows` would be written as the one that was read."""
    stored = _as_stored(tables)
    read = whole_out.write(lambda name, *, by="id": stored[name])
    return all(one == other for one, other in zip_longest(whole_out.write(rows), read))


def _as_stored(tables: Tables) -> Tables:
    """The rows as the ledger gives them: days as text."""
    return {
        name: [
            {
                field: value.isoformat() if hasattr(value, "isoformat") else value
                for field, value in row.items()
            }
            for row in rows
        ]
        for name, rows in tables.items()
    }
