"""A moment in which some people are not there: whatever is asked, they are in no answer.

Views that last as long as the connection stand before the tables, by the same names: no question
has to know of it. What the log keeps, what other ledgers know, and what is noted of sources, names
people in words, and is not there either. Whoever is only known of was never asked, and is in no
such answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from farmer.ledger.sqlite.schema.steps import MACHINES, NOTED, OF_OTHERS

# Whom a request is about where that is not to be known: a sort of person, not one.
SOMEBODY = "somebody"
_THEY = (
    "(SELECT contact_id FROM main.tag WHERE tag = {tag}"
    " UNION ALL SELECT id FROM main.contact WHERE source = 'link')"
)
_THEIR_TALKS = "(SELECT id FROM main.touchpoint WHERE contact_id IN {they})"
_THEIR_REQUESTS = "(SELECT id FROM main.request WHERE person_id IN {they})"
_ASKED_OF_THEM = "(SELECT id FROM main.request WHERE target_id IN {they})"
_OWNED = (
    *("handle", "former", "identifier", "detail", "touchpoint", "fact", "tag", "gains"),
    "promise",
)
# By table, which rows are there.
_SHOWN: Mapping[str, str] = {
    "contact": "id NOT IN {they}",
    **dict.fromkeys(_OWNED, "contact_id NOT IN {they}"),
    **dict.fromkeys(("not_same", "link"), "contact_id NOT IN {they} AND other_id NOT IN {they}"),
    "origin": "touchpoint_id NOT IN {their_talks}",
    "request": "coalesce(person_id, 0) NOT IN {they}",
    "request_step": "request_id NOT IN {their_requests}",
    # An occasion is there unless nobody else was at it.
    "event": "id NOT IN (SELECT event_id FROM main.touchpoint"
    " WHERE contact_id IN {they} AND event_id IS NOT NULL)"
    " OR id IN (SELECT event_id FROM main.touchpoint WHERE contact_id NOT IN {they})",
    "change": "1",
    **dict.fromkeys(("change_row", *OF_OTHERS, *NOTED, *MACHINES), "0"),
}
# By table and column, what stands there instead.
_INSTEAD: Mapping[tuple[str, str], str] = {
    ("contact", "met_through_id"): "CASE WHEN met_through_id NOT IN {they} THEN met_through_id END",
    ("link", "told_by_id"): "CASE WHEN told_by_id NOT IN {they} THEN told_by_id END",
    ("request", "target_id"): "CASE WHEN target_id NOT IN {they} THEN target_id END",
    ("request", "target"): "CASE WHEN target_id IN {they} THEN {somebody} ELSE target END",
    ("request_step", "target_then"): "CASE WHEN request_id NOT IN {asked_of_them}"
    " THEN target_then END",
    ("change", "words"): "''",
}


def veil(db: sqlite3.Connection, tag: str) -> bool:
    """Let whoever has the `tag`, or is only known of, be in no answer; whether anybody is so.

    The connection only reads, and goes on so: what is made is its own, and no part of the file.
    """
    if db.execute(f"{_THEY.format(tag='?')[1:-1]} LIMIT 1", [tag]).fetchone() is None:
        return False
    query_only = db.execute("PRAGMA query_only").fetchone()[0]
    db.execute("PRAGMA query_only = OFF")
    try:
        for statement in _views(db, tag):
            db.execute(statement)
    finally:
        db.execute(f"PRAGMA query_only = {query_only}")
    return True


def _views(db: sqlite3.Connection, tag: str) -> Iterator[str]:
    (quoted,) = db.execute("SELECT quote(?)", [tag]).fetchone()
    they = _THEY.format(tag=quoted)
    parts = {
        "they": they,
        "their_talks": _THEIR_TALKS.format(they=they),
        "their_requests": _THEIR_REQUESTS.format(they=they),
        "asked_of_them": _ASKED_OF_THEM.format(they=they),
        "somebody": f"'{SOMEBODY}'",
    }
    for table, shown in _SHOWN.items():
        columns = [name for _, name, *_ in db.execute(f'PRAGMA main.table_info("{table}")')]
        selected = ", ".join(
            f'{instead.format(**parts)} AS "{column}"'
            if (instead := _INSTEAD.get((table, column)))
            else f'"{column}"'
            for column in columns
        )
        yield (
            f'CREATE TEMP VIEW "{table}" AS SELECT {selected} FROM main."{table}"'  # noqa: S608
            f" WHERE {shown.format(**parts)}"
        )
