"""Searching everything that somebody wrote, by the index that triggers keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from farmer.ledger.findings import MARKS, Hit
from farmer.ledger.sqlite.read.query import Asking, listed
from farmer.ledger.sqlite.schema.search_index import INDEXED, written_in
from farmer.searched import Span, Term, shown_of, terms

# What is weighed of more hits than anybody reads: each takes looking up how long its text is.
WEIGHED = 10_000
# Read from the newest on, as equally good ones are to stand: each would be sorted in before all the
# others otherwise. The inner limit keeps SQLite from taking that apart.
FOUND = """
SELECT rowid FROM (
    SELECT rowid, bm25(search, 4.0, 1.0) AS worth FROM search WHERE search MATCH :query
    ORDER BY rowid DESC LIMIT :weighed)
ORDER BY worth, rowid DESC LIMIT :most
"""
FOUND_NEWEST = "SELECT rowid FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :most"
FOUND_MORE = "SELECT 1 FROM search WHERE search MATCH :query LIMIT 1 OFFSET :weighed"
HOW_MANY = "SELECT count(*) FROM search WHERE search MATCH :query"
THERE = {
    table: f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
    for table in INDEXED
}
WRITTEN = {table: written_in(table) for table in INDEXED}


def search(reader: Asking, wanted: str, most: int | None = None) -> list[Hit]:
    """The rows in which every word of `wanted` occurs or begins a word, the best first.

    `most` is how many are needed.

    Words between double quotes must stand together, and letters of a script without spaces are
    found inside any text of it. Names weigh more than notes, and words that stand together as typed
    more than the same words apart. Of more hits than `WEIGHED` the names come first, then the
    newest, so many of each as they are weighed, then the rest. Nothing to search for finds nothing.
    """
    sought = terms(wanted)
    limit = -1 if most is None or reader.is_veiled else most
    found = _ranked(reader, _query(sought), limit) if sought else []
    places = (divmod(rowid, len(INDEXED)) for rowid in found)
    hits = [Hit(INDEXED[place], row_id) for row_id, place in places]
    return _there(reader, hits)[:most] if reader.is_veiled else hits


def how_many(reader: Asking, wanted: str) -> int:
    """In how many rows `search` finds every word of `wanted`."""
    if reader.is_veiled:
        return len(search(reader, wanted))
    sought = terms(wanted)
    row = reader.row(HOW_MANY, {"query": _query(sought)}) if sought else None
    return int(row[0]) if row else 0


def excerpt(reader: Asking, hit: Hit, wanted: str) -> str:
    """What is written there, or the part in which most was found, marked with `MARKS`.

    It is of the row's name or of its text, whichever has more.
    """
    (row,) = reader.rows(WRITTEN[hit.table], [hit.row_id])
    sought = terms(wanted)
    return _marked(*max((shown_of(text, sought) for text in row), key=lambda each: len(each[1])))


def _ranked(reader: Asking, query: str, most: int) -> list[int]:
    """The rows of the index that `query` finds, the best first; so many, or all of them for -1."""

    def ask(sql: str, query: str) -> list[int]:
        asked = {"query": query, "most": most, "weighed": WEIGHED}
        return [rowid for (rowid,) in reader.rows(sql, asked)]

    if not reader.row(FOUND_MORE, {"query": query, "weighed": WEIGHED}):
        return ask(FOUND, query)
    ranked = [*ask(FOUND, f"name : ({query})"), *ask(FOUND, query)]
    if most < 0 or most > WEIGHED:
        ranked += ask(FOUND_NEWEST, query)
    first = list(dict.fromkeys(ranked))
    return first if most < 0 else first[:most]


def _there(reader: Asking, hits: Sequence[Hit]) -> list[Hit]:
    """Those of the `hits` that lead to what is there: the index knows of no veil."""
    found = {
        table: {
            row_id
            for (row_id,) in reader.rows(
                THERE[table], [listed(str(hit.row_id) for hit in hits if hit.table == table)]
            )
        }
        for table in {hit.table for hit in hits}
    }
    return [hit for hit in hits if hit.row_id in found[hit.table]]


def _marked(text: str, spans: Sequence[Span]) -> str:
    begin, end = MARKS
    for start, stop in reversed(spans):
        text = f"{text[:start]}{begin}{text[start:stop]}{end}{text[stop:]}"
    return text


def _query(sought: Sequence[Term]) -> str:
    """The terms in the language of FTS5, in which every quoted string is literal."""
    each = " AND ".join(_quoted(term.words) + " *" * (not term.whole) for term in sought)
    together = _quoted(word for term in sought for word in term.words)
    return f"({together}) OR ({each})"


def _quoted(words: Iterable[str]) -> str:
    return '"' + " ".join(words) + '"'
