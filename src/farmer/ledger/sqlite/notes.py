"""Writing what is noted of sources that are read again, beside the log of changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from farmer.ledger.remembered import AgreedCard, ReadFile, ReadLine, RememberedSource

_REMEMBER = """
INSERT INTO remembered (path, kind, wish) VALUES (:path, :kind, :wish)
ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, wish = excluded.wish
"""
STOP = "DELETE FROM remembered WHERE id = :source_id"
NOTE_SOURCE = """
UPDATE remembered SET read_at = :read_at, came = :came, change_id = :change_id WHERE id = :id
"""
_NOTE_FILE = """
INSERT INTO read_file (remembered_id, path, size, modified, altered, digest, held, change_id)
VALUES (:source_id, :path, :size, :modified, :altered, :digest, :held, :change_id)
ON CONFLICT (remembered_id, path) DO UPDATE SET size = excluded.size,
    modified = excluded.modified, altered = excluded.altered, digest = excluded.digest,
    held = excluded.held, change_id = excluded.change_id
"""
# What came with no change can not be taken back: nothing before it can hold again.
_SUPERSEDE_CARD = """
DELETE FROM agreed_card WHERE remembered_id = :source_id AND contact_id = :contact_id
    AND uid = :uid AND :change_id IS NULL
"""
_NOTE_CARD = """
INSERT INTO agreed_card (remembered_id, contact_id, uid, agreed, state, change_id)
VALUES (:source_id, :contact_id, :uid, :agreed, :state, :change_id)
"""
DROP_FILE = "DELETE FROM read_file WHERE remembered_id = :source_id AND path = :path"
_NOTE_LINE = """
INSERT INTO read_line (digest, path, number, text, reason, change_id)
VALUES (:digest, :path, :number, :text, :reason, :change_id)
ON CONFLICT (digest) DO UPDATE SET path = excluded.path, number = excluded.number,
    text = excluded.text, reason = excluded.reason, change_id = excluded.change_id
"""
DROP_LINE = "DELETE FROM read_line WHERE digest = :digest"


class SqliteNotes:
    """What is noted; see `farmer.ledger.remembered.Notes`."""

    def __init__(self, db: sqlite3.Connection, change_id: int | None = None) -> None:
        """On a connection that is in a transaction, within a change where there is one."""
        self._db = db
        self.change_id = change_id

    def remember(self, path: str, kind: str, wish: Mapping[str, Any]) -> None:
        """Read a source again from now on; one of that path is read so from now on."""
        self._db.execute(_REMEMBER, {"path": path, "kind": kind, "wish": json.dumps(dict(wish))})

    def stop(self, source_id: int) -> None:
        """No longer read a source again."""
        self._db.execute(STOP, {"source_id": source_id})

    def note_source(self, source: RememberedSource) -> None:
        """Keep when a source was read, and what came."""
        noted = source._asdict() | {"came": json.dumps(dict(source.came))}
        self._db.execute(NOTE_SOURCE, noted)

    def note_file(self, source_id: int, file: ReadFile) -> None:
        """Keep how a file of a source was when it was read."""
        self._db.execute(_NOTE_FILE, {"source_id": source_id, **file._asdict()})

    def drop_file(self, source_id: int, path: str) -> None:
        """No longer know a file of a source, which is gone."""
        self._db.execute(DROP_FILE, {"source_id": source_id, "path": path})

    def note_card(self, source_id: int, card: AgreedCard) -> None:
        """Keep what a card and the ledger agree on now."""
        noted = {"source_id": source_id, **card._asdict(), "agreed": " ".join(sorted(card.agreed))}
        for step in (_SUPERSEDE_CARD, _NOTE_CARD):
            self._db.execute(step, noted)

    def note_line(self, line: ReadLine) -> None:
        """Keep a line as it is now: waiting, or settled."""
        self._db.execute(_NOTE_LINE, line._asdict())

    def drop_line(self, digest: str) -> None:
        """No longer know a line, which waited and is gone."""
        self._db.execute(DROP_LINE, {"digest": digest})
