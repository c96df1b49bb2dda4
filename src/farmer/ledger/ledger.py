"""What a ledger is to the rooms above: readings that answer in nouns, changes, and their undoing.

Nobody above this room knows whether SQLite keeps it, or where. `farmer.ledger.open_ledger` opens
one; the tests of tasks bring one that is kept in memory, held to the same contract. They answer in
`nouns`, `recorded` (requests and promises), `findings` (of the ledger itself), `newcomers`
(imports) and `upkeep` (what only a file can do): a command loads only what it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from farmer.sources import HAND

if TYPE_CHECKING:
    from farmer.details import Detail, Former, Gain
    from farmer.ledger.assistant_reads import AssistantRead
    from farmer.ledger.findings import Called, Erasure, Stepped
    from farmer.ledger.newcomers import Newcomer, Origin
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedStep
    from farmer.ledger.remembered import Notes
    from farmer.links import Link
    from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
    from farmer.referrals.states import Request

Notify = Callable[[str], None]
RowsByTable = Mapping[str, Sequence[Mapping[str, Any]]]


class Writer(Protocol):
    """What a change may do; every id is the new row's, or of a row that is there."""

    @property
    def edition(self) -> str:
        """The ledger's edition before this change: was anything written since one looked?"""

    @property
    def now(self) -> Reader:
        """The ledger as it stands in the midst of the change."""

    @property
    def notes(self) -> Notes:
        """What is noted of sources together with the change."""

    def add_contact(
        self, contact: Contact, handles: Iterable[Handle] = (), source: str = HAND
    ) -> int: ...
    def edit_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None: ...
    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None: ...
    def edit_handle(self, contact_id: int, handle: Handle, fields: Mapping[str, Any]) -> None: ...
    def remove_handle(self, contact_id: int, handle: Handle) -> None: ...
    def add_former(self, contact_id: int, former: Former, source: str = HAND) -> None: ...
    def remove_former(self, contact_id: int, former: Former) -> None: ...
    def add_detail(self, contact_id: int, detail: Detail) -> None: ...
    def remove_detail(self, contact_id: int, detail: Detail) -> None: ...
    def add_tag(self, contact_id: int, tag: str) -> None: ...
    def remove_tag(self, contact_id: int, tag: str) -> None: ...
    def write_gains(self, contact_id: int, gain: Gain) -> None: ...
    def meet(self, ids: Iterable[int]) -> None: ...
    def write_link(self, one_id: int, other_id: int, link: Link) -> int: ...
    def remove_link(self, link_id: int) -> None: ...
    def add_not_same(self, one_id: int, other_id: int) -> None: ...
    def merge(self, kept_id: int, other_id: int) -> None: ...
    def add_event(self, event: Event) -> int: ...
    def edit_event(self, event_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_event(self, event_id: int) -> None: ...
    def add_touch(
        self,
        contact_id: int,
        touch: Touch,
        event_id: int | None = None,
        source: str = HAND,
        source_id: str | None = None,
    ) -> int: ...
    def edit_touch(self, touch_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_touch(self, touch_id: int) -> None: ...
    def write_origin(self, touch_id: int, origin: Origin) -> None: ...
    def remove_origin(self, touch_id: int, origin: Origin) -> None: ...
    def add_fact(self, contact_id: int, fact: Fact, source: str = HAND) -> int: ...
    def edit_fact(self, fact_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_fact(self, fact_id: int) -> None: ...
    def add_promise(self, contact_id: int, promise: Promise) -> int: ...
    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_promise(self, promise_id: int) -> None: ...
    def add_request(self, request: Request, need: str, via: str, *, inside: bool) -> int: ...
    def edit_request(self, request_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_request(self, request_id: int) -> None: ...
    def add_step(self, request_id: int, step: RecordedStep) -> int: ...
    def edit_step(self, step_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_step(self, step_id: int) -> None: ...
    def add_newcomers(self, newcomers: Sequence[Newcomer], added_on: date) -> list[int]: ...
    def add_to_people(self, gained: Iterable[tuple[int, Newcomer]]) -> None: ...
    def add_tables(self, tables: RowsByTable, names: Sequence[Mapping[str, Any]] = ()) -> None: ...


class Ledger(Protocol):
    """A ledger that may not be there yet; nothing is opened until it is read or changed."""

    @property
    def place(self) -> str:
        """What to call it when speaking to people: its path, for a file."""

    def reading(
        self, clock_day: date | None = None, veiled: str | None = None
    ) -> AbstractContextManager[Reader]:
        """One moment of the ledger. An older one is brought up to date first, and that is told.

        Records of the day after `clock_day` read as of that day: it had begun where they were made.
        Whoever has the tag `veiled`, or is only known of, is in no answer, nor what is theirs, nor
        their part in others'; without one, everybody is.

        Raises LedgerUnavailable for what is no ledger, newer, locked, damaged or out of reach.
        """

    def glancing(self) -> AbstractContextManager[Reader]:
        """The ledger if it can be read as it is; a reader of nothing for whatever trouble."""

    def called(self, typed: str) -> list[Called]:
        """Everybody unarchived a name of whom may begin as was `typed`, and others, by id.

        As `glancing` sees them, and sooner.
        """

    def changing(
        self, words: str, at: datetime, on: date | None = None
    ) -> AbstractContextManager[Writer]:
        """One change, told in `words`, made at the instant `at` (UTC): written whole, or not.

        Rows are told to be recorded on the day `on`, the user's; that of `at` by default.
        Raises LedgerUnavailable where it cannot be written, Conflict where a constraint forbids it.
        """

    def noting(self) -> AbstractContextManager[Notes]:
        """What is noted of sources by itself, which is no change: written whole, or not.

        It begins a ledger. Raises LedgerUnavailable where it cannot be written.
        """

    def note_assistant(self, reads: Sequence[AssistantRead]) -> None:
        """Keep of whom an assistant was told, which is no change: nothing without a ledger.

        Raises LedgerUnavailable where it cannot be written, soon where another command has it.
        """

    def undo(self, at: datetime, only: int | None = None) -> Stepped:
        """Take back the newest change that still stands; Conflict where none is left.

        With `only`, that change alone: NotNewest where another is the newest.
        """

    def redo(self) -> Stepped:
        """Do again what was taken back last, unless something was written since: Conflict."""

    def forget(self, contact_id: int, added_on: date, at: datetime) -> Erasure:
        """Delete a person, and whoever was merged into them, from the ledger and its backups.

        Raises LedgerUnavailable where one cannot be written; it says what was done until then.
        """

    def compact(self) -> list[str]:
        """Give up the free pages of the ledger and its backups; what could not be written anew."""

    def back_up(self, before: str, day: date) -> str | None:
        """Keep a copy, named for what comes next and the day: its name; None without a ledger.

        Raises LedgerUnavailable where it cannot be done.
        """
