"""Which rows that are kept in memory are of a selection of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from farmer.ledger.selection import Selection
from tests.fakes.store import EXPORTED, Row, Store

# Rows that are dated, and by what.
_DATED = {"events": "on", "touchpoints": "on", "facts": "on", "promises": "made_on", "links": "on"}
# Rows within others.
_WITHIN = {
    "touchpoints.origins": ("touchpoint_id", "touchpoints"),
    "requests.steps": ("request_id", "requests"),
}


def rows_in(store: Store, name: str, selection: Selection) -> list[Row]:
    """Of a list in an export, the rows about those people, and of that day or since."""
    return [row for row in store.rows(EXPORTED[name]) if _is_in(store, name, row, selection)]


def _is_in(store: Store, name: str, row: Row, selection: Selection) -> bool:
    if name in _WITHIN:
        of, outer = _WITHIN[name]
        return row[of] in {owner["id"] for owner in rows_in(store, outer, selection)}
    if name == "events" and row["id"] in _used(store, selection):
        return True
    if name == "events":
        return selection.ids is None and _is_since(store, name, row, selection.since)
    return _is_about(name, row, selection.ids) and _is_since(store, name, row, selection.since)


def _is_about(name: str, row: Row, ids: Collection[int] | None) -> bool:
    if ids is None:
        return True
    if name == "contacts":
        return row["id"] in ids
    if name == "requests":
        return row["person_id"] in ids or row["target_id"] in ids
    if name in ("not_same", "links"):
        return row["contact_id"] in ids and row["other_id"] in ids
    return row["contact_id"] in ids


def _is_since(store: Store, name: str, row: Row, since: date | None) -> bool:
    if since is None:
        return True
    if name == "requests":
        steps = store.rows("request_step", request_id=row["id"])
        return any(step["on"] >= since for step in steps)
    return name not in _DATED or bool(row[_DATED[name]] >= since)


def _used(store: Store, selection: Selection) -> set[int]:
    return {touch["event_id"] for touch in rows_in(store, "touchpoints", selection)}
