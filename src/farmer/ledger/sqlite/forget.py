"""Really deleting a person: from the tables, the change log, the index, the file's free pages.

Nothing is recorded that could bring them back. What is shared with others stays, with the name
replaced. Older ledgers, which farmer kept as backups, are treated the same way, so everything
here goes by the tables and columns that the file at hand has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite import erasure
from farmer.ledger.sqlite.anytable import all_rows, columns_of, update_row
from farmer.ledger.sqlite.log.undo import CHANGED_ROWS, FORGET_UNDONE_ROWS
from farmer.ledger.sqlite.opening import mark_of, open_to_write
from farmer.ledger.sqlite.read.people import CONTACT, HANDLES
from farmer.ledger.sqlite.schema.steps import APPLICATION_ID, TRACKED
from farmer.ledger.sqlite.transaction import transaction
from farmer.model import Handle
from farmer.people.mentions import Identity, Scrubber
from farmer.text import nicknames

# What of a person is theirs alone, by the table's name.
OWNED = ("handle", "touchpoint", "fact", "tag", "gains", "promise", "not_same")
# Where a person is named by others' rows.
_LINKS = (("contact", "met_through_id"), ("request", "person_id"), ("request", "target_id"))
# Others' own names and addresses are not somebody else's mention.
_OWN_COLUMNS = {"contact": ("name", "nickname"), "handle": ("value",)}


def forget_in(path: Path, contact_id: int, added_on: date, at: datetime | None) -> bool:
    """Delete a person from one ledger; False where they are not in it.

    Args:
        path: the ledger's file.
        contact_id: who.
        added_on: the day they were added: an id of a backup is theirs only if that is the same.
        at: the instant (UTC) at which it is done, for the log, which does not say who it was; None
            where nothing is logged, as in a backup.

    Raises:
        LedgerUnavailable: where it cannot be written.
    """
    with refusing(path), closing(open_to_write(path)) as db:
        # What is overwritten is zeroed, and what has to be set aside meanwhile is never on disk.
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA temp_store = MEMORY")
        with transaction(db):
            if not _is_theirs(db, contact_id, added_on):
                return False
            _Forgetting(db, contact_id).run()
            db.execute(FORGET_UNDONE_ROWS)
            if at is not None:
                instant = at.astimezone(UTC).isoformat(timespec="seconds")
                db.execute(erasure.NOTE_FORGETTING, {"at": instant})
            if db.execute(erasure.HAS_SEARCH).fetchone():
                db.execute(erasure.REBUILD_SEARCH)
        db.execute("VACUUM")
    return True


def is_ledger(path: Path) -> bool:
    """Whether a file is a ledger, of whatever revision."""
    with refusing(path), closing(open_to_write(path)) as db:
        return mark_of(db) == APPLICATION_ID


def _is_theirs(db: sqlite3.Connection, contact_id: int, added_on: date) -> bool:
    """Whether the id stands for the same person here, in the tables or only in the log."""
    this = {"contact_id": contact_id}
    row = db.execute(erasure.ADDED_ON, this).fetchone()
    if row is not None:
        return bool(row[0] == added_on.isoformat())
    return any(
        json.loads(before)["added_on"] == added_on.isoformat() for before in _images(db, this)
    )


def _images(db: sqlite3.Connection, this: dict[str, int]) -> list[str]:
    """The person's own row, as the log kept it from time to time."""
    return [before for (before,) in db.execute(erasure.CONTACT_IMAGES, this)]


class _Forgetting:
    """One person being taken out of one file, inside a transaction."""

    def __init__(self, db: sqlite3.Connection, contact_id: int) -> None:
        self._db = db
        self._this = {"contact_id": contact_id}
        there = {name for (name,) in db.execute(erasure.TABLES)}
        self._columns = {table: columns_of(db, table) for table in TRACKED if table in there}
        others = self._others()
        identity = self._identity(others)
        self._scrubber = Scrubber(identity, others)
        shared = [text for (text,) in db.execute(erasure.SHARED_TEXTS, self._this)]
        if "request" in self._columns:
            shared += [text for (text,) in db.execute(erasure.REQUEST_TEXTS, self._this)]
        # A text that was about them too is known wherever it was copied to.
        self._shared = {text: self._scrubber.scrub_shared(text) for text in shared}

    def run(self) -> None:
        """Take the person out: their rows, their part of the log, their name elsewhere."""
        rows = self._their_rows()
        changes = self._changes_of(rows)
        events = [event_id for (event_id,) in self._db.execute(erasure.EVENTS_OF, self._this)]
        if "request" in self._columns:
            self._forget_assessments()
        self._db.execute(erasure.DELETE_CONTACT, self._this)
        self._db.executemany(erasure.DELETE_LOGGED_ROW, rows)
        for table, column in _LINKS:
            self._db.execute(erasure.unlink(table, column), self._this)
        if "request" in self._columns:
            self._drop_empty_requests()
        for event_id in events:
            if not self._db.execute(erasure.IS_EVENT_USED, {"event_id": event_id}).fetchone():
                self._db.execute(erasure.DELETE_EVENT, {"event_id": event_id})
                self._db.execute(erasure.DELETE_LOGGED_ROW, ("event", event_id))
        self._scrub_tables()
        self._scrub_log(changes)

    def _forget_assessments(self) -> None:
        """What was judged of the person when somebody asked, in the requests that stay."""
        for request_id, asks in self._db.execute(erasure.REQUESTS_OF, self._this).fetchall():
            column = "person_then" if asks else "target_then"
            this = {"request_id": request_id}
            self._db.execute(erasure.blank_steps(column), this)
            self._db.execute(erasure.blank_kept_steps(column), this)

    def _drop_empty_requests(self) -> None:
        """Requests in which nobody known is left, and what the log kept of them."""
        for (request_id,) in self._db.execute(erasure.REQUESTS_OF_NOBODY).fetchall():
            this = {"request_id": request_id}
            steps = {step for (step,) in self._db.execute(erasure.STEPS_OF, this)}
            steps |= {step for (step,) in self._db.execute(erasure.STEP_IMAGES, this)}
            self._db.execute(erasure.DELETE_REQUEST, this)
            rows = [("request", request_id), *(("request_step", step) for step in steps)]
            self._db.executemany(erasure.DELETE_LOGGED_ROW, rows)

    def _others(self) -> list[str]:
        found = self._db.execute(erasure.OTHER_NAMES, self._this)
        return [name for row in found for name in row if name]

    def _identity(self, others: Iterable[str]) -> Identity:
        """Every name and address the person has, or had as far as the log goes back."""
        known = [dict(row) for row in self._db.execute(CONTACT, self._this)]
        known += [json.loads(before) for before in _images(self._db, self._this)]
        handles = {(kind, value) for kind, value in self._db.execute(HANDLES, self._this)}
        for (before,) in self._db.execute(erasure.HANDLE_IMAGES, self._this):
            image = json.loads(before)
            handles.add((image["kind"], image["value"]))
        shared = {(k, v) for k, v in self._db.execute(erasure.OTHER_HANDLES, self._this)}
        return Identity.of(
            {row["name"] for row in known},
            {name for row in known for name in nicknames(row["nickname"])},
            [Handle(kind, value) for kind, value in handles - shared],
            others,
        )

    def _their_rows(self) -> list[tuple[str, int]]:
        """Every row that is or was theirs, as table and id."""
        contact_id = self._this["contact_id"]
        rows = {("contact", contact_id)}
        for table in OWNED:
            if table in self._columns:
                found = self._db.execute(erasure.ids_of_contact(table), self._this)
                rows |= {(table, row_id) for (row_id,) in found}
        if "not_same" in self._columns:
            found = self._db.execute(erasure.NOT_SAME_OF, self._this)
            rows |= {("not_same", row_id) for (row_id,) in found}
        rows |= {
            (table, row_id) for table, row_id in self._db.execute(erasure.OWN_IMAGES, self._this)
        }
        return sorted(rows)

    def _changes_of(self, rows: Iterable[tuple[str, int]]) -> set[int]:
        found: set[int] = set()
        for row in rows:
            found |= {change for (change,) in self._db.execute(erasure.CHANGES_WITH_ROW, row)}
        return found

    def _scrub_tables(self) -> None:
        for table, columns in self._columns.items():
            own = ("id", *_OWN_COLUMNS.get(table, ()))
            for row in self._db.execute(all_rows(table)).fetchall():
                fields = {name: row[name] for name in columns if name not in own}
                changed = self._scrubbed(fields)
                if changed:
                    self._db.execute(update_row(table, list(changed)), {**changed, "id": row["id"]})

    def _scrub_log(self, changes: set[int]) -> None:
        """The words of every change, and the rows it kept; a change with none left is gone too."""
        for change_id, words in self._db.execute(erasure.CHANGE_WORDS).fetchall():
            this = {"change_id": change_id}
            if change_id in changes and not self._db.execute(CHANGED_ROWS, this).fetchone():
                self._db.execute(erasure.DELETE_CHANGE, this)
                continue
            theirs = change_id in changes
            plain = (self._scrubber.scrub_shared if theirs else self._scrubber.scrub)(words)
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
                plain = self._shared.get(text) or self._scrubber.scrub(text)
                if plain != text:
                    found[name] = plain
        return found
