"""Adding what was imported by the thousand: plain values in chunks, through Core.

One mapped object a row would be ten times slower. Ids are given out beforehand, which is safe
because the change already keeps every other writer away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import count, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, insert
from sqlmodel import Session

from farmer.ledger.newcomers import Newcomer, Origin
from farmer.ledger.sqlite.checksums import adding_up_at_once
from farmer.ledger.sqlite.log.triggers import recording_at_once
from farmer.ledger.sqlite.schema.engine import driver_of
from farmer.ledger.sqlite.schema.search_index import indexing_at_once
from farmer.ledger.sqlite.schema.steps import DATED
from farmer.ledger.sqlite.schema.tables import (
    ContactRow,
    DetailRow,
    EventRow,
    FactRow,
    FormerRow,
    GainsRow,
    HandleRow,
    IdentifierRow,
    LedgerTable,
    LinkRow,
    NotSameRow,
    OriginRow,
    PromiseRow,
    RequestRow,
    RequestStepRow,
    TagRow,
    TouchpointRow,
)
from farmer.ledger.sqlite.schema.tables.values import contact_values, touch_values

CHUNK = 2_000
LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = ?"


def add_many(
    session: Session,
    newcomers: Sequence[Newcomer],
    added_on: date,
    recorded_on: date,
    recorded_at: int,
) -> list[int]:
    """Add people with all that is known about them, as added on that day; their ids, in order."""
    numbered = list(zip(count(_next_id(session, "contact")), newcomers, strict=False))
    _insert(
        session,
        ContactRow,
        (
            {
                "id": whose,
                **contact_values(new.contact),
                "added_on": added_on,
                "source": new.source,
            }
            for whose, new in numbered
        ),
    )
    add_to_many(session, numbered, recorded_on, recorded_at)
    return [whose for whose, _ in numbered]


def add_to_many(
    session: Session, gained: Iterable[tuple[int, Newcomer]], recorded_on: date, recorded_at: int
) -> None:
    """Add addresses, touches, facts and tags to people who are in the ledger, by id."""
    gained = list(gained)
    _insert(
        session,
        HandleRow,
        (
            {
                "contact_id": whose,
                "kind": handle.kind,
                "value": handle.value,
                "preferred": False,
                "source": new.source,
                "recorded_on": recorded_on,
            }
            for whose, new in gained
            for handle in dict.fromkeys(new.handles)
        ),
    )
    _add_touches(session, gained, recorded_on, recorded_at)
    _insert(
        session,
        FactRow,
        (
            {
                "contact_id": whose,
                "what": fact.what,
                "on": fact.on,
                "note": fact.note,
                "source": new.source,
                "recorded_on": recorded_on,
                "recorded_at": recorded_at,
            }
            for whose, new in gained
            for fact in new.facts
        ),
    )
    _insert(
        session,
        TagRow,
        (
            {
                "contact_id": whose,
                "tag": tag,
                "source": new.source,
                "recorded_on": recorded_on,
            }
            for whose, new in gained
            for tag in new.tags
        ),
    )
    _add_known_as(session, gained, recorded_on)


def _add_known_as(
    session: Session, gained: Iterable[tuple[int, Newcomer]], recorded_on: date
) -> None:
    """Add the ids by which the sources know them, and what is noted under a label."""
    _insert(
        session,
        IdentifierRow,
        (
            {
                "contact_id": whose,
                "source": new.source,
                "value": value,
                "recorded_on": recorded_on,
            }
            for whose, new in gained
            for value in new.identifiers
        ),
    )
    _insert(
        session,
        DetailRow,
        (
            {
                "contact_id": whose,
                **detail._asdict(),
                "source": new.source,
                "recorded_on": recorded_on,
            }
            for whose, new in gained
            for detail in new.details
        ),
    )


def _add_touches(
    session: Session, gained: Iterable[tuple[int, Newcomer]], recorded_on: date, recorded_at: int
) -> None:
    """Add the touches, each with the entry of its source as which it is known."""
    came = [(whose, sourced) for whose, new in gained for sourced in new.touches]
    numbered = list(zip(count(_next_id(session, "touchpoint")), came, strict=False))
    _insert(
        session,
        TouchpointRow,
        (
            {
                "id": touch_id,
                "contact_id": whose,
                **touch_values(sourced.touch),
                "event_id": sourced.event_id,
                "source": sourced.source,
                "recorded_on": recorded_on,
                "recorded_at": recorded_at,
            }
            for touch_id, (whose, sourced) in numbered
        ),
    )
    _insert(
        session,
        OriginRow,
        (
            {"touchpoint_id": touch_id, **origin._asdict()}
            for touch_id, (_, sourced) in numbered
            for origin in (
                Origin(sourced.source, sourced.source_id, sourced.told),
                *sourced.also,
            )
        ),
    )


def add_whole(
    session: Session,
    tables: Mapping[str, Iterable[Mapping[str, Any]]],
    recorded_at: Mapping[str, Mapping[int, int]],
) -> None:
    """Fill a ledger that holds nothing with the rows of another, by table, ids and all.

    In which second each was recorded is told by table and id, where it is known.
    """
    # Who introduced somebody may come after them.
    _flushed(session).execute("PRAGMA defer_foreign_keys = ON")
    for row_class in _WHOLE:
        table = str(row_class.__tablename__)
        known = recorded_at.get(table, {})
        dated = (
            {"recorded_at": known.get(row["id"], 0), **row} if table in DATED else dict(row)
            for row in tables[table]
        )
        _insert(session, row_class, dated)


_WHOLE: tuple[type[LedgerTable], ...] = (
    *(ContactRow, HandleRow, TagRow, GainsRow, EventRow, TouchpointRow, FactRow, PromiseRow),
    *(RequestRow, RequestStepRow, NotSameRow, FormerRow, OriginRow, IdentifierRow, DetailRow),
    LinkRow,
)


def _flushed(session: Session) -> sqlite3.Connection:
    """The connection underneath, with all that was added so far."""
    session.flush()
    return driver_of(session.connection())


def _next_id(session: Session, table: str) -> int:
    """The id that the next row of `table` gets: never one that was given before."""
    row = _flushed(session).execute(LAST_ID, [table]).fetchone()
    return (row[0] if row else 0) + 1


def _insert(session: Session, table: type[LedgerTable], rows: Iterator[dict[str, Any]]) -> None:
    chunk = list(islice(rows, CHUNK))
    if not chunk:
        return
    db, name = _flushed(session), str(table.__tablename__)
    added_up = adding_up_at_once(db, name, "change_row")
    with added_up, recording_at_once(db, name), indexing_at_once(db, name):
        connection = session.connection()
        statement, to_values = _prepared(table, chunk[0], connection.dialect)
        while chunk:
            connection.exec_driver_sql(statement, list(map(to_values, chunk)))
            chunk = list(islice(rows, CHUNK))


def _prepared(
    table: type[LedgerTable], row: Mapping[str, Any], dialect: Dialect
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """The statement that puts in rows like this one, and what makes its values of them.

    Core would do the same, but works out both anew for every single row.
    """
    compiled = insert(table).compile(dialect=dialect, column_keys=list(row))
    columns = table.metadata.tables[str(table.__tablename__)].columns
    names = compiled.positiontup or []
    of = itemgetter(*names)
    bound = [
        (at, lru_cache(maxsize=CHUNK)(bind))  # days and yes or no: few, and often
        for at, name in enumerate(names)
        if (bind := columns[name].type.dialect_impl(dialect).bind_processor(dialect))
    ]

    def to_values(row: Mapping[str, Any]) -> tuple[Any, ...]:
        values = [*of(row)]
        for at, bind in bound:
            values[at] = bind(values[at])
        return tuple(values)

    return str(compiled), to_values
