"""The rows of one list in an export, all of them or those of a selection of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from farmer.ledger.selection import Selection
from farmer.ledger.sqlite.read.query import Asking, listed

# By the name of a list in an export: the table, and its rows in the order in which they were
# recorded.
TABLES: Mapping[str, str] = {
    "contacts": "contact",
    "contacts.handles": "handle",
    "contacts.former": "former",
    "contacts.identifiers": "identifier",
    "contacts.details": "detail",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
    "events": "event",
    "touchpoints": "touchpoint",
    "touchpoints.origins": "origin",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "not_same": "not_same",
    "links": "link",
}
# Whom the rows of a list are about. Of one person they are found by an index; of several, in a
# sweep in the order that is wanted, which the plus before a column asks for: sorted by the hundred
# thousand, they would fill the memory.
_ONE, _SEVERAL = ("", "IN (:ids)"), ("+", "IN (SELECT value FROM json_each(:ids))")
_ABOUT: Mapping[str, str] = {
    "contacts": "id {them}",
    "requests": "({plus}person_id {them} OR {plus}target_id {them})",
    "not_same": "{plus}contact_id {them} AND {plus}other_id {them}",
    "links": "{plus}contact_id {them} AND {plus}other_id {them}",
}
_ABOUT_PERSON = "{plus}contact_id {them}"
_SINCE: Mapping[str, str] = {
    "touchpoints": '+"on" >= :since',
    "facts": '+"on" >= :since',
    "promises": "+made_on >= :since",
    "links": '+"on" >= :since',
    "requests": 'id IN (SELECT request_id FROM request_step WHERE "on" >= :since)',
}
# A list within the rows of another is of the selection where these are.
_WITHIN: Mapping[str, tuple[str, str]] = {
    "touchpoints.origins": ("touchpoint_id", "touchpoints"),
    "requests.steps": ("request_id", "requests"),
}


def table(
    reader: Asking, name: str, selection: Selection | None, by: str
) -> Iterator[dict[str, Any]]:
    """The rows of a list, in the order of a column, then as they were recorded."""
    selection = selection or Selection()
    ids = tuple(selection.ids or ())
    asked = {
        "ids": ids[0] if len(ids) == 1 else listed(map(str, ids)),
        "since": selection.since.isoformat() if selection.since else "",
    }
    rows = reader.each(select_rows(name, selection, by), asked)
    columns = [column for column, *_ in rows.description]
    return (dict(zip(columns, row, strict=True)) for row in rows)


def select_rows(name: str, selection: Selection, by: str) -> str:
    """The question for them."""
    return f'SELECT * FROM "{TABLES[name]}" WHERE {_is_in(selection, name)} ORDER BY "{by}", id'  # noqa: S608


def _is_in(selection: Selection, name: str) -> str:
    """Whether a row of that list is in the selection."""
    if selection == Selection():
        return "TRUE"
    plus, them = _ONE if selection.ids is not None and len(selection.ids) == 1 else _SEVERAL
    if name in _WITHIN:
        of, outer = _WITHIN[name]
        return f"{plus}{of} IN (SELECT id FROM {TABLES[outer]} WHERE {_is_in(selection, outer)})"  # noqa: S608
    if name == "events":
        used = f"id IN (SELECT event_id FROM touchpoint WHERE {_is_in(selection, 'touchpoints')})"  # noqa: S608
        return used if selection.ids is not None else f'({used} OR +"on" >= :since)'
    about = "TRUE"
    if selection.ids is not None:
        about = _ABOUT.get(name, _ABOUT_PERSON).format(plus=plus, them=them)
    since = _SINCE.get(name, "TRUE") if selection.since else "TRUE"
    return f"{about} AND {since}"
