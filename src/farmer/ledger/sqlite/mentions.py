"""What a ledger says of whoever is forgotten, in its tables and in its log: without their name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from farmer.ledger.sqlite import erasure
from farmer.ledger.sqlite.anytable import all_rows, update_row
from farmer.ledger.sqlite.log.undo import CHANGED_ROWS
from farmer.ledger.sqlite.marks import own_addresses
from farmer.ledger.sqlite.naming import scrubbed_body
from farmer.people.scrub import Identity, Scrubber
from farmer.text import nicknames

# Others' own names and addresses are not somebody else's mention.
_OWN_COLUMNS = {
    "contact": ("name", "nickname", "prefix", "given", "middle", "family", "suffix"),
    "handle": ("value",),
    "former": ("value",),
    "identifier": ("value",),
    "shared_row": ("uid", "table_name"),
    "shared_run": ("uids", "table_name"),
}


class Mentions:
    """Every mention of whoever is listed as gone, to be taken out inside a transaction.

    Attributes:
        names: what those people were called.
        scrubber: what takes them out of a text.
    """

    def __init__(self, db: sqlite3.Connection, columns: Mapping[str, Collection[str]]) -> None:
        """As long as the rows of those people are there; `columns` of each table that is."""
        self._db = db
        self._columns = columns
        others = self._others()
        identity = self._identity(others)
        self.names = identity.names
        self.scrubber = Scrubber(identity, others)
        shared = [text for (text,) in db.execute(erasure.SHARED_TEXTS)]
        if "request" in columns:
            shared += [text for (text,) in db.execute(erasure.REQUEST_TEXTS)]
        if "link" in columns:
            shared += [text for (text,) in db.execute(erasure.LINK_TEXTS)]
        # A text that was about them too is known wherever it was copied to.
        self._shared = {text: self.scrubber.scrub_shared(text) for text in shared}

    def scrub_tables(self) -> None:
        """Every text of every row, but for others' own names and addresses."""
        for table, columns in self._columns.items():
            own = ("id", *_OWN_COLUMNS.get(table, ()))
            for row in self._db.execute(all_rows(table)).fetchall():
                fields = {name: row[name] for name in columns if name not in own}
                changed = self._scrubbed(fields)
                if changed:
                    self._db.execute(update_row(table, list(changed)), {**changed, "id": row["id"]})

    def scrub_log(self, changes: set[int]) -> None:
        """The words of every change, and the rows it kept; a change with none left is gone too."""
        for change_id, words in self._db.execute(erasure.CHANGE_WORDS).fetchall():
            this = {"change_id": change_id}
            if change_id in changes and not self._db.execute(CHANGED_ROWS, this).fetchone():
                self._db.execute(erasure.DELETE_CHANGE, this)
                continue
            theirs = change_id in changes
            plain = (self.scrubber.scrub_shared if theirs else self.scrubber.scrub)(words)
            if plain != words:
                self._db.execute(erasure.REWORD_CHANGE, {**this, "words": plain})
        for row_id, table, before in self._db.execute(erasure.ALL_IMAGES).fetchall():
            image = json.loads(before)
            own = _OWN_COLUMNS.get(table, ())
            changed = self._scrubbed({k: v for k, v in image.items() if k not in own})
            if changed:
                kept = json.dumps({**image, **changed}, ensure_ascii=False)
                self._db.execute(erasure.REWRITE_IMAGE, {"id": row_id, "before": kept})

    def _scrubbed(self, fields: dict[str, Any]) -> dict[str, str]:
        """Those of the fields that mention the person, without the mention."""
        found = {}
        for name, text in fields.items():
            if isinstance(text, str):
                plain = scrubbed_body(text, self._plain) if name == "body" else self._plain(text)
                if plain != text:
                    found[name] = plain
        return found

    def _plain(self, text: str) -> str:
        return self._shared.get(text) or self.scrubber.scrub(text)

    def _others(self) -> list[str]:
        found = self._db.execute(erasure.OTHER_NAMES)
        return [name for row in found for name in row if name]

    def _identity(self, others: Iterable[str]) -> Identity:
        """Every name and address the person has, or had as far as the log goes back."""
        known = [(name, nickname) for name, nickname in self._db.execute(erasure.NAMES)]
        for (before,) in self._db.execute(erasure.CONTACT_IMAGES):
            image = json.loads(before)
            known.append((image["name"], image["nickname"]))
        if "former" in self._columns:
            known += self._db.execute(erasure.FORMER_NAMES)
        return Identity.of(
            {name for name, _ in known if name},
            {each for _, nickname in known for each in nicknames(nickname)},
            own_addresses(self._db),
            others,
        )
