"""Searching everything that somebody wrote, by the index that triggers keep."""

from __future__ import annotations

import re

from farmer.ledger.findings import Hit
from farmer.ledger.sqlite.read.query import Asking
from farmer.ledger.sqlite.schema.search_index import INDEXED

FOUND = """
SELECT rowid, snippet(search, -1, char(2), char(3), '…', 24) FROM search
WHERE search MATCH :query
ORDER BY bm25(search, 4.0, 1.0), rowid DESC
"""


def search(reader: Asking, wanted: str) -> list[Hit]:
    """The rows in which every word of `wanted` occurs or begins a word, the best first.

    Words between double quotes must stand together. Names weigh more than notes, and words that
    stand together as typed more than the same words apart. Nothing to search for finds nothing.
    """
    query = _query(wanted)
    found = []
    for rowid, excerpt in reader.rows(FOUND, {"query": query}) if query else ():
        row_id, place = divmod(rowid, len(INDEXED))
        found.append(Hit(INDEXED[place], row_id, excerpt))
    return found


def _query(wanted: str) -> str:
    """`wanted` in the language of FTS5, in which every quoted string is literal."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', wanted)]
    quoted = [f'"{part}"' for part in parts if re.search(r"\w", part)]
    if not quoted:
        return ""
    phrases = re.findall(r'"[^"]*"', wanted)
    each = " AND ".join(part if part in phrases else f"{part} *" for part in quoted)
    together = '"' + " ".join(part.strip('"') for part in quoted) + '"'
    return f"({together}) OR ({each})"
