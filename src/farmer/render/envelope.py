"""One JSON envelope for every command, made from the same result that people see."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from farmer.errors import FarmerError
from farmer.plain import to_plain

# Raised when a key changes its meaning or disappears; new keys may appear at any time.
FORMAT = 2


def result_envelope(command: str, as_of: date, result: object) -> str:
    """The envelope of a result: ``farmer``, ``command``, ``as_of`` and ``data``."""
    return _dump({"command": command, "as_of": as_of.isoformat(), "data": to_plain(result)})


def error_envelope(command: str, as_of: date, error: FarmerError) -> str:
    """The envelope of a refusal: ``error`` with ``code``, ``message``, ``hint`` and its details."""
    said = {"code": error.code, "message": error.message, "hint": error.hint, **error.details}
    return _dump({"command": command, "as_of": as_of.isoformat(), "error": to_plain(said)})


def _dump(envelope: dict[str, Any]) -> str:
    # ASCII with escapes survives every terminal, pipe and locale, lone surrogates included.
    return json.dumps({"farmer": FORMAT, **envelope}, indent=2)
