"""Machines that keep one ledger through a folder: no part of the log of changes, or of an export.

What is lost here is found out anew: everything is read, and sent, once more.
"""

from __future__ import annotations

from sqlalchemy import UniqueConstraint, text
from sqlmodel import Field

from farmer.ledger.sqlite.schema.tables.base import IDS_NEVER_REUSED, LedgerTable


class SyncFolderRow(LedgerTable, table=True):
    """The folder, how this machine is called there, and what its file held when it wrote last.

    ``token`` is what the next writing is told from others by; ``sent_image`` and
    ``sent_forgotten`` are the last rows of the log and of the forgotten that were sent, and
    ``taken_change_id`` is the last change that took something in.
    """

    __tablename__ = "sync_folder"
    __table_args__ = (UniqueConstraint("machine"), IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    path: str
    machine: str
    edition: int
    frames: int
    tag: str
    written_at: str | None = None
    token: str
    sent_image: int
    sent_forgotten: int
    taken_change_id: int | None = None


class SyncMachineRow(LedgerTable, table=True):
    """Up to where another machine's file was read, and how many forgotten marks it did not have."""

    __tablename__ = "sync_machine"
    __table_args__ = (UniqueConstraint("machine"), IDS_NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    machine: str
    edition: int
    frames: int
    tag: str
    written_at: str | None = None
    holding: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
