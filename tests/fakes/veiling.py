"""A store in which some people are not there."""

from __future__ import annotations

from farmer.ledger.sqlite.read.veil import SOMEBODY
from farmer.sources import LINK
from tests.fakes.noting import Noted
from tests.fakes.store import OWNED, Store


def veil_store(store: Store, tag: str) -> None:
    """Take whoever has the `tag`, or is only known of, out of it, and whatever says they are."""
    tables = store.tables
    they = {row["contact_id"] for row in tables["tag"].values() if row["tag"] == tag}
    they |= {row["id"] for row in tables["contact"].values() if row["source"] == LINK}
    if not they:
        return
    seen = {row["event_id"] for row in tables["touchpoint"].values() if row["contact_id"] in they}
    for table in OWNED:
        _keep(store, table, "contact_id", they)
    _keep(store, "not_same", "other_id", they)
    _keep(store, "link", "other_id", they)
    _keep(store, "contact", "id", they)
    left = {row["event_id"] for row in tables["touchpoint"].values()}
    _keep(store, "event", "id", seen - left)
    gone = {each["id"] for each in tables["request"].values() if each["person_id"] in they}
    _keep(store, "request", "id", gone)
    _keep(store, "request_step", "request_id", gone)
    talks = set(tables["touchpoint"])
    tables["origin"] = {
        key: row for key, row in tables["origin"].items() if row["touchpoint_id"] in talks
    }
    asked = {each["id"] for each in tables["request"].values() if each["target_id"] in they}
    _replace(store, "contact", "met_through_id", they, met_through_id=None)
    _replace(store, "link", "told_by_id", they, told_by_id=None)
    _replace(store, "request_step", "request_id", asked, target_then=None)
    _replace(store, "request", "target_id", they, target_id=None, target=SOMEBODY)
    for change in store.log:
        change.words, change.rows = "", []
    store.noted = Noted()


def _keep(store: Store, table: str, column: str, gone: set[int]) -> None:
    rows = store.tables[table]
    store.tables[table] = {key: row for key, row in rows.items() if row[column] not in gone}


def _replace(store: Store, table: str, column: str, whose: set[int], **values: object) -> None:
    """Rows are shared with the store that this is a copy of: one that changes is another."""
    rows = store.tables[table]
    for key, row in rows.items():
        if row[column] in whose:
            rows[key] = {**row, **values}
