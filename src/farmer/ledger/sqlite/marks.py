"""By what whoever is forgotten can be recognised, and the digests of it that are kept.

What somebody else in the ledger has too is nobody's mark: an office's telephone, a shared address.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Set

from farmer.ledger.forgotten import (
    Mark,
    address_mark,
    digest_of,
    new_key,
    source_mark,
    uid_mark,
)
from farmer.ledger.sqlite import erasure
from farmer.ledger.sqlite.naming import uids_of_gone
from farmer.ledger.sqlite.read.whole import DIGESTS
from farmer.model import Handle


def own_addresses(db: sqlite3.Connection) -> set[Handle]:
    """The addresses that whoever is gone has or had, as far as the log goes back."""
    found = {Handle(kind, value) for kind, value in db.execute(erasure.HANDLES)}
    for (before,) in db.execute(erasure.HANDLE_IMAGES):
        image = json.loads(before)
        found.add(Handle(image["kind"], image["value"]))
    return found - {Handle(kind, value) for kind, value in db.execute(erasure.OTHER_HANDLES)}


def marks_of(db: sqlite3.Connection) -> set[Mark]:
    """Their addresses, the ids by which their sources know them, their names in other copies."""
    once = "origin" not in _tables(db)
    asked = erasure.SOURCES_ONCE if once else erasure.SOURCES
    of_others = erasure.OTHER_SOURCES_ONCE if once else erasure.OTHER_SOURCES
    sources = {source_mark(source, each) for source, each in db.execute(asked)}
    others = {source_mark(source, each) for source, each in db.execute(of_others)}
    if "identifier" in _tables(db):
        sources |= {source_mark(*each) for each in db.execute(erasure.IDENTIFIERS)}
        others |= {source_mark(*each) for each in db.execute(erasure.OTHER_IDENTIFIERS)}
    names = {uid_mark(uid) for uid in uids_of_gone(db)}
    return {address_mark(handle) for handle in own_addresses(db)} | sources - others | names


def keep_digests(db: sqlite3.Connection, marks: Set[Mark]) -> None:
    """Keep the digests of marks, under the key that the file has, or else one of its own."""
    db.execute(erasure.MAKE_FORGOTTEN)
    row = db.execute(erasure.KEY).fetchone()
    key = row[0] if row else new_key()
    # In no order that would tell which of them belong together, or what kind each is of.
    digests = sorted(digest_of(mark, key) for mark in marks)
    db.executemany(erasure.KEEP_DIGEST, [{"key": key, "digest": digest} for digest in digests])


def carry_digests(db: sqlite3.Connection, into: sqlite3.Connection) -> None:
    """Keep in one ledger what another one keeps of whom it forgot."""
    add_digests(into, map(tuple, db.execute(DIGESTS)) if _keeps_digests(db) else ())


def add_digests(db: sqlite3.Connection, kept: Iterable[tuple[str, str]]) -> None:
    """Keep digests, each with its key."""
    db.execute(erasure.MAKE_FORGOTTEN)
    rows = [{"key": key, "digest": digest} for key, digest in kept]
    db.executemany(erasure.KEEP_DIGEST, rows)


def _keeps_digests(db: sqlite3.Connection) -> bool:
    return "forgotten" in _tables(db)


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute(erasure.TABLES)}
