"""A record as text, beside a row that says most of it: in the ledger, and on its way to others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from farmer.ledger.sqlite.sync.past import PastStamps
from farmer.ledger.sqlite.sync.replay import HERE, ToldRow
from farmer.uniting.nouns import TableShape
from farmer.uniting.records import ROW, Register, RowRecord
from farmer.uniting.stamps import Stamp

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What there is to know of a record beside its row, by name, as JSON has it.
Apart = Mapping[str, Any]


def read_body(body: str, told: ToldRow) -> RowRecord:
    """The record that is kept as such a text; what the row says is in the row alone."""
    kept = json.loads(body)
    seen = {name: Stamp(*stamp) for name, stamp in kept.get("seen", {}).items()}
    return _record(kept["table"], Stamp(*kept["stamp"]), kept, told, seen)


def read_past(body: str) -> dict[str, set[Stamp]]:
    """The stamps that values had earlier, as far as such a text tells."""
    return _past(json.loads(body))


def body_of(record: RowRecord, told: ToldRow, past: PastStamps) -> str:
    """A record as text, without what its row says, if there is one."""
    since = newest_of(record)
    apart = _said(
        {**_apart(record.registers, since, told), "seen": record.seen, "past": _sorted(past)}
    )
    if not apart:
        return plain_body(record.table, since)
    return _text({"table": record.table, "stamp": since, **apart})


@lru_cache  # of rows that came by one change it is the same
def plain_body(table: str, since: Stamp) -> str:
    """The text of a record of which the row says all values, each written then."""
    return _text({"table": table, "stamp": since})


def is_plain(body: str) -> bool:
    """Whether a record is kept as `plain_body` has it."""
    return body.index("]") == len(body) - 2


def newest_of(record: RowRecord) -> Stamp:
    """When the newest of its values was written."""
    return max([register.stamp for register in record.registers.values()])


def since_and_apart_of(
    record: RowRecord, noun: TableShape, told: ToldRow | None, past: PastStamps
) -> tuple[Stamp, Apart]:
    """When a record was written last, and what else an export says of it beside its row.

    `stamps` of values that are older, `values` that are not the row's, what had been `seen` by
    whoever took it out, and stamps of values of the `past`. Of a row that is not there no word is
    told, but only whom it named; `gone` says that all of it had been seen.
    """
    if told is not None:
        since = newest_of(record)
        apart = _apart(record.registers, since, told)
        return since, _said({**apart, "seen": record.seen, "past": _sorted(past)})
    bare = {name: it for name, it in record.registers.items() if not noun.is_said_by(name)}
    since = newest_of(replace(record, registers=bare))
    seen: Mapping[str, Stamp | None] = record.seen
    if record.is_gone:
        all_seen = _all_seen(noun, since)
        differing = record.seen.items() - all_seen.items()
        seen = dict.fromkeys(all_seen.keys() - record.seen.keys()) | dict(sorted(differing))
    return since, _said({**_apart(bare, since, {}), "gone": record.is_gone, "seen": seen})


def since_and_apart(body: str) -> tuple[Stamp, Apart]:
    """The same, of a record that is kept as such a text beside its row."""
    kept = json.loads(body)
    apart = {name: kept[name] for name in ("stamps", "values", "seen", "past") if name in kept}
    return Stamp(*kept["stamp"]), apart


def read_apart(
    table: str, noun: TableShape, since: Stamp, apart: Apart, told: ToldRow
) -> tuple[RowRecord, dict[str, set[Stamp]]]:
    """The record that an export tells of, and stamps of its past; `told` is empty for no row."""
    seen = _all_seen(noun, since) if apart.get("gone") else {}
    for name, stamp in apart.get("seen", {}).items():
        if stamp is None:
            seen.pop(name, None)
        else:
            seen[name] = Stamp(*stamp)
    return _record(table, since, apart, told, seen), _past(apart)


def _past(kept: Apart) -> dict[str, set[Stamp]]:
    past = kept.get("past", {})
    return {name: {Stamp(*each) for each in stamps} for name, stamps in past.items()}


def _sorted(past: PastStamps) -> dict[str, list[Stamp]]:
    return {name: sorted(stamps) for name, stamps in sorted(past.items()) if stamps}


def _all_seen(noun: TableShape, since: Stamp) -> dict[str, Stamp]:
    return dict.fromkeys((ROW, *noun.registers), since)


def _apart(registers: Mapping[str, Register], since: Stamp, told: ToldRow) -> dict[str, Any]:
    return {
        "stamps": {name: it.stamp for name, it in registers.items() if it.stamp != since},
        "values": {
            name: it.value
            for name, it in registers.items()
            if name != ROW and told.get(name) != it.value
        },
    }


def _record(
    table: str, since: Stamp, kept: Apart, told: ToldRow, seen: Mapping[str, Stamp]
) -> RowRecord:
    told_apart = {name: tuple(value) for name, value in kept.get("values", {}).items()}
    values = {ROW: HERE, **told, **told_apart}
    others = {name: Stamp(*stamp) for name, stamp in kept.get("stamps", {}).items()}
    names = (*values, *(name for name in others if name not in values))
    registers = {
        name: Register(others.get(name, since), values.get(name, (None,))) for name in names
    }
    return RowRecord(table, registers, seen)


def _said(apart: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in apart.items() if said}


def _text(body: Mapping[str, Any]) -> str:
    return _JSON.encode(body)
