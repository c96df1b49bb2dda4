"""Of whom an assistant was told."""

from __future__ import annotations

from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.sqlite.read.query import Asking, to_day

ASSISTANT_READS = """
SELECT contact_id, "on", tool, with_words FROM assistant_read ORDER BY "on" DESC, id
"""


def assistant_reads(reader: Asking) -> list[AssistantRead]:
    """Of whom an assistant was told, the newest day first; of those merged away, of whom was kept.

    By the log, so that a merge that is taken back leaves each with what is theirs.
    """
    rows = reader.rows(ASSISTANT_READS)
    into = reader.merged_away() if rows else {}
    found: dict[tuple[int, str, str], bool] = {}
    for contact_id, on, tool, with_words in rows:
        key = _standing(contact_id, into), on, tool
        found[key] = found.get(key, False) or bool(with_words)
    return [
        AssistantRead(contact_id, to_day(on), tool, with_words)
        for (contact_id, on, tool), with_words in found.items()
    ]


def _standing(contact_id: int, into: dict[int, int]) -> int:
    while contact_id in into:
        contact_id = into[contact_id]
    return contact_id
