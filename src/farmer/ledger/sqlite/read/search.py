"""Searching everything that somebody wrote, by the index that triggers keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from farmer.ledger.findings import MARKS, Hit
from farmer.ledger.sqlite.read.query import Asking
from farmer.ledger.sqlite.schema.search_index import INDEXED, written_in
from farmer.searched import Span, Term, shown_of, terms

FOUND = """
SELECT rowid FROM search WHERE search MATCH :query ORDER BY bm25(search, 4.0, 1.0), rowid DESC
"""
WRITTEN = {table: written_in(table) for table in INDEXED}


def search(reader: Asking, wanted: str) -> list[Hit]:
    """The rows in which every word of `wanted` occurs or begins a word, the best first.

    Words between double quotes must stand together, and letters of a script without spaces are
    found inside any text of it. Names weigh more than notes, and words that stand together as typed
    more than the same words apart. Nothing to search for finds nothing.
    """
    sought = terms(wanted)
    found = reader.rows(FOUND, {"query": _query(sought)}) if sought else []
    return [
        Hit(INDEXED[place], row_id)
        for row_id, place in (divmod(rowid, len(INDEXED)) for (rowid,) in found)
    ]


def excerpt(reader: Asking, hit: Hit, wanted: str) -> str:
    """What is written there, or the part in which most was found, marked with `MARKS`.

    It is of the row's name or of its text, whichever has more.
    """
    (row,) = reader.rows(WRITTEN[hit.table], [hit.row_id])
    sought = terms(wanted)
    return _marked(*max((shown_of(text, sought) for text in row), key=lambda each: len(each[1])))


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
