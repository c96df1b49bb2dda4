"""Remembers: what a ledger answers and takes (`ledger`), and the one kind there is, a file.

Reading is the standard library alone, because most commands only read and SQLModel takes longer to
import than they take to run; `sqlite.write` is SQLModel.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.errors import InvalidValue, LedgerUnavailable
from farmer.files import user_folder

if TYPE_CHECKING:
    from farmer.ledger.file import FileLedger as FileLedger
    from farmer.ledger.ledger import Notify
else:

    def __getattr__(name: str) -> type[FileLedger]:
        """`FileLedger`, loaded when somebody asks for it: completing an option needs none."""
        if name != "FileLedger":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from farmer.ledger.file import FileLedger

        return FileLedger


def open_ledger(
    address: str | None, environ: Mapping[str, str], notify: Notify | None = None
) -> FileLedger:
    """The ledger at a path as asked for, else ``FARMER_LEDGER``, else in the user's data folder.

    Nothing is opened yet; `notify` is told what happens to it in passing, as an update.

    Raises:
        InvalidValue: where an empty path is asked for.
        LedgerUnavailable: where it lies in a home folder that nobody knows.
    """
    from farmer.ledger.file import FileLedger

    return FileLedger(_located(address, environ), notify)


def _located(address: str | None, environ: Mapping[str, str]) -> Path:
    if address is not None and not address.strip():
        raise InvalidValue("--ledger names no file.", "Give a path, or leave --ledger out.")
    chosen = address or environ.get("FARMER_LEDGER")
    try:
        if chosen:
            return Path(chosen).expanduser()
        return user_folder("data", environ) / "ledger.db"
    except RuntimeError:  # pathlib's way to say that there is no home
        raise LedgerUnavailable(
            "Your home folder is not known, so neither is the ledger's place.",
            "Name the ledger with --ledger PATH or FARMER_LEDGER.",
        ) from None
