"""One contact a day where files say only that there was one: it gives way to whatever tells more.

Asked at the end of every change, so that no writer can be missed: what is typed, imported, moved
to another day, or made one person's by a merge.
"""

from __future__ import annotations

import sqlite3

from farmer.sources import HAND, LAST_CONTACT

# Whether a touchpoint is still as a file brought it that tells no more.
_VAGUE = """
{0}.note = :note AND {0}.kind = 'message' AND {0}."by" IS NULL AND {0}.source <> :hand
"""
GIVE_WAY = f"""
DELETE FROM touchpoint WHERE id IN (
    SELECT v.id FROM change_row AS r JOIN touchpoint AS t ON t.id = r.row_id
    JOIN touchpoint AS v ON v.contact_id = t.contact_id AND v."on" = t."on"
    JOIN touchpoint AS o ON o.contact_id = t.contact_id AND o."on" = t."on" AND o.id <> v.id
    WHERE r.change_id = :change_id AND r.table_name = 'touchpoint'
      AND {_VAGUE.format("v")} AND (o.id < v.id OR NOT ({_VAGUE.format("o")}))
)
"""  # noqa: S608


def give_way(db: sqlite3.Connection, change_id: int | None) -> None:
    """Take out of the days of a change what only says that there was contact, beside the rest."""
    db.execute(GIVE_WAY, {"change_id": change_id, "note": LAST_CONTACT, "hand": HAND})
