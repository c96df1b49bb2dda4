"""Really deleting a person, in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from farmer.ledger.findings import Erasure
from farmer.ledger.forgotten import Mark, address_mark, source_mark
from farmer.model import Handle
from farmer.people.scrub import Identity, Scrubber
from farmer.text import nicknames
from tests.fakes.store import EXPORTED, OWNED, Row, Store

_OWN = {
    "contact": ("name", "nickname", "prefix", "given", "middle", "family", "suffix"),
    "handle": ("value",),
    "former": ("value",),
    "identifier": ("value",),
}


def forget_contact(store: Store, contact_id: int) -> Erasure:
    """Take a person out of every table and of what the log kept; no mention of them stays.

    Everybody ever merged into them goes too; by what they are recognised is kept.
    """
    gone = {contact_id} | merged_into(store, {contact_id})
    known = _images(store, gone)
    marks = _marks(store, contact_id, known)
    store.forgotten |= marks
    scrubber = _scrubber(store, contact_id, known)
    at = {row["event_id"] for row in store.rows("touchpoint", contact_id=contact_id)} - {None}
    shared = _texts_about(store, contact_id, at)
    rows = _rows_of(store, gone)
    theirs = {row["id"] for row in store.rows("touchpoint", contact_id=contact_id)}
    store.remove_all("origin", lambda row: row["touchpoint_id"] in theirs)
    for table in OWNED:
        store.remove_all(table, lambda row: contact_id in (row["contact_id"], row.get("other_id")))
    _leave_requests(store, contact_id)
    for event_id in at:
        if not store.rows("touchpoint", event_id=event_id):
            store.remove("event", event_id)
            rows.add(("event", event_id))
    store.edit_all("contact", lambda row: row["met_through_id"] == contact_id, met_through_id=None)
    store.edit_all("link", lambda row: row["told_by_id"] == contact_id, told_by_id=None)
    store.remove("contact", contact_id)
    store.noted.reads = [each for each in store.noted.reads if each.contact_id not in gone]
    for table in EXPORTED.values():
        for row in store.rows(table):
            store.edit(table, row["id"], _scrubbed(table, row, scrubber, shared))
    for change in store.log:
        change.words = scrubber.scrub_shared(change.words)
        for each in change.rows:
            each.before = each.before and _unlinked(each.before, gone)
        change.rows = [each for each in change.rows if (each.table, each.row_id) not in rows]
    names = frozenset(row["name"] for table, row in known if table == "contact")
    return Erasure(names, recognised=bool(marks))


def merged_into(store: Store, kept: set[int]) -> set[int]:
    """Whom a change that stands took out right after keeping one of them."""
    found = {
        gone.row_id
        for change in store.log
        if change.undone_at is None
        for one, gone in pairwise(change.rows)
        if (one.table, gone.table) == ("contact", "contact") and one.row_id in kept
        if gone.before and gone.row_id not in store.tables["contact"]
    }
    return found | merged_into(store, found) if found else found


def _images(store: Store, gone: set[int]) -> list[tuple[str, Row]]:
    """Every row that is or was theirs, by its table."""
    kept = [(each.table, each.before) for change in store.log for each in change.rows]
    there = [(table, row) for table in ("contact", *OWNED, "origin") for row in store.rows(table)]
    known = [(table, row) for table, row in [*there, *kept] if row]
    theirs = [
        (table, row)
        for table, row in known
        if row.get("id" if table == "contact" else "contact_id") in gone
    ]
    touches = {row["id"] for table, row in theirs if table == "touchpoint"}
    return theirs + [(table, row) for table, row in known if row.get("touchpoint_id") in touches]


def _marks(store: Store, contact_id: int, known: list[tuple[str, Row]]) -> set[Mark]:
    """By what they are recognised, and nobody else."""
    own = [(table, row) for table in ("handle", "identifier") for row in store.rows(table)]
    rest = [(table, row) for table, row in own if row["contact_id"] != contact_id]
    touches = store.tables["touchpoint"]
    rest += [
        ("origin", row)
        for row in store.rows("origin")
        if touches[row["touchpoint_id"]]["contact_id"] != contact_id
    ]
    return set(_marks_in(known)) - set(_marks_in(rest))


def _marks_in(rows: list[tuple[str, Row]]) -> Iterator[Mark]:
    for table, row in rows:
        if table == "handle":
            yield address_mark(Handle(row["kind"], row["value"]))
        elif table == "origin":
            yield source_mark(row["source"], row["source_id"])
        elif table == "identifier":
            yield source_mark(row["source"], row["value"])


def _scrubber(store: Store, contact_id: int, known: list[tuple[str, Row]]) -> Scrubber:
    rest = [row for row in store.rows("contact") if row["id"] != contact_id]
    others = [name for row in rest for name in (row["name"], row["nickname"]) if name]
    called = [row for table, row in known if table == "contact"]
    handles = [Handle(row["kind"], row["value"]) for table, row in known if table == "handle"]
    past = [row for table, row in known if table == "former"]
    identity = Identity.of(
        {row["name"] for row in called}
        | {row["value"] for row in past if row["what"] in ("name", "spelling")},
        {name for row in called for name in nicknames(row["nickname"])}
        | {row["value"] for row in past if row["what"] == "nickname"},
        handles,
        others,
    )
    return Scrubber(identity, others)


def _rows_of(store: Store, gone: set[int]) -> set[tuple[str, int]]:
    """Every row that is or was theirs alone."""
    there = {(t, row["id"]): row for t in (*OWNED, "origin") for row in store.rows(t)}
    kept = [((k.table, k.row_id), k.before or {}) for change in store.log for k in change.rows]
    known = [*there.items(), *kept]
    theirs = {("contact", each) for each in gone} | {
        key for key, row in known if row.get("contact_id") in gone or row.get("other_id") in gone
    }
    return theirs | {
        key for key, row in known if ("touchpoint", row.get("touchpoint_id")) in theirs
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


def _unlinked(row: Row, gone: set[int]) -> Row:
    links = ("met_through_id", "person_id", "target_id", "told_by_id")
    return {name: None if name in links and row[name] in gone else row[name] for name in row}


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
