"""Making two people one: everything of the `other` becomes that of the one `kept`.

What cannot be there twice, because both have it, is taken out first. Who was made one with whom
is told by the log: see `farmer.ledger.sqlite.log.merges`.
"""

from __future__ import annotations

import sqlite3

# A touch of the other that the kept one has too, by an entry of a source: what else it is known as
# goes over to that one, and it goes.
_TWINS = """
WITH twin (id, kept_id) AS (
    SELECT t.id, min(k.id) FROM touchpoint AS t JOIN origin AS o ON o.touchpoint_id = t.id
    JOIN origin AS p ON p.source = o.source AND p.source_id = o.source_id
    JOIN touchpoint AS k ON k.id = p.touchpoint_id AND k.contact_id = :kept
    WHERE t.contact_id = :other GROUP BY t.id
)
"""
_TWIN_TOUCHES = (
    f"""
{_TWINS}
UPDATE OR IGNORE origin SET touchpoint_id = (
    SELECT kept_id FROM twin WHERE twin.id = origin.touchpoint_id)
WHERE touchpoint_id IN (SELECT id FROM twin) AND (source, source_id) NOT IN (
    SELECT o.source, o.source_id FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id
    WHERE t.contact_id = :kept)
""",  # noqa: S608
    f"{_TWINS} DELETE FROM touchpoint WHERE id IN (SELECT id FROM twin)",  # noqa: S608
)
# In this order. Two records of one thing — an address, a tag, a touch known by its source's id —
# become one; a slot of GAINS that both filled holds both texts.
MERGE_STEPS = (
    # One address of a kind is used first: what was marked of the one kept goes before.
    """
UPDATE handle SET preferred = 0 WHERE contact_id = :other AND preferred AND EXISTS (
    SELECT 1 FROM handle AS h WHERE h.contact_id = :kept AND h.kind = handle.kind AND h.preferred)
""",
    """
UPDATE handle SET preferred = 1 WHERE contact_id = :kept AND EXISTS (
    SELECT 1 FROM handle AS h WHERE h.contact_id = :other AND h.preferred
      AND h.kind = handle.kind AND h.value = handle.value)
""",
    # That an address is theirs no longer was said, that it still is was not.
    """
UPDATE handle SET until = (
    SELECT h.until FROM handle AS h
    WHERE h.contact_id = :other AND h.kind = handle.kind AND h.value = handle.value)
WHERE contact_id = :kept AND until IS NULL AND EXISTS (
    SELECT 1 FROM handle AS h WHERE h.contact_id = :other AND h.until IS NOT NULL
      AND h.kind = handle.kind AND h.value = handle.value)
""",
    """
DELETE FROM handle WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM handle AS h
    WHERE h.contact_id = :kept AND h.kind = handle.kind AND h.value = handle.value)
""",
    """
DELETE FROM tag WHERE contact_id = :other AND tag IN (SELECT tag FROM tag WHERE contact_id = :kept)
""",
    """
DELETE FROM former WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM former AS f
    WHERE f.contact_id = :kept AND f.what = former.what AND f.value = former.value)
""",
    """
DELETE FROM identifier WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM identifier AS i
    WHERE i.contact_id = :kept AND i.source = identifier.source AND i.value = identifier.value)
""",
    """
DELETE FROM detail WHERE contact_id = :other AND EXISTS (
    SELECT 1 FROM detail AS d WHERE d.contact_id = :kept AND d.what = detail.what
      AND d.label = detail.label AND d.value = detail.value)
""",
    *_TWIN_TOUCHES,
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
    "UPDATE former SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE identifier SET contact_id = :kept WHERE contact_id = :other",
    "UPDATE detail SET contact_id = :kept WHERE contact_id = :other",
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
    # Nobody is linked with themselves; of two links with somebody, what was told last stands.
    "DELETE FROM link WHERE contact_id = min(:kept, :other) AND other_id = max(:kept, :other)",
    """
DELETE FROM link WHERE (contact_id = :other OR other_id = :other) AND EXISTS (
    SELECT 1 FROM link AS l
    WHERE l.contact_id = min(:kept, link.contact_id + link.other_id - :other)
      AND l.other_id = max(:kept, link.contact_id + link.other_id - :other)
      AND l."on" >= link."on")
""",
    """
DELETE FROM link WHERE (contact_id = :kept OR other_id = :kept) AND EXISTS (
    SELECT 1 FROM link AS l
    WHERE l.contact_id = min(:other, link.contact_id + link.other_id - :kept)
      AND l.other_id = max(:other, link.contact_id + link.other_id - :kept))
""",
    """
UPDATE link SET contact_id = min(:kept, contact_id + other_id - :other),
    other_id = max(:kept, contact_id + other_id - :other)
WHERE contact_id = :other OR other_id = :other
""",
    "UPDATE link SET told_by_id = :kept WHERE told_by_id = :other",
    # So that the log, which keeps what a row was, tells who was kept, also where nothing was moved.
    "UPDATE contact SET id = id WHERE id = :kept",
    "DELETE FROM contact WHERE id = :other",
)


def merge_contact(db: sqlite3.Connection, kept_id: int, other_id: int) -> None:
    """Give everything of `other_id` to `kept_id`, in the transaction that is open."""
    for step in MERGE_STEPS:
        db.execute(step, {"kept": kept_id, "other": other_id})
