"""Making two people one, in memory."""

from __future__ import annotations

from collections.abc import Callable

from tests.fakes.store import Row, Store


def merge_contact(store: Store, kept: int, other: int) -> None:
    """Give everything of `other` to `kept`; what both have is there once."""
    _carry_marks(store, kept, other)
    _drop_twins(store, kept, other)
    own = ("handle", "former", "identifier", "detail", "tag", "touchpoint", "gains", "fact")
    for table in (*own, "promise"):
        store.edit_all(table, lambda row: row["contact_id"] == other, contact_id=kept)
    _keep_target_in_words(store, kept, other)
    for column in ("person_id", "target_id"):
        store.edit_all("request", _links(column, other), **{column: kept})
    if store.tables["contact"][kept]["met_through_id"] == other:
        store.edit("contact", kept, {"met_through_id": None})
    store.edit_all("contact", _links("met_through_id", other), met_through_id=kept)
    _repeat_not_same(store, kept, other)
    _repeat_links(store, kept, other)
    store.keep("contact", kept, store.tables["contact"][kept])  # the log tells who was kept
    store.remove("contact", other)


def _carry_marks(store: Store, kept: int, other: int) -> None:
    """Which address is used first, and which is theirs no longer, of both."""
    first = {row["kind"] for row in store.rows("handle", contact_id=kept) if row["preferred"]}
    for row in store.rows("handle", contact_id=other):
        if row["preferred"] and row["kind"] in first:
            store.edit("handle", row["id"], {"preferred": False})
    for row in store.rows("handle", contact_id=other):
        same = {"kind": row["kind"], "value": row["value"]}
        for mine in store.rows("handle", contact_id=kept, **same):
            if row["preferred"]:
                store.edit("handle", mine["id"], {"preferred": True})
            if row["until"] and not mine["until"]:
                store.edit("handle", mine["id"], {"until": row["until"]})


def _links(column: str, contact_id: int) -> Callable[[Row], bool]:
    return lambda row: bool(row[column] == contact_id)


def _keep_target_in_words(store: Store, kept: int, other: int) -> None:
    """Nobody asks for an introduction to themselves."""
    for row in store.rows("request"):
        if {row["person_id"], row["target_id"]} == {kept, other}:
            name = store.tables["contact"][row["target_id"]]["name"]
            store.edit("request", row["id"], {"target_id": None, "target": name})


def _repeat_not_same(store: Store, kept: int, other: int) -> None:
    """What was said of the one is said of both, once."""
    for row in store.rows("not_same"):
        if other in (row["contact_id"], row["other_id"]):
            store.remove("not_same", row["id"])
            pair = sorted({row["contact_id"], row["other_id"]} - {other} | {kept})
            if len(pair) == 2 and not store.rows("not_same", contact_id=pair[0], other_id=pair[1]):
                store.add("not_same", {"contact_id": pair[0], "other_id": pair[1]})


def _repeat_links(store: Store, kept: int, other: int) -> None:
    """Of two links with somebody, what was told last stands."""
    for row in store.rows("link"):
        if {row["contact_id"], row["other_id"]} == {kept, other}:
            store.remove("link", row["id"])
        elif other in (row["contact_id"], row["other_id"]):
            first, second = sorted({row["contact_id"], row["other_id"]} - {other} | {kept})
            twins = store.rows("link", contact_id=first, other_id=second)
            if twins and twins[0]["on"] >= row["on"]:
                store.remove("link", row["id"])
                continue
            for twin in twins:
                store.remove("link", twin["id"])
            store.edit("link", row["id"], {"contact_id": first, "other_id": second})
    store.edit_all("link", _links("told_by_id", other), told_by_id=kept)


def _drop_twins(store: Store, kept: int, other: int) -> None:
    twins = {
        "handle": ("kind", "value"),
        "former": ("what", "value"),
        "identifier": ("source", "value"),
        "detail": ("what", "label", "value"),
        "tag": ("tag",),
    }
    for table, names in twins.items():
        for row in store.rows(table, contact_id=other):
            if store.rows(table, contact_id=kept, **{name: row[name] for name in names}):
                store.remove(table, row["id"])
    for row in store.rows("touchpoint", contact_id=other):
        _join_touches(store, kept, row["id"])
    for row in store.rows("gains", contact_id=other):
        _join_slots(store, kept, row)


def remove_touch(store: Store, touch_id: int) -> None:
    """Take a touchpoint out, and as what it is known."""
    for origin in store.rows("origin", touchpoint_id=touch_id):
        store.remove("origin", origin["id"])
    store.remove("touchpoint", touch_id)


def _join_touches(store: Store, kept: int, touch_id: int) -> None:
    """What the touch is known as goes over to one of `kept` that is known as the same."""
    theirs = {row["id"] for row in store.rows("touchpoint", contact_id=kept)}
    known = {
        (row["source"], row["source_id"]): row["touchpoint_id"]
        for row in reversed(store.rows("origin"))
        if row["touchpoint_id"] in theirs
    }
    origins = store.rows("origin", touchpoint_id=touch_id)
    twins = [known[key] for row in origins if (key := (row["source"], row["source_id"])) in known]
    if twins:
        for row in origins:
            if (row["source"], row["source_id"]) not in known:
                store.edit("origin", row["id"], {"touchpoint_id": min(twins)})
        remove_touch(store, touch_id)


def _join_slots(store: Store, kept: int, row: Row) -> None:
    for mine in store.rows("gains", contact_id=kept, whose=row["whose"], slot=row["slot"]):
        if mine["text"] != row["text"]:
            store.edit("gains", mine["id"], {"text": f"{mine['text']}; {row['text']}"})
        store.remove("gains", row["id"])
