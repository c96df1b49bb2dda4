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
HOW_MANY_LEFT: Schema = {"type": "object", "additionalProperties": COUNT}
