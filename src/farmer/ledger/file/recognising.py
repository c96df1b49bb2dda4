"""Telling a ledger by what is in the file, whatever it is called."""

from __future__ import annotations

from pathlib import Path

from farmer.ledger.sqlite import driver
from farmer.ledger.sqlite.schema.steps import APPLICATION_ID

_PLAIN = b"SQLite format 3\0"
# Where SQLite keeps the mark of the program that made the file (its file format, 1.3).
_MARK = slice(68, 72)
_HEADER_BYTES = 100


def may_be_ledger(path: Path) -> bool:
    """Whether a ledger is at `path`; a locked one looks like noise, and noise is taken for one."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begins = file.read(_HEADER_BYTES)
    except OSError:
        return False
    if begins.startswith(_PLAIN):
        return begins[_MARK] == APPLICATION_ID.to_bytes(4, "big")
    return driver.salt_of(path) is not None and not _is_text(begins)


def _is_text(begins: bytes) -> bool:
    """Whether it is UTF-8, cut anywhere."""
    try:
        begins.decode()
    except UnicodeDecodeError as error:
        return error.start > _HEADER_BYTES - 4
    return b"\0" not in begins
