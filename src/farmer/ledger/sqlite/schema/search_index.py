"""The index that ``find`` searches: everything somebody wrote, kept current by triggers.

It holds nothing of its own, so it is never migrated: whenever a ledger has been, the index is laid
out and filled again. A row of it is found by the row it indexes: its id times the number of indexed
tables, plus the place of its table among them. What it holds is folded, and cut into letters where
a script writes no spaces (`farmer.searched`); what is shown is read from the row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

from farmer.ledger.refusals import engine_errors, primary_code
from farmer.ledger.sqlite.anytable import newest_id
from farmer.ledger.sqlite.checksums import has_checksums, is_schema_broken, schema_of
from farmer.ledger.sqlite.searching import enable_searching

# By table: what is its name, and what is the text, as SQL of the row {row}.
_INDEXED = {
    "contact": (
        "trim({row}.name || ' ' || {row}.nickname)",
        "{row}.company || char(10) || {row}.title || char(10) || {row}.met_at || char(10)"
        " || {row}.notes",
    ),
    "former": (
        "CASE WHEN {row}.what IN ('name', 'spelling', 'nickname') THEN {row}.value ELSE '' END",
        "CASE WHEN {row}.what IN ('name', 'spelling', 'nickname') THEN '' ELSE {row}.value END",
    ),
    # A child is found by nobody who does not know whose it is.
    "detail": (
        "''",
        "CASE {row}.what WHEN 'child' THEN '' ELSE {row}.label || char(10) || {row}.value END",
    ),
    "touchpoint": ("''", "{row}.note"),
    "fact": ("''", "{row}.note"),
    "event": ("coalesce({row}.name, '')", "{row}.place"),
    "gains": ("''", "{row}.text"),
    "request": ("{row}.target", "{row}.need"),
    "request_step": ("''", "{row}.note"),
    "promise": ("''", "{row}.text"),
    "link": ("''", "{row}.how"),
}
INDEXED = tuple(_INDEXED)

_LAY_OUT = (
    "CREATE VIRTUAL TABLE search USING fts5"
    "(name, text, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\","
    " prefix = '2 3')"
)
_PARTS = ("data", "idx", "content", "docsize", "config")
_OWN = ("search", *(f"search_{part}" for part in _PARTS))
_FORGET = "DELETE FROM search WHERE rowid = OLD.id * {count} + {place};"
_LEARN = """INSERT INTO search (rowid, name, text)
    SELECT NEW.id * {count} + {place}, searchable({name}), searchable({text})
    WHERE {name} || {text} <> '';"""
_FILL = """INSERT INTO search (rowid, name, text)
SELECT NEW.id * {count} + {place}, searchable({name}), searchable({text}) FROM "{table}" AS NEW
WHERE NEW.id > ? AND {name} || {text} <> ''"""
_REBUILD = "INSERT INTO search (search) VALUES ('rebuild')"
_HAS_SEARCH = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'search'"
_COUNT = "SELECT count(*) FROM \"{table}\" AS NEW WHERE {name} || {text} <> ''"
_UNLIKE = """SELECT 1 FROM "{table}" AS NEW
LEFT JOIN search ON search.rowid = NEW.id * {count} + {place}
WHERE {name} || {text} <> ''
    AND (search.name, search.text) IS NOT (searchable({name}), searchable({text})) LIMIT 1"""
_WRITTEN = 'SELECT {name}, {text} FROM "{table}" AS NEW WHERE NEW.id = ?'
_TRIGGER = """CREATE TRIGGER "{table}_search_{event}" AFTER {EVENT} ON "{table}"
BEGIN
    {body}
END"""
_BODIES = {"INSERT": _LEARN, "UPDATE": f"{_FORGET}\n    {_LEARN}", "DELETE": _FORGET}


@cache
def layout() -> dict[bytes, bytes]:
    """What the index and its triggers are laid out by, as it is summed up."""
    with closing(sqlite3.connect(":memory:")) as db:
        for table in INDEXED:
            db.execute(f'CREATE TABLE "{table}" (id)')
        tables = schema_of(db)
        _lay_out(db)
        return {key: line for key, line in schema_of(db).items() if key not in tables}


def is_laid_out_wrong(db: sqlite3.Connection) -> bool:
    """Whether a part of the index, or a trigger of it, is gone or changed, and nothing else is."""
    return has_checksums(db) and is_schema_broken(db) and not is_schema_broken(db, layout())


def is_stale(db: sqlite3.Connection) -> bool:
    """Whether the index is broken, or does not hold what is written, or more.

    The connection may be one that reads: FTS5's own check is a statement that writes nothing.
    A ledger of a revision that had no index is not looked at.
    """
    if is_laid_out_wrong(db):
        return True
    if not db.execute(_HAS_SEARCH).fetchone():
        return False
    query_only = db.execute("PRAGMA query_only").fetchone()[0]
    enable_searching(db)
    try:
        total = sum(db.execute(_COUNT.format(**_parts(table))).fetchone()[0] for table in INDEXED)
        if db.execute("SELECT count(*) FROM search").fetchone()[0] != total:
            return True
        if any(db.execute(_UNLIKE.format(**_parts(table))).fetchone() for table in INDEXED):
            return True
        db.execute("PRAGMA query_only = OFF")
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except engine_errors() as error:
        # What could be read was right where it may just not be written.
        return primary_code(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY)
    finally:
        db.execute(f"PRAGMA query_only = {query_only}")
    return False


def is_of_index(name: str) -> bool:
    """Whether a table or trigger of that name is the index's: made of what is written."""
    table, _, rest = name.partition("_search_")
    return name in _OWN or (table in _INDEXED and rest.upper() in _BODIES)


def mend(db: sqlite3.Connection) -> None:
    """Lay the index out anew, within a transaction, of a ledger that is of this revision."""
    drop_search(db)
    create_search(db)


def drop_search(db: sqlite3.Connection) -> None:
    """Take the index and its triggers away, so that tables can be rebuilt without it."""
    for table in INDEXED:
        for event in _BODIES:
            db.execute(f'DROP TRIGGER IF EXISTS "{table}_search_{event.lower()}"')
    try:
        db.execute("DROP TABLE IF EXISTS search")
    except engine_errors():  # FTS5 opens what it is to take away, and that is broken
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'search'")
        db.execute("PRAGMA writable_schema = RESET")
    for part in _PARTS:  # which the index takes along, where it is there to be asked
        db.execute(f"DROP TABLE IF EXISTS search_{part}")


def forget_gone_words(db: sqlite3.Connection) -> None:
    """Leave in the index no word of a row that is gone: its older parts keep what was taken out.

    Where its triggers may not have told it what went, it is laid out anew.
    """
    if is_laid_out_wrong(db):
        mend(db)
    elif db.execute(_HAS_SEARCH).fetchone():
        db.execute(_REBUILD)


@contextmanager
def indexing_at_once(db: sqlite3.Connection, table: str) -> Iterator[None]:
    """Index what is put into `table` meanwhile in one statement: built, not grown.

    Within a transaction only, as `farmer.ledger.sqlite.log.triggers.recording_at_once` is.
    """
    if table not in _INDEXED:
        yield
        return
    newest = newest_id(db, table)
    db.execute(f'DROP TRIGGER "{table}_search_insert"')
    yield
    db.execute(_FILL.format(**_parts(table)), [newest])
    _create_trigger(db, table, "INSERT")


def create_search(db: sqlite3.Connection) -> None:
    """Lay out the index and its triggers for the tables as they are now, and fill it."""
    enable_searching(db)
    _lay_out(db)
    for table in INDEXED:
        db.execute(_FILL.format(**_parts(table)), [0])


def written_in(table: str) -> str:
    """The query for what is the name, and what the text, of the row of an id."""
    return _WRITTEN.format(**_parts(table))


def _lay_out(db: sqlite3.Connection) -> None:
    db.execute(_LAY_OUT)
    for table in INDEXED:
        for event in _BODIES:
            _create_trigger(db, table, event)


def _create_trigger(db: sqlite3.Connection, table: str, event: str) -> None:
    body = _BODIES[event].format(**_parts(table))
    db.execute(_TRIGGER.format(table=table, event=event.lower(), EVENT=event, body=body))


def _parts(table: str) -> dict[str, object]:
    """What the statements about a table are made of."""
    name, text = (part.format(row="NEW") for part in _INDEXED[table])
    place = INDEXED.index(table)
    return {"table": table, "count": len(INDEXED), "place": place, "name": name, "text": text}
