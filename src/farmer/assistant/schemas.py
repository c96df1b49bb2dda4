"""What arguments and answers look like, as JSON Schema: plain data, each noun written once."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
A_DAY: Schema = {"type": "string", "format": "date"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TRUE: Schema = {"type": "boolean"}


def one_of(*words: str) -> Schema:
    """One of a few words."""
    return {"type": "string", "enum": list(words)}


def several(item: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": item}


def thing(needed: str, /, **fields: Schema) -> Schema:
    """An object with those fields and no others; the `needed` ones, by name, are always there."""
    return {
        "type": "object",
        "properties": fields,
        "required": needed.split(),
        "additionalProperties": False,
    }


WHO = thing("id name", id=TEXT, name=TEXT, said=TEXT)
# By the name of a list, how many entries had no room.
_HOW_MANY_LEFT: Schema = {"type": "object", "additionalProperties": COUNT}


def answer(needed: str, /, **fields: Schema) -> Schema:
    """What a tool answers: an object as `thing`, and what any answer may say besides.

    ``not_kept``: that it could not be kept of whom it tells.
    """
    return thing(needed, **fields, left=_HOW_MANY_LEFT, not_kept=TRUE)


def outline(schema: Schema) -> Schema:
    """A schema of an answer in few words: what is nested is told by what it always has.

    Whatever the whole one allows, this does; an assistant reads it in every conversation.
    """
    fields = {name: _nested(it) for name, it in schema["properties"].items()}
    return schema | {"properties": fields}


def _nested(schema: Schema) -> Schema:
    if schema["type"] == "array":
        return several(_nested(schema["items"]))
    if schema["type"] == "object":
        needed = schema.get("required")
        return {"type": "object"} | ({"required": needed} if needed else {})
    return {name: it for name, it in schema.items() if name != "format"}
