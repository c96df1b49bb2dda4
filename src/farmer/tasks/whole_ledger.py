"""A whole ledger as ``farmer export`` writes it, read to be brought into another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path

from farmer.errors import UnreadableFile
from farmer.formats import whole
from farmer.formats.decoding import to_text
from farmer.formats.source import BEGINNING
from farmer.formats.whole_shape import LedgerRow, Tables, WholeLedger
from farmer.ledger.forgotten import Digests, Mark, address_mark, source_mark, uid_mark
from farmer.model import Handle

# The rows of one list of a ledger.
RowsOf = Callable[[str], Iterable[LedgerRow]]


def read_export(path: Path) -> WholeLedger | None:
    """The whole ledger that was exported to a file; None where it is something else.

    Raises:
        UnreadableFile: where it cannot be read, is damaged, or of a newer farmer.
    """
    try:
        with path.open("rb") as file:
            if not whole.recognises(to_text(file.read(BEGINNING))):
                return None
            file.seek(0)
            return whole.from_json(to_text(file.read()))
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read: {error.strerror}.", "Check the path."
        ) from None


def marks_in(rows: RowsOf) -> set[Mark]:
    """By what an import would recognise everybody in a ledger of those rows."""
    return {mark for mark, _ in _marked(rows)}


def _marked(rows: RowsOf) -> Iterator[tuple[Mark, LedgerRow]]:
    """By what an import recognises somebody, and the row that says so."""
    for row in rows("contacts.handles"):
        yield address_mark(Handle(row["kind"], row["value"])), row
    for row in rows("touchpoints.origins"):
        yield source_mark(row["source"], row["source_id"]), row
    for row in rows("contacts.identifiers"):
        yield source_mark(row["source"], row["value"]), row


def without_forgotten(
    ledger: WholeLedger, digests: Digests, known: Set[Mark] = frozenset()
) -> tuple[WholeLedger, int]:
    """A whole ledger without the forgotten, and how many of its people these are.

    By what is `known` of somebody in the ledger now, nobody is taken for one of them.
    """
    if not digests:
        return ledger, 0
    tables = ledger.tables

    whose = {row["id"]: row["contact_id"] for row in tables["touchpoints"]}
    gone = {
        row["contact_id"] if "contact_id" in row else whose[row["touchpoint_id"]]
        for mark, row in _marked(tables.__getitem__)
        if mark in digests and mark not in known
    }
    gone |= {
        name["id"]
        for name in ledger.names
        if name["of"] == "contacts" and name["id"] and uid_mark(name["uid"]) in digests
    }
    kept = {
        name: [_unlinked(row, gone) for row in rows if _stays(row, gone)]
        for name, rows in tables.items()
    }
    kept["contacts"] = [row for row in kept["contacts"] if row["id"] not in gone]
    kept["touchpoints.origins"] = [
        row for row in kept["touchpoints.origins"] if whose[row["touchpoint_id"]] not in gone
    ]
    _drop_empty(kept, tables)
    return WholeLedger(kept, _names_left(ledger.names, kept, digests)), len(gone)


def _names_left(names: list[LedgerRow], kept: Tables, digests: Digests) -> list[LedgerRow]:
    """The names of rows that are kept, and of what is gone if it was nobody's who was forgotten."""
    there = {name: {row["id"] for row in rows} for name, rows in kept.items()}
    return [
        name
        for name in names
        if (
            name["id"] in there[name["of"]]
            if name["id"] is not None
            else not any(uid_mark(uid) in digests for uid in _uids_told(name))
        )
    ]


def _uids_told(name: LedgerRow) -> Iterator[str]:
    """What is gone is called so, and whatever it named."""
    yield name["uid"]
    for values in (name["apart"] or {}).get("values", {}).values():
        yield from (value for value in values if isinstance(value, str))


def _stays(row: LedgerRow, gone: set[int]) -> bool:
    return gone.isdisjoint((row.get("contact_id"), row.get("other_id")))


def _unlinked(row: LedgerRow, gone: set[int]) -> LedgerRow:
    links = ("met_through_id", "person_id", "target_id", "told_by_id")
    return {name: None if name in links and row[name] in gone else row[name] for name in row}


def _drop_empty(kept: Tables, before: Tables) -> None:
    """Take out the requests of nobody, with their steps, and the events at which nobody is left."""
    used = {row["event_id"] for row in kept["touchpoints"]}
    left = {row["event_id"] for row in before["touchpoints"]} - used
    kept["events"] = [row for row in kept["events"] if row["id"] not in left]
    kept["requests"] = [
        row for row in kept["requests"] if (row["person_id"], row["target_id"]) != (None, None)
    ]
    asked = {row["id"]: row for row in kept["requests"]}
    kept["requests.steps"] = [
        _blanked(row, asked[row["request_id"]])
        for row in kept["requests.steps"]
        if row["request_id"] in asked
    ]


def _blanked(step: LedgerRow, request: LedgerRow) -> LedgerRow:
    """A step without what was judged of who is not in the request any more."""
    then = {"person_then": "person_id", "target_then": "target_id"}
    return {
        name: None if name in then and request[then[name]] is None else value
        for name, value in step.items()
    }
