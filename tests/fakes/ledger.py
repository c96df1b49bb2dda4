"""A ledger in memory, held to the same contract as a real one (`tests/ledger/test_contract.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime

from farmer.errors import Conflict, NotNewest
from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.findings import Called, Erasure, Stepped
from farmer.ledger.ledger import Ledger
from tests.fakes.forgetting import forget_contact
from tests.fakes.noting import FakeNotes
from tests.fakes.reader import FakeReader
from tests.fakes.store import Logged, Store
from tests.fakes.veiling import veil_store
from tests.fakes.writer import FakeWriter


class FakeLedger:
    """A ledger that nobody has begun yet, kept in memory.

    Attributes:
        busy: how many readers and writers are open. A change beside an open reader is refused: a
            real one would keep the change waiting until it gives up.
        opened: how often it was read.
    """

    place = "a ledger in memory"

    def __init__(self) -> None:
        self._store = Store()
        self.busy = 0
        self.opened = 0

    @contextmanager
    def reading(
        self, clock_day: date | None = None, veiled: str | None = None
    ) -> Iterator[FakeReader]:
        """One moment of it."""
        self.opened += 1
        store = self._store.copy()
        if veiled is not None:
            veil_store(store, veiled)
        reader = FakeReader(store, clock_day)
        self.busy += 1
        try:
            yield reader
        finally:
            self.busy -= 1
            reader.close()

    def glancing(self) -> AbstractContextManager[FakeReader]:
        """As `reading`: there is no trouble that it could be in."""
        return self.reading()

    def called(self, typed: str) -> list[Called]:
        """Everybody, whatever was typed: others may be among them."""
        with self.reading() as reader:
            return [
                Called(each.id, each.name, each.company, each.also)
                for each in reader.people()
                if not each.archived
            ]

    @contextmanager
    def changing(self, words: str, at: datetime, on: date | None = None) -> Iterator[FakeWriter]:
        """One change, of which nobody sees anything before it is done."""
        if self.busy:
            raise RuntimeError("the ledger is open already: this change would wait for ever")
        draft = self._store.copy()
        draft.recording = change = Logged(len(draft.log) + 1, words, at.astimezone(UTC))
        self.busy += 1
        try:
            yield FakeWriter(draft, on or at.date())
        finally:
            self.busy -= 1
        draft.recording = None
        if change.rows:
            draft.forget_undone()
            draft.log.append(change)
            draft.begun = True
            self._store = draft

    @contextmanager
    def noting(self) -> Iterator[FakeNotes]:
        """What is noted of sources by itself."""
        draft = self._store.noted.copy()
        yield FakeNotes(draft)
        self._store.noted, self._store.begun = draft, True

    def note_assistant(self, reads: Sequence[AssistantRead]) -> None:
        """Keep of whom an assistant was told; nothing where nobody has begun a ledger."""
        if self._store.begun:
            self._store.noted.reads += reads

    def undo(self, at: datetime, only: int | None = None) -> Stepped:
        """Take back the newest change that still stands."""
        for change in reversed(self._store.log):
            if change.undone_at is None and change.rows:
                if only not in (None, change.id):
                    raise NotNewest
                change.undone_at = at.astimezone(UTC)
                return Stepped(change.words, change.at, self._store.swap(change))
        raise Conflict("There is no change left to undo.", "See what is in the ledger: farmer list")

    def redo(self) -> Stepped:
        """Do again the change that was taken back last."""
        for change in self._store.log:
            if change.undone_at is not None and change.rows:
                change.undone_at = None
                return Stepped(change.words, change.at, self._store.swap(change))
        raise Conflict(
            "There is nothing to redo: no change was undone, or something was written since.",
            "See what was done: farmer history",
        )

    def forget(self, contact_id: int, added_on: date, at: datetime) -> Erasure:
        """Delete a person; there are no backups that could hold them."""
        contact = self._store.tables["contact"].get(contact_id)
        if contact is not None and contact["added_on"] == added_on:
            erasure = forget_contact(self._store, contact_id)
            self._store.forget_undone()
            words = Logged(len(self._store.log) + 1, "forget somebody", at.astimezone(UTC))
            self._store.log.append(words)
            return erasure
        return Erasure()

    def compact(self) -> list[str]:
        """There is nothing to give up."""
        return []

    def back_up(self, before: str, day: date) -> str | None:
        """Nothing is kept; what the copy would be called."""
        return f"before {before} on {day}" if self._store.begun else None


def _is_a_ledger(fake: FakeLedger) -> Ledger:
    """For the type checker: the fake is what tasks ask for."""
    return fake
