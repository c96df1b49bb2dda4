"""The ledger as a whole: its edition, how much is in it, every row to be written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from farmer.ledger.sqlite.anytable import COLUMN_NAMES, all_rows
from farmer.ledger.sqlite.read.people import INTRODUCED_BY
from farmer.ledger.sqlite.read.query import Asking
from farmer.ledger.sqlite.read.selection import TABLES
from farmer.ledger.sqlite.schema.views import VIEWS

if TYPE_CHECKING:
    from farmer.ledger.findings import Traces

# The edition of a ledger in which nothing was ever written.
UNWRITTEN = "0/0//"
EDITION = """
SELECT coalesce(max(id), 0) || '/' || count(undone_at) || '/' || coalesce(max(undone_at), '')
    || '/' || coalesce((SELECT nonce FROM change ORDER BY id DESC LIMIT 1), '')
FROM change
"""
COUNTS = """
SELECT (SELECT count(*) FROM contact) AS contacts,
       (SELECT count(*) FROM touchpoint) AS touchpoints,
       (SELECT count(*) FROM fact) AS facts,
       (SELECT count(*) FROM event) AS events
"""
BELONGINGS = """
SELECT (SELECT count(*) FROM handle WHERE contact_id = :contact_id) AS handle,
       (SELECT count(*) FROM former WHERE contact_id = :contact_id) AS former,
       (SELECT count(*) FROM detail WHERE contact_id = :contact_id) AS detail,
       (SELECT count(*) FROM touchpoint WHERE contact_id = :contact_id) AS touchpoint,
       (SELECT count(*) FROM fact WHERE contact_id = :contact_id) AS fact,
       (SELECT count(*) FROM tag WHERE contact_id = :contact_id) AS tag,
       (SELECT count(*) FROM gains WHERE contact_id = :contact_id) AS gains,
       (SELECT count(*) FROM promise WHERE contact_id = :contact_id) AS promise,
       (SELECT count(*) FROM request
        WHERE person_id = :contact_id OR target_id = :contact_id) AS request,
       (SELECT count(*) FROM link
        WHERE contact_id = :contact_id OR other_id = :contact_id) AS link
"""
NOT_SAME_COUNT = "SELECT count(*) FROM not_same WHERE contact_id = :contact_id"
EVENTS_SHARED = """
WITH guests (event_id, others) AS (
    SELECT event_id, sum(contact_id <> :contact_id) FROM touchpoint
    WHERE event_id IN (SELECT event_id FROM touchpoint WHERE contact_id = :contact_id)
    GROUP BY event_id
)
SELECT coalesce(sum(others > 0), 0), coalesce(sum(others = 0), 0) FROM guests
"""
# By table, the rows of it that are given out only to whoever asks for them.
LEFT_OUT = {"detail": "what = 'child'"}
DIGESTS = "SELECT key, digest FROM forgotten"
MADE = "SELECT sql FROM sqlite_master WHERE name = ?"
_COUNTED = ("contacts", "touchpoints", "facts", "events")
_BELONGINGS = (
    *("handle", "former", "detail", "touchpoint", "fact", "tag", "gains", "promise", "request"),
    "link",
)


def edition(reader: Asking) -> str:
    """What differs once anything was changed, undone or redone; only good for comparing."""
    row = reader.row(EDITION)
    return str(row[0]) if row else UNWRITTEN


def counts(reader: Asking) -> dict[str, int]:
    """How many contacts, touchpoints, facts and events there are; empty without a ledger."""
    return dict(zip(_COUNTED, reader.row(COUNTS) or (), strict=False))


def belongings(reader: Asking, contact_id: int) -> dict[str, int]:
    """How much a person has, by table; empty without a ledger."""
    row = reader.row(BELONGINGS, {"contact_id": contact_id})
    return dict(zip(_BELONGINGS, row or (), strict=False))


def traces(reader: Asking, contact_id: int) -> Traces:
    """What the ledger would lose with a person."""
    from farmer.ledger.findings import Traces

    this = {"contact_id": contact_id}
    shared, alone = reader.row(EVENTS_SHARED, this) or (0, 0)
    introduced = len(reader.rows(INTRODUCED_BY, this))
    (apart,) = reader.row(NOT_SAME_COUNT, this) or (0,)
    theirs = {**dict.fromkeys(_BELONGINGS, 0), **belongings(reader, contact_id), "not_same": apart}
    return Traces(theirs, shared, alone, introduced)


def is_empty(reader: Asking) -> bool:
    """Whether nothing is recorded."""
    return not any(
        reader.row(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
        for table in TABLES.values()
    )


def statements(reader: Asking, *, children: bool) -> Iterator[str]:
    """The tables and their rows as statements that any SQLite runs, without the log of changes.

    People's children are among the rows where they are wanted.
    """
    yield "BEGIN TRANSACTION;"
    for table in TABLES.values():
        for (made,) in reader.rows(MADE, [table]):
            yield f"{made};"
            yield from _insertions(reader, table, "" if children else LEFT_OUT.get(table, ""))
    for name in VIEWS:
        for (made,) in reader.rows(MADE, [name]):
            yield f"{made};"
    yield "COMMIT;"


def rows_of(lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The rows by table; those without an id of their own get one, in their order."""
    return {
        table: [{"id": number, **row} for number, row in enumerate(lists[name], start=1)]
        for name, table in TABLES.items()
    }


def _insertions(reader: Asking, table: str, left_out: str) -> Iterator[str]:
    columns = [name for (name,) in reader.rows(COLUMN_NAMES, [table])]
    names = ", ".join(f'"{column}"' for column in columns)
    where = f"NOT ({left_out})" if left_out else "TRUE"
    quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    for (values,) in reader.each(all_rows(table, quoted, where)):
        yield f'INSERT INTO "{table}" ({names}) VALUES ({values});'  # noqa: S608
