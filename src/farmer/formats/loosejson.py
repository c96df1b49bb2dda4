"""JSON that other programs wrote: anything may be missing, or of another kind than it should be.

Each function takes what was found and gives what was wanted, empty where it is something else, so
that a reader asks for what it needs and never tests types itself.
"""

from __future__ import annotations

import json

from farmer.formats.decoding import to_text


def parsed(data: bytes) -> dict[str, object]:
    """The object that `data` holds; empty where it is no JSON, or another kind of value."""
    try:
        return mapping(json.loads(to_text(data)))
    except (ValueError, RecursionError):  # nested deeper than Python follows
        return {}


def mapping(value: object) -> dict[str, object]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[dict[str, object]]:
    """The members of the array that `value` is; those that are no objects are empty ones."""
    return [mapping(each) for each in value] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """The members of the array that `value` is; those that are no texts are empty ones."""
    return [text(each) for each in value] if isinstance(value, list) else []


def text(value: object) -> str:
    """`value` if it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """`value` if it is a whole number, which true and false are not."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
