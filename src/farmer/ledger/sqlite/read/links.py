"""The links between others, found by an index from either of the two."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from farmer.ledger.sqlite.read.query import Asking, listed, up_to

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedLink

_LINK = 'SELECT id, contact_id, other_id, how, strength, denied, told_by_id, "on" FROM link '
LINK = _LINK + "WHERE id = :link_id"
LINK_BETWEEN = _LINK + "WHERE contact_id = :one_id AND other_id = :other_id"
LINKS_OF = f"""
{_LINK}WHERE contact_id IN (SELECT value FROM json_each(:ids)) AND {up_to('"on"')}
UNION {_LINK}WHERE other_id IN (SELECT value FROM json_each(:ids)) AND {up_to('"on"')}
ORDER BY id
"""  # noqa: S608
CLOSE_TO = """
SELECT contact_id, label FROM detail
WHERE what = 'relation' AND value = :name COLLATE NOCASE ORDER BY id
"""
COLLEAGUES = """
SELECT id FROM contact
WHERE company = :firm COLLATE NOCASE AND id <> :contact_id AND source IS NOT 'link' ORDER BY id
"""

# Who is only known of, and was told of last before a day; without any link, added before it.
_TOLD_LAST = f"""
SELECT max("on") FROM link WHERE {{side}} = c.id AND NOT denied AND {up_to('"on"')}
"""  # noqa: S608
_LAPSED = f"""
SELECT id FROM contact AS c
WHERE source = 'link' AND coalesce(nullif(max(
    coalesce(({_TOLD_LAST.format(side="contact_id")}), ''),
    coalesce(({_TOLD_LAST.format(side="other_id")}), '')), ''), added_on) < :since
"""  # noqa: S608
LAPSED = f"{_LAPSED} ORDER BY id"
LAPSED_OF = f"{_LAPSED} AND id IN (SELECT value FROM json_each(:ids)) ORDER BY id"  # noqa: S608


class Links(Asking):
    """The links of a ledger, and who works where."""

    def link(self, link_id: int) -> RecordedLink | None:
        """The link of that id, or None."""
        row = self.row(LINK, {"link_id": link_id})
        return _link(self.day, *row) if row else None

    def link_between(self, one_id: int, other_id: int) -> RecordedLink | None:
        """What was told last of those two, or None."""
        first, second = sorted((one_id, other_id))
        row = self.row(LINK_BETWEEN, {"one_id": first, "other_id": second})
        return _link(self.day, *row) if row else None

    def links_of(self, ids: Collection[int], on: date) -> list[RecordedLink]:
        """What was told up to a day of any of those people and anybody, in the order of the ids."""
        asked = {"ids": listed(map(str, ids)), "on": self.until(on)}
        return [_link(self.day, *row) for row in self.rows(LINKS_OF, asked)]

    def lapsed(self, on: date, ids: Collection[int] | None = None) -> list[int]:
        """Who is only known of, and on that day no longer to be; of `ids`, where they are given."""
        from farmer.links import KNOWN_DAYS

        asked = {"on": self.until(on), "since": (on - timedelta(days=KNOWN_DAYS)).isoformat()}
        if ids is None:
            return [whose for (whose,) in self.rows(LAPSED, asked)]
        return [whose for (whose,) in self.rows(LAPSED_OF, {**asked, "ids": listed(map(str, ids))})]

    def close_to(self, name: str) -> list[tuple[int, str]]:
        """Whose relation is called so, whatever its capitals, and as what."""
        return self.rows(CLOSE_TO, {"name": name})

    def colleagues(self, contact_id: int, firm: str) -> list[int]:
        """The ids of the others who work for a firm, whatever its capitals; of none for no firm."""
        if not firm:
            return []
        asked = {"contact_id": contact_id, "firm": firm}
        return [other for (other,) in self.rows(COLLEAGUES, asked)]


def _link(
    read_day: Callable[[str], date],
    link_id: int,
    contact_id: int,
    other_id: int,
    how: str,
    strength: str | None,
    denied: int,
    told_by_id: int | None,
    on: str,
) -> RecordedLink:
    from farmer.ledger.recorded import RecordedLink
    from farmer.links import STRENGTHS, Link

    said = STRENGTHS.parse(strength) if strength else None
    told = Link(read_day(on), how, said, bool(denied), told_by_id)
    return RecordedLink(link_id, contact_id, other_id, told)
