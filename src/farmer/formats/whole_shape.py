"""The shape of a whole ledger as JSON: what is written and what is accepted follow from it.

So does the JSON Schema of ``docs/ledger.schema.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

NAME = "farmer ledger"
# Goes up when a file of this shape could be misread by an older farmer: see `ADDED`.
VERSION = 5

LedgerRow = dict[str, Any]
Tables = dict[str, list[LedgerRow]]


class WholeLedger(NamedTuple):
    """A document that was read: the rows of every list, and the names of rows, if it has them."""

    tables: Tables
    names: list[LedgerRow]


class Rows(Protocol):
    """The rows of a ledger, list by list, for writers who hold one at a time.

    Called with the name of a list in `SHAPE`, and with `by` for another order than that in which
    they were recorded: that of a field, as of the row that they are within.
    """

    def __call__(self, name: str, *, by: str = "id") -> Iterable[LedgerRow]: ...


Sort = Literal["id", "number", "text", "note", "key", "day", "truth", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row: what it may be, and whether it may be null."""

    sort: Sort
    optional: bool = False


_ID, _TEXT, _DAY, _TRUTH = Column("id"), Column("text"), Column("day"), Column("truth")
# A text of several lines; every other is on one.
_NOTE = Column("note")
_ID_OR_NONE, _NUMBER = Column("id", optional=True), Column("number", optional=True)
_DAY_OR_NONE, _TEXT_OR_NONE = Column("day", optional=True), Column("text", optional=True)
_OBJECT = Column("object", optional=True)
_RECORDED = {"recorded_on": _DAY_OR_NONE}
_SOURCED = {"source": _TEXT_OR_NONE, **_RECORDED}

# By the name of a list in the file: its rows, field by field. A list within a row has the name of
# the row's list before it.
SHAPE: Mapping[str, Mapping[str, Column]] = {
    "contacts": {
        "id": _ID,
        "name": _TEXT,
        "nickname": _TEXT,
        "company": _TEXT,
        "title": _TEXT,
        "birthday": _TEXT,
        "met_at": _TEXT,
        "met_on": _DAY_OR_NONE,
        "met_through_id": _ID_OR_NONE,
        "cadence_days": _NUMBER,
        "notes": _NOTE,
        "archived": _TRUTH,
        "added_on": _DAY,
        "snoozed_until": _DAY_OR_NONE,
        "source": _TEXT_OR_NONE,
        **dict.fromkeys(("prefix", "given", "middle", "family", "suffix"), _TEXT),
    },
    "contacts.handles": {
        "kind": _TEXT,
        "value": _TEXT,
        **_SOURCED,
        "preferred": _TRUTH,
        "until": _DAY_OR_NONE,
    },
    "contacts.former": {"what": _TEXT, "value": _TEXT, "until": _DAY_OR_NONE, **_SOURCED},
    "contacts.identifiers": {"source": _TEXT, "value": Column("key"), **_RECORDED},
    "contacts.details": {"what": _TEXT, "label": _TEXT, "value": _TEXT, **_SOURCED},
    "contacts.tags": {"tag": _TEXT, **_SOURCED},
    "contacts.gains": {
        "whose": _TEXT,
        "slot": _TEXT,
        "text": _TEXT,
        "on": _DAY,
        **_RECORDED,
    },
    "events": {"id": _ID, "name": _TEXT_OR_NONE, "place": _TEXT, "on": _DAY, **_RECORDED},
    "touchpoints": {
        "id": _ID,
        "contact_id": _ID,
        "on": _DAY,
        "kind": _TEXT,
        "by": _TEXT_OR_NONE,
        "minutes": _NUMBER,
        "group": _NUMBER,
        "depth": Column("number"),
        "event_id": _ID_OR_NONE,
        "note": _NOTE,
        "source": _TEXT_OR_NONE,
        **_RECORDED,
        "time": _TEXT_OR_NONE,
    },
    "touchpoints.origins": {"source": _TEXT, "source_id": Column("key"), "told": Column("key")},
    "facts": {
        "id": _ID,
        "contact_id": _ID,
        "on": _DAY,
        "what": _TEXT,
        "note": _NOTE,
        **_SOURCED,
    },
    "promises": {
        "id": _ID,
        "contact_id": _ID,
        "text": _TEXT,
        "mine": _TRUTH,
        "made_on": _DAY,
        "due_on": _DAY_OR_NONE,
        "ended": _TEXT_OR_NONE,
        "ended_on": _DAY_OR_NONE,
        **_RECORDED,
    },
    "requests": {
        "id": _ID,
        "direction": _TEXT,
        "person_id": _ID_OR_NONE,
        "target_id": _ID_OR_NONE,
        "target": _TEXT,
        "need": _TEXT,
        "via": _TEXT,
        "began": _TEXT,
        "inside": _TRUTH,
        **_RECORDED,
    },
    "requests.steps": {
        "step": _TEXT,
        "on": _DAY,
        "note": _NOTE,
        "level": _NUMBER,
        "outcome": _TEXT_OR_NONE,
        "amount_minor": _NUMBER,
        "currency": _TEXT_OR_NONE,
        "verdict": _TEXT_OR_NONE,
        "person_then": _OBJECT,
        "target_then": _OBJECT,
        "until": _DAY_OR_NONE,
        **_RECORDED,
    },
    "not_same": {"contact_id": _ID, "other_id": _ID, **_RECORDED},
    "links": {
        "id": _ID,
        "contact_id": _ID,
        "other_id": _ID,
        "how": _TEXT,
        "strength": _TEXT_OR_NONE,
        "denied": _TRUTH,
        "told_by_id": _ID_OR_NONE,
        "on": _DAY,
        **_SOURCED,
    },
}
# What a list's rows have had from a later version on. The first did not say where a row came from
# (but for touchpoints), and on which day it was recorded; the second knew no parts of names, no
# past of anybody and of their addresses, no time of day, and one origin of a touchpoint at most;
# the third no ids of people, nothing under a label, and no links between others.
_SECOND = ("source", "recorded_on")
_THIRD = {
    "contacts": ("prefix", "given", "middle", "family", "suffix"),
    "contacts.handles": ("preferred", "until"),
    "touchpoints": ("time",),
    "requests.steps": ("until",),
}
_LATER_LISTS = (
    *("contacts.former", "touchpoints.origins", "contacts.identifiers", "contacts.details"),
    "links",
)
ADDED: Mapping[str, Mapping[str, int]] = {
    name: {
        **{f: 2 for f in _SECOND if f in columns and (name, f) != ("touchpoints", "source")},
        **dict.fromkeys(_THIRD.get(name, ()), 3),
    }
    for name, columns in SHAPE.items()
    if name not in _LATER_LISTS
}
# The lists whose rows are known by what they say, and of whom; every other row has a name.
BY_WHAT_THEY_SAY = (
    *("contacts.handles", "contacts.former", "contacts.identifiers", "contacts.details"),
    *("contacts.tags", "contacts.gains", "touchpoints.origins", "not_same", "links"),
)
# What the rows of a list no longer have.
DROPPED: Mapping[str, tuple[str, ...]] = {"touchpoints": ("source_id",)}
# The field by which the rows of a list within others are told whose they are.
OWNER = {"contacts": "contact_id", "requests": "request_id", "touchpoints": "touchpoint_id"}


def to_empty(name: str, field: str) -> Any:
    """What a field holds where nothing was said."""
    column = SHAPE[name][field]
    return None if column.optional else {"text": "", "truth": False}[column.sort]


def schema() -> LedgerRow:
    """The JSON Schema of the document."""
    properties: dict[str, Any] = {"format": {"const": NAME}, "version": {"const": VERSION}}
    for name, columns in SHAPE.items():
        outer, dot, inner = name.partition(".")
        fields: dict[str, Any] = {field: _type(column) for field, column in columns.items()}
        listed = {
            "type": "array",
            "items": {
                "type": "object",
                "properties": fields,
                "required": list(fields),
                "additionalProperties": False,
            },
        }
        if dot:
            items = properties[outer]["items"]
            items["properties"][inner] = listed
            items["required"].append(inner)
        else:
            properties[name] = listed
    properties["names"] = {"type": "array", "items": _NAME}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A farmer ledger",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TYPES: Mapping[Sort, LedgerRow] = {
    "id": {"type": "integer", "minimum": 1},
    "number": {"type": "integer"},
    "text": {"type": "string"},
    "note": {"type": "string"},
    "key": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "truth": {"type": "boolean"},
    "object": {"type": "object"},
}


# What a row is called in every copy of the ledger; see `farmer.formats.whole_names`.
_NAME: LedgerRow = {
    "type": "object",
    "properties": {
        "of": {"enum": list(SHAPE)},
        "id": {"type": ["integer", "null"], "minimum": 1},
        "uid": {"type": ["string", "null"], "pattern": "^[0-9a-f]{32}$"},
        "since": {"type": "string"},
        "apart": {"type": ["object", "null"]},
    },
    "required": ["of", "id", "uid", "since", "apart"],
    "additionalProperties": False,
}


def _type(column: Column) -> LedgerRow:
    found = dict(_TYPES[column.sort])
    if column.optional:
        found["type"] = [found["type"], "null"]
    return found
