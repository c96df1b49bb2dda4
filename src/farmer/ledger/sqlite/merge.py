"""Making two people one: everything of the `other` becomes that of the one `kept`.

What cannot be there twice, because both have it, is taken out first. Who was made one with whom
is told by the log: see `farmer.ledger.sqlite.log.merges`.
"""

from __future__ import annotations

import sqlite3

# In this order. Two records of one thing — an address, a tag, a touch known by its source's id —
# become one; a slot of GAINS that both filled holds both texts.
MERGE_STEPS = (
    """
DELETE FROM handle WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM handle AS h
    WHERE h.contact_id = :kept AND h.kind = handle.kind AND h.value = handle.value)
""",
    """
DELETE FROM tag WHERE contact_id = :other AND tag IN (SELECT tag FROM tag WHERE contact_id = :kept)
""",
    """
DELETE FROM touchpoint WHERE contact_id = :other AND source_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM touchpoint AS t
    WHERE t.contact_id = :kept AND t.source = touchpoint.source
      AND t.source_id = touchpoint.source_id)
""",
    """
UPDATE gains SET text = text || '; ' || (
    SELECT g.text FROM gains AS g
    WHERE g.contact_id = :other AND g.whose = gains.whose AND g.slot = gains.slot)
WHERE contact_id = :kept AND EXISTS (
    SELECT 1 FROM gains AS g
    WHERE g.contact_id = :other AND g.whose = gains.whose AND g.slot = gains.slot
      AND g.text <> gains.text)
""",
    """
DELETE FROM gains WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM gains AS g
    WHERE g.contact_id = :kept AND g.whose = gains.whose AND g.slot = gains.slot)
""",
    "UPDATE handle SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE tag SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE touchpoint SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE gains SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE fact SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE promise SET contact_id = :kept WHERE contact_id = :other",
    # Nobody asks for an introduction to themselves: whom they asked for is kept in words.
    """
UPDATE request SET target_id = NULL,
    target = (SELECT name FROM contact WHERE contact.id = request.target_id)
WHERE (person_id = :kept AND target_id = :other) OR (person_id = :other AND target_id = :kept)
""",
    "UPDATE request SET person_id = :kept WHERE person_id = :other",
    "UPDATE request SET target_id = :kept WHERE target_id = :other",
    # Nobody introduces themselves.
    "UPDATE contact SET met_through_id = NULL WHERE id = :kept AND met_through_id = :other",
    "UPDATE contact SET met_through_id = :kept WHERE met_through_id = :other AND id <> :kept",
    """
DELETE FROM not_same
WHERE (contact_id = min(:kept, :other) AND other_id = max(:kept, :other))
   OR (contact_id = :other AND EXISTS (
        SELECT 1 FROM not_same AS n WHERE n.contact_id = min(:kept, not_same.other_id)
          AND n.other_id = max(:kept, not_same.other_id)))
   OR (other_id = :other AND EXISTS (
        SELECT 1 FROM not_same AS n WHERE n.contact_id = min(:kept, not_same.contact_id)
          AND n.other_id = max(:kept, not_same.contact_id)))
""",
    """
UPDATE not_same SET contact_id = min(:kept, other_id), other_id = max(:kept, other_id)
WHERE contact_id = :other
""",
    """
UPDATE not_same SET contact_id = min(:kept, contact_id), other_id = max(:kept, contact_id)
WHERE other_id = :other
""",
    # So that the log, which keeps what a row was, tells who was kept, also where nothing was moved.
    "UPDATE contact SET id = id WHERE id = :kept",
    "DELETE FROM contact WHERE id = :other",
)


def merge_contact(db: sqlite3.Connection, kept_id: int, other_id: int) -> None:
    """Give everything of `other_id` to `kept_id`, in the transaction that is open."""
    for step in MERGE_STEPS:
        db.execute(step, {"kept": kept_id, "other": other_id})
