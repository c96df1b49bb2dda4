"""The ledger and what other machines sent to a folder: reading that, and sending what is new here.

Each machine writes one file and reads all. What was read is kept in the transaction of the change
that took it in, what was sent once it is in the folder: whoever is killed in between reads, or
sends, the same once more, which changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Set
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from farmer.errors import LedgerUnavailable
from farmer.ledger.file.exchange import (
    AskNew,
    SealedFolder,
    clear_parts,
    exchange,
    refusing_folder,
)
from farmer.ledger.file.meeting import LedgerBeside
from farmer.ledger.file.reading import FolderReading, FolderSeen
from farmer.ledger.file.sealed import Message, SealedPosition, new_token
from farmer.ledger.refusals import busy, refusing
from farmer.ledger.sqlite.marks import add_digests
from farmer.ledger.sqlite.opening import open_to_read, open_to_write
from farmer.ledger.sqlite.schema.steps import HEAD
from farmer.ledger.sqlite.schema.verify import check_change
from farmer.ledger.sqlite.sync import machines
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.carrying import (
    Received,
    as_received,
    is_news,
    marks_kept,
    messages_of,
    rows_since,
    taken_in,
    to_send,
)
from farmer.ledger.sqlite.sync.machines import OwnState
from farmer.ledger.sqlite.sync.telling import FoundBeside, united_of
from farmer.ledger.sqlite.transaction import transaction
from farmer.ledger.united import United
from farmer.written import note_change

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.sqlite.write import SqliteWriter

_NOTHING = United(True, 0, 0, 0, {}, 0, {}, {}, 0, (), (), 0, ())


@contextmanager
def gathering(
    path: Path, folder: Path, ask_new: AskNew, begin: Callable[[], None]
) -> Iterator[FolderMeeting]:
    """The ledger at `path` and what is in `folder`; `begin` the ledger once that is open.

    Raises:
        LedgerLocked, WrongKey: where the passphrase cannot be had, or is another one.
        FolderUnavailable: where the folder, or a file of it, cannot be read.
    """
    with exchange(folder, ask_new) as found:
        begin()
        yield FolderMeeting(path, found)


class FolderMeeting(LedgerBeside):
    """What others sent, and what is to be sent."""

    def __init__(self, path: Path, found: SealedFolder) -> None:
        super().__init__(path)
        self._exchange = found
        with refusing(path), closing(open_to_read(path)) as db:
            self._own = machines.own_state(db)
            known = machines.other_states(db)
            afresh = self._own is not None and machines.was_taken_back(db, self._own)
        self._reading = FolderReading(found, self._own, known, afresh=afresh)
        self._received = self._reading.received
        self._end = self._reading.end
        self._states = self._reading.states
        # Whether anything came that the ledger does not know, whether anything is seen of it.
        self.has_news = False
        # What is told here as it was received, unless it was written after that row of the log.
        self._as_received: tuple[Set[str], int] = (frozenset(), 0)
        self._is_sent = False

    @property
    def seen(self) -> FolderSeen:
        """What was found in the folder."""
        return self._reading.seen

    def keep_key(self, keep: Callable[[bytes, bytes], None]) -> None:
        """Have the key of the folder kept, with its salt."""
        self._exchange.keep(keep)

    def compared(self) -> United:
        """What would come; nothing is written.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        if self._is_known():
            return _NOTHING
        return super().compared()

    def unite(self, change: Writer) -> United:
        """Take in what the others sent, as part of a change."""
        united = super().unite(change)
        db = cast("SqliteWriter", change).connection
        self._as_received = self._as_received[0], machines.newest_image(db)
        self._own = self._own or _unsent(self._exchange.folder)
        machines.keep_own(db, self._own)
        machines.note_taken(db)
        machines.keep_others(db, self._states)
        return united

    def learn_forgotten(self) -> None:
        """Keep by what others know whom they forgot.

        It is to be called before they are forgotten here as well: then both know the same of them.

        Raises:
            LedgerUnavailable: where the ledger cannot be written.
        """
        path = self._path
        with refusing(path), closing(open_to_write(path)) as db, transaction(db):
            if not self._received.marks <= marks_kept(db):
                add_digests(db, self._received.marks)

    def unsent(self) -> int:
        """How many records would be sent as the ledger is.

        Raises:
            LedgerUnavailable: where the ledger cannot be read.
        """
        with refusing(self._path), closing(open_to_read(self._path)) as db:
            return len(self._to_send(Book(db), self._own, machines.newest_forgotten(db)))

    def send(self, at: datetime) -> int:
        """Send what was changed here since the last time; how many records that is.

        Raises:
            LedgerUnavailable: where the ledger or the folder cannot be written.
        """
        try:
            return self._sent(at.astimezone(UTC).isoformat(timespec="seconds"))
        except LedgerUnavailable as refusal:
            raise self._so_far(refusal) from None

    def _so_far(self, refusal: LedgerUnavailable) -> LedgerUnavailable:
        """The refusal, with what was done before it."""
        if not self._is_sent:
            return refusal
        return refusal.after(f"What is new here is in {self._exchange.folder} already.")

    def _sent(self, at: str) -> int:
        path = self._path
        with refusing(path), closing(open_to_write(path)) as db:
            if self._end is None:
                with transaction(db):
                    self._name_itself(db)
            with transaction(db):
                sent = self._send(db, self._still_own(db), at)
                self._keep_states(db)
                check_change(db, path)
            note_change()
        return sent

    def _find(self, ours: Book) -> FoundBeside:
        found = taken_in(ours, self._received)
        self.has_news = is_news(ours, found)
        self._as_received = as_received(found, self._received), machines.newest_image(ours.db)
        united = united_of(ours, found, self._received.people(), parted=True)
        return FoundBeside(ours, found, united)

    def _is_known(self) -> bool:
        """Whether nothing came but who was forgotten, and is here too, and that was sent."""
        if self._received.records or not self._received.marks:
            return not self._received.records
        with refusing(self._path), closing(open_to_read(self._path)) as db:
            since = machines.newest_forgotten(db) - (self._own.sent_forgotten if self._own else 0)
            return since == 0 and self._received.marks <= marks_kept(db)

    def _name_itself(self, db: sqlite3.Connection) -> None:
        """Take a new name, before there is a file of that: what a kill leaves of it is known."""
        own = self._still_own(db) or _unsent(self._exchange.folder)
        clear_parts(self._exchange, own.machine)  # of a first writing that was killed
        machine = self._exchange.own_label().machine
        self._own = own._replace(machine=machine, **SealedPosition(0)._asdict(), token=new_token())
        machines.keep_own(db, self._own)

    def _still_own(self, db: sqlite3.Connection) -> OwnState | None:
        """What is kept of the own file, which no other command has written meanwhile."""
        own = machines.own_state(db)
        if (own.token if own else "") != (self._own.token if self._own else ""):
            raise busy(self._path)
        return own

    def _send(self, db: sqlite3.Connection, own: OwnState | None, at: str) -> int:
        assert own is not None  # it has a name by now
        image, forgotten = machines.newest_image(db), machines.newest_forgotten(db)
        whole = self._is_told_anew(own, forgotten) or self._end is None
        if not whole and image == own.sent_image:
            return 0
        book = Book(db)
        uids = self._to_send(book, own, forgotten)
        if whole or uids:
            messages = self._messages(book, uids, at, whole=whole)
            own = self._written(own, messages, whole=whole)._replace(written_at=at)
        own = own._replace(path=str(self._exchange.folder))
        machines.keep_own(db, own._replace(sent_image=image, sent_forgotten=forgotten))
        return len(uids)

    def _is_told_anew(self, own: OwnState | None, forgotten: int) -> bool:
        """Whether all is to be told again that was told already."""
        sent = own.sent_forgotten if own else 0
        return self._reading.is_any_gone or (self._end is not None and forgotten > sent)

    def _to_send(self, book: Book, own: OwnState | None, forgotten: int) -> list[str]:
        """The uids of what is sent; whoever is new does not tell what is in others' files."""
        anew = self._is_told_anew(own, forgotten)
        if anew:
            return to_send(book, None, Received())
        if own and self._end is not None:
            return to_send(book, rows_since(book, own.sent_image), self._received)
        uids, image = self._as_received
        return to_send(book, None, self._received, book.noted_as(uids) - rows_since(book, image))

    def _messages(self, book: Book, uids: list[str], at: str, *, whole: bool) -> Iterator[Message]:
        """What is sent: of a whole file first by whom the forgotten are known."""
        begins = {"farmer": HEAD, "at": at}
        if whole:
            yield begins | {"forgotten": sorted(marks_kept(book.db)), "rows": []}
        for rows in messages_of(book, uids):
            yield begins | {"rows": rows}

    def _written(self, own: OwnState, messages: Iterator[Message], *, whole: bool) -> OwnState:
        """Write to the own file; what a kill leaves of that is known by the token kept before."""
        seal, file = self._exchange.seal(own.machine), self._exchange.path_of(own.machine)
        with refusing_folder(file):
            clear_parts(self._exchange, own.machine)
            if whole or self._end is None:
                edition = self._end.edition + 1 if self._end else 1
                end = seal.write(file, edition, own.token, messages)
            else:
                end = seal.append(file, self._end, own.token, messages)
        self._is_sent = True
        return own._replace(token=new_token(), **end._asdict())

    def _keep_states(self, db: sqlite3.Connection) -> None:
        kept = marks_kept(db)
        for machine, marks in self._reading.marks.items():
            holding = len(kept - marks)
            self._states[machine] = self._states[machine]._replace(holding=holding)
        if self._states != machines.other_states(db):
            machines.keep_others(db, self._states)


def _unsent(folder: Path) -> OwnState:
    """How it is with a ledger of which nothing is in the folder yet."""
    return OwnState(str(folder), "", 0, 0, "", None, new_token(), 0, 0, None)
