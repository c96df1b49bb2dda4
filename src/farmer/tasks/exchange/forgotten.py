"""Whom an import leaves out because they were forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from farmer.formats.whole_shape import LedgerRow, Tables
from farmer.ledger.forgotten import Digests, Mark, address_mark, source_mark
from farmer.ledger.newcomers import Sourced
from farmer.model import Handle


class Sieve:
    """By what the forgotten are recognised, as long as nobody in the ledger has it now.

    Whoever was added again on purpose, and whoever took over a telephone, is somebody known.
    """

    def __init__(
        self,
        digests: Digests,
        handles: Iterable[Handle],
        sourced: Iterable[Sourced],
        identifiers: Mapping[str, Iterable[str]],
    ) -> None:
        """Of everybody in the ledger the addresses, and the ids by which sources know them."""
        self._digests = digests
        self._known: set[Mark] = set()
        if digests:
            self._known |= {address_mark(handle) for handle in handles}
            self._known |= {source_mark(each.source, each.source_id) for each in sourced}
            self._known |= {
                source_mark(source, each) for source, ids in identifiers.items() for each in ids
            }

    def sift(
        self, source: str, handles: tuple[Handle, ...], ids: Sequence[str]
    ) -> tuple[tuple[Handle, ...], Mark | None]:
        """What of a person's addresses may come in, and by what a forgotten one is recognised.

        `ids` are those that the source has for them and for the touches with them. The second is
        None for whoever was not forgotten.
        """
        if not self._digests:
            return handles, None
        addresses = {handle: address_mark(handle) for handle in handles}
        marks = {*addresses.values(), *(source_mark(source, each) for each in ids if each)}
        forgotten = {mark for mark in marks - self._known if mark in self._digests}
        if forgotten and marks.isdisjoint(self._known):
            return (), min(forgotten)
        return tuple(each for each, mark in addresses.items() if mark not in forgotten), None


def without_forgotten(tables: Tables, digests: Digests) -> tuple[Tables, int]:
    """The rows of a whole ledger without those of the forgotten, and how many these are."""
    if not digests:
        return tables, 0
    gone = {
        row["contact_id"]
        for row in tables["contacts.handles"]
        if address_mark(Handle(row["kind"], row["value"])) in digests
    }
    whose = {row["id"]: row["contact_id"] for row in tables["touchpoints"]}
    gone |= {
        whose[row["touchpoint_id"]]
        for row in tables["touchpoints.origins"]
        if source_mark(row["source"], row["source_id"]) in digests
    }
    gone |= {
        row["contact_id"]
        for row in tables["contacts.identifiers"]
        if source_mark(row["source"], row["value"]) in digests
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
    return kept, len(gone)


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
