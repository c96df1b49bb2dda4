"""Values as JSON knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import Any


def to_plain(value: object) -> Any:
    """`value` as what JSON knows: what has named fields an object, dates ISO text, paths text.

    A dataclass tells all its fields, or those that it lists under ``PUBLISHED``.
    """
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: to_plain(item) for name, item in value._asdict().items()}
    if is_dataclass(value) and not isinstance(value, type):
        told = getattr(value, "PUBLISHED", None) or [field.name for field in fields(value)]
        return {name: to_plain(getattr(value, name)) for name in told}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, date):  # an instant is a date too
        return value.isoformat()
    return str(value) if isinstance(value, PurePath) else value
