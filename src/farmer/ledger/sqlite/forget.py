"""Really deleting a person: from the tables, the change log, the index, the file's free pages.

Nothing is recorded that could bring them back. What is shared with others stays, with the name
replaced. Older ledgers, which farmer kept as backups, are treated the same way, so everything
here goes by the tables and columns that the file at hand has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Set
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from farmer.ledger.forgotten import Mark
from farmer.ledger.refusals import engine_errors, refusing
from farmer.ledger.sqlite import erasure
from farmer.ledger.sqlite.anytable import columns_of
from farmer.ledger.sqlite.checksums import broken_blocks, sum_up_anew, summed_up
from farmer.ledger.sqlite.log.merges import merged_into
from farmer.ledger.sqlite.log.undo import FORGET_UNDONE_ROWS
from farmer.ledger.sqlite.marks import keep_digests, marks_of
from farmer.ledger.sqlite.mentions import Mentions
from farmer.ledger.sqlite.naming import drop_noted, uids_of_gone
from farmer.ledger.sqlite.noted import let_go_of_notes
from farmer.ledger.sqlite.opening import mark_of, open_to_read, open_to_write
from farmer.ledger.sqlite.schema.search_index import forget_gone_words
from farmer.ledger.sqlite.schema.steps import APPLICATION_ID, CHECKED, LOGGED
from farmer.ledger.sqlite.transaction import transaction
from farmer.written import note_change

# What of a person is theirs alone, by the table's name.
OWNED = (
    *("handle", "former", "touchpoint", "fact", "tag", "gains", "promise", "not_same"),
    *("identifier", "detail", "link"),
)
# By which columns a row is somebody's.
_OWNERS = ("contact_id", "other_id")
_EVERYBODY = "SELECT id, added_on FROM contact"
# A person by their id and the ISO day they were added: an id of another ledger's may be another's.
Somebody = tuple[int, str]


class Erased(NamedTuple):
    """What came of forgetting in one file.

    Attributes:
        names: what those people were called.
        marks: by what those people are recognised when they come again.
        compacted: whether the file was written anew. Where it was not, what was zeroed is theirs
            as it was; what had been deleted or overwritten before may be in unused parts of it.
    """

    names: Set[str]
    marks: Set[Mark]
    compacted: bool


def forget_in(
    path: Path,
    people: Set[Somebody],
    at: datetime | None,
    marks: Set[Mark] = frozenset(),
    others: Set[Somebody] = frozenset(),
) -> Erased | None:
    """Delete people who are one from one ledger; None where none of them is in it.

    Args:
        path: the ledger's file.
        people: who, as far as is known elsewhere; whoever was merged into them here goes too.
        at: the instant (UTC) at which it is done, for the log, which does not say who it was; None
            where nothing is logged, as in a backup.
        marks: by what else they are to be recognised when they come again.
        others: who is not forgotten, though in this file one of them may have been merged away.

    Raises:
        LedgerUnavailable: where it cannot be written; it is as it was then.
    """
    with refusing(path), closing(_open(path)) as db:
        with transaction(db):
            gone = _gone_from(db, people, others)
            if not gone:
                return None
            db.execute(erasure.LIST_GONE)
            db.executemany(erasure.ADD_GONE, [{"contact_id": contact_id} for contact_id in gone])
            found = marks | marks_of(db)
            checked = summed_up(db, CHECKED)
            broken = [block for table in checked for block in broken_blocks(db, table)]
            forgetting = _Forgetting(db)
            forgetting.run()
            keep_digests(db, found)
            db.execute(FORGET_UNDONE_ROWS)
            if at is not None:
                instant = at.astimezone(UTC).isoformat(timespec="seconds")
                db.execute(erasure.NOTE_FORGETTING, {"at": instant})
            forget_gone_words(db)
            if checked:
                sum_up_anew(db, checked, broken)
        note_change()
        return Erased(forgetting.names, found, _compacted(db))


def compact(path: Path) -> bool:
    """Give up a ledger's free pages; False where that cannot be done, as without room for it.

    Raises:
        LedgerUnavailable: where it cannot be opened.
    """
    with refusing(path), closing(_open(path)) as db:
        return _compacted(db)


def all_of(path: Path, contact_id: int, added_on: date) -> set[Somebody]:
    """A person, and everybody ever merged into them, as the ledger at `path` and its log tell.

    Raises:
        LedgerUnavailable: where it cannot be read.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        gone = _gone_from(db, {(contact_id, added_on.isoformat())})
        return {(each, day) for each in gone for day in _days_added(db, each)}


def everybody_in(path: Path) -> set[Somebody]:
    """Everybody in the ledger at `path`.

    Raises:
        LedgerUnavailable: where it cannot be read.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        return {(number, day) for number, day in db.execute(_EVERYBODY)}


def is_ledger(path: Path) -> bool:
    """Whether a file is a ledger, of whatever revision."""
    with refusing(path), closing(open_to_write(path)) as db:
        return mark_of(db) == APPLICATION_ID


def _open(path: Path) -> sqlite3.Connection:
    """A connection on which what is overwritten is zeroed, and nothing is set aside on disk."""
    db = open_to_write(path)
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _compacted(db: sqlite3.Connection) -> bool:
    """Whether the file could be written anew: by now, whoever is forgotten is gone from it."""
    try:
        db.execute("VACUUM")
    except engine_errors():
        return False
    return True


def _gone_from(
    db: sqlite3.Connection, people: Set[Somebody], others: Set[Somebody] = frozenset()
) -> set[int]:
    """The ids here of those people, and of whoever was merged into one of them.

    An id of another ledger is theirs only if they were added on the same day.
    """
    found, apart = (
        {contact_id for contact_id, day in some if day in _days_added(db, contact_id)}
        for some in (people, others)
    )
    return found | merged_into(db, found, apart)


def _days_added(db: sqlite3.Connection, contact_id: int) -> set[str]:
    """On which day an id's person was added: as the tables have it, or else only the log."""
    this = {"contact_id": contact_id}
    row = db.execute(erasure.ADDED_ON, this).fetchone()
    return {day for (day,) in ([row] if row else db.execute(erasure.ADDED_ON_BEFORE, this))}


class _Forgetting:
    """Whoever is listed as gone being taken out of one file, inside a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        there = {name for (name,) in db.execute(erasure.TABLES)}
        self._columns = {table: columns_of(db, table) for table in LOGGED if table in there}
        self._mentions = Mentions(db, self._columns)
        self.names = self._mentions.names

    def run(self) -> None:
        """Take the person out: their rows, their part of the log, their name elsewhere."""
        rows = self._their_rows()
        rows += drop_noted(self._db, rows, uids_of_gone(self._db))
        changes = self._changes_of(rows)
        events = [event_id for (event_id,) in self._db.execute(erasure.EVENTS_OF)]
        if "request" in self._columns:
            self._forget_assessments()
        self._db.execute(erasure.DELETE_CONTACT)
        self._forget_images(rows)
        for table, column in erasure.naming():
            self._db.execute(erasure.unlink(table, column))
        if "request" in self._columns:
            self._drop_empty_requests()
        for event_id in events:
            if not self._db.execute(erasure.IS_EVENT_USED, {"event_id": event_id}).fetchone():
                self._db.execute(erasure.DELETE_EVENT, {"event_id": event_id})
                self._db.execute(erasure.DELETE_LOGGED_ROW, ("event", event_id))
        self._mentions.scrub_tables()
        let_go_of_notes(self._db, self._mentions.scrubber)
        self._mentions.scrub_log(changes)

    def _forget_images(self, rows: Iterable[tuple[str, int]]) -> None:
        """What the log has of those rows; of one that is somebody else's now, only whose it was.

        By the rest of it other copies of the ledger know that row.
        """
        for table, row_id in rows:
            there = self._db.execute(erasure.is_there(table), [row_id]).fetchone()
            if there is None:
                self._db.execute(erasure.DELETE_LOGGED_ROW, (table, row_id))
                continue
            for column in _OWNERS:
                if column in self._columns[table]:
                    self._db.execute(erasure.now_theirs(table, column), [row_id])

    def _forget_assessments(self) -> None:
        """What was judged of the person when somebody asked, in the requests that stay."""
        for request_id, asks, wanted in self._db.execute(erasure.REQUESTS_OF).fetchall():
            this = {"request_id": request_id}
            sides = {"person_then": asks, "target_then": wanted}
            for column in (name for name, theirs in sides.items() if theirs):
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

    def _their_rows(self) -> list[tuple[str, int]]:
        """Every row that is or was theirs, as table and id."""
        rows = {("contact", contact_id) for (contact_id,) in self._db.execute(erasure.GONE)}
        for table in OWNED:
            if table in self._columns:
                found = self._db.execute(erasure.ids_of_gone(table))
                rows |= {(table, row_id) for (row_id,) in found}
        for table, query in erasure.more_of().items():
            if table in self._columns:
                rows |= {(table, row_id) for (row_id,) in self._db.execute(query)}
        rows |= {(table, row_id) for table, row_id in self._db.execute(erasure.OWN_IMAGES)}
        return sorted(rows)

    def _changes_of(self, rows: Iterable[tuple[str, int]]) -> set[int]:
        found: set[int] = set()
        for row in rows:
            found |= {change for (change,) in self._db.execute(erasure.CHANGES_WITH_ROW, row)}
        return found
