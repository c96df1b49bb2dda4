"""Really deleting a person, in memory."""

from __future__ import annotations

from farmer.model import Handle
from farmer.people.mentions import Identity, Scrubber
from farmer.text import nicknames
from tests.fakes.store import EXPORTED, OWNED, Row, Store

_OWN = {"contact": ("name", "nickname"), "handle": ("value",)}


def forget_contact(store: Store, contact_id: int) -> None:
    """Take a person out of every table and of what the log kept; no mention of them stays."""
    scrubber = _scrubber(store, contact_id)
    at = {row["event_id"] for row in store.rows("touchpoint", contact_id=contact_id)} - {None}
    shared = _texts_about(store, contact_id, at)
    rows = _rows_of(store, contact_id)
    for table in OWNED:
        store.remove_all(table, lambda row: contact_id in (row["contact_id"], row.get("other_id")))
    _leave_requests(store, contact_id)
    for event_id in at:
        if not store.rows("touchpoint", event_id=event_id):
            store.remove("event", event_id)
            rows.add(("event", event_id))
    store.edit_all("contact", lambda row: row["met_through_id"] == contact_id, met_through_id=None)
    store.remove("contact", contact_id)
    for table in EXPORTED.values():
        for row in store.rows(table):
            store.edit(table, row["id"], _scrubbed(table, row, scrubber, shared))
    for change in store.log:
        change.words = scrubber.scrub_shared(change.words)
        change.rows = [each for each in change.rows if (each.table, each.row_id) not in rows]


def _scrubber(store: Store, contact_id: int) -> Scrubber:
    gone = store.tables["contact"][contact_id]
    rest = [row for row in store.rows("contact") if row["id"] != contact_id]
    others = [name for row in rest for name in (row["name"], row["nickname"]) if name]
    handles = [Handle(r["kind"], r["value"]) for r in store.rows("handle", contact_id=contact_id)]
    identity = Identity.of([gone["name"]], nicknames(gone["nickname"]), handles, others)
    return Scrubber(identity, others)


def _rows_of(store: Store, contact_id: int) -> set[tuple[str, int]]:
    """Every row that is or was theirs alone."""
    there = {(table, row["id"]): row for table in OWNED for row in store.rows(table)}
    kept = {(k.table, k.row_id): k.before or {} for change in store.log for k in change.rows}
    return {("contact", contact_id)} | {
        key
        for rows in (there, kept)
        for key, row in rows.items()
        if contact_id in (row.get("contact_id"), row.get("other_id"))
    }


def _leave_requests(store: Store, contact_id: int) -> None:
    """A request stays as long as anybody known is in it; what was judged of them does not."""
    for column, then in (("person_id", "person_then"), ("target_id", "target_then")):
        for row in store.rows("request", **{column: contact_id}):
            store.edit("request", row["id"], {column: None})
            for step in store.rows("request_step", request_id=row["id"]):
                store.edit("request_step", step["id"], {then: None})
    for row in store.rows("request", person_id=None, target_id=None):
        for step in store.rows("request_step", request_id=row["id"]):
            store.remove("request_step", step["id"])
        store.remove("request", row["id"])


def _texts_about(store: Store, contact_id: int, at: set[int]) -> set[str]:
    rows = [row for each in at for row in store.rows("touchpoint", event_id=each)]
    theirs = [r for r in store.rows("request") if contact_id in (r["person_id"], r["target_id"])]
    steps = [s for r in theirs for s in store.rows("request_step", request_id=r["id"])]
    return {row["note"] for row in rows + steps} | {row["need"] for row in theirs}


def _scrubbed(table: str, row: Row, scrubber: Scrubber, shared: set[str]) -> Row:
    own = _OWN.get(table, ())
    return {
        name: scrubber.scrub_shared(text) if text in shared else scrubber.scrub(text)
        for name, text in row.items()
        if isinstance(text, str) and name not in own
    }
