"""What a ledger is to the rooms above: readings that answer in nouns, changes, and their undoing.

Nobody above this room knows whether SQLite keeps it, or where. `farmer.ledger.open_ledger` opens
one; the tests of tasks bring one that is kept in memory, held to the same contract. They answer in
`nouns`, `recorded` (requests and promises), `findings` (of the ledger itself), `newcomers`
(imports) and `upkeep` (what only a file can do): a command loads only what it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from farmer.sources import HAND

if TYPE_CHECKING:
    from farmer.ledger.findings import Change, Erasure, Hit, PastRow, Stepped, Traces
    from farmer.ledger.forgotten import Digests
    from farmer.ledger.newcomers import Newcomer
    from farmer.ledger.nouns import Evidence, History, Occasion, RollEntry, Touchpoint
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest, RecordedStep
    from farmer.model import BareTouch, Contact, Event, Fact, Gain, Handle, Promise, Touch
    from farmer.people.meant import Person
    from farmer.referrals.states import Request
    from farmer.scoring.tie import Tie
    from farmer.sources import Origin

Notify = Callable[[str], None]
RowsByTable = Mapping[str, Sequence[Mapping[str, Any]]]


class Reader(Protocol):
    """One moment of a ledger: whatever is asked of it, no write falls between two answers.

    A ledger that is not there yet is a reader of nothing. Nothing dated after the day `on` counts.
    An open reader keeps writers waiting: it is closed before anybody is asked or a pipe is fed.
    """

    @property
    def exists(self) -> bool:
        """Whether there is a ledger."""

    # -- People

    def people(self) -> list[Person]:
        """Everybody, archived ones too, as needed to recognise them."""

    def people_like(self, who: str) -> list[Person]:
        """Everybody whose name or nickname `who` may be or be part of, and others; no addresses."""

    def person(self, contact_id: int) -> Person | None:
        """Whom the id means, or None; without addresses."""

    def contact(self, contact_id: int) -> Contact | None:
        """The contact of that id, or None."""

    def everybody(self) -> list[tuple[Contact, tuple[Handle, ...]]]:
        """Every contact, archived ones too, with their addresses."""

    def handles(self, contact_id: int) -> list[Handle]:
        """A contact's addresses, in the order they became known."""

    def roll(self, on: date, *, archived: bool = False) -> list[RollEntry]:
        """Everybody in the ledger's story on that day, archived or not, by name."""

    def tags(self) -> dict[str, list[int]]:
        """Every tag, in order, with the ids of the people who have it, archived ones too."""

    def tags_of(self, contact_id: int) -> list[str]:
        """A contact's tags, in order."""

    def tagged(self, tag: str, *, archived: bool = False) -> list[int]:
        """The ids of the unarchived people who have the tag, or of the archived ones."""

    def gains(self, contact_id: int, on: date) -> list[Gain]:
        """What was noted of a GAINS exchange with a contact up to that day."""

    def seen_with(self, contact_id: int, on: date) -> dict[int, tuple[int, str]]:
        """Whom a contact shared events with, most first: how many, what the latest was called."""

    def introduced_by(self, contact_id: int) -> list[int]:
        """The ids of the people whom you met through a contact."""

    def origin(self, contact_id: int) -> Origin:
        """Where a contact came from, and when; not known of whoever is not there."""

    def sources_of(self, contact_id: int) -> list[str | None]:
        """Where a contact and what was recorded of them came from, each source once, in order."""

    def not_same(self) -> set[tuple[int, int]]:
        """Who was said not to be the same, the lower id first."""

    # -- Ties

    def history(self, contact_id: int, on: date, without: int | None = None) -> History:
        """A contact with all that was recorded of them, in order.

        `without` leaves out what came of a request, as its own verdict does. Raises KeyError where
        there is no such contact.
        """

    def ties(self, entries: Sequence[RollEntry], on: date, usual_days: int) -> list[Tie[RollEntry]]:
        """The ties with those people, in the same order, without words.

        `usual_days` is the cadence of whoever has none of their own.
        """

    def newest_touches(self, on: date, kinds: Iterable[str]) -> dict[int, BareTouch]:
        """Everybody's newest touch of those kinds; who has none is missing."""

    def newly_touched(self, since: date, on: date, kinds: Iterable[str]) -> set[int]:
        """Who has a touch of those kinds from `since` on, and none before."""

    def last_notes(self, on: date, ids: Collection[int]) -> dict[int, tuple[date, str]]:
        """Of those people, the newest touch that has a note: its day and what was said."""

    def idle_since(self, day: date) -> set[int]:
        """Everybody, archived ones too, of whom nothing was recorded on that day or later.

        By their ids: added before it, without a touch, fact, GAINS, promise or step of a request
        dated since; and nothing that was promised or asked for is open.
        """

    # -- Records

    def touchpoint(self, touch_id: int) -> Touchpoint | None:
        """The touchpoint of that id, or None."""

    def fact(self, fact_id: int) -> Evidence | None:
        """The fact of that id, or None."""

    def event(self, event_id: int) -> Occasion | None:
        """The event of that id with its guests, or None."""

    def gain(self, gains_id: int) -> tuple[int, Gain] | None:
        """Whose exchange a slot of GAINS belongs to, and the slot, by its id; or None."""

    def newest_touchpoints(self, count: int) -> list[Touchpoint]:
        """The touchpoints recorded last, the newest first."""

    def newest_evidence(self, count: int) -> list[Evidence]:
        """The facts recorded last, the newest first."""

    def touches_at(self, event_id: int) -> list[int]:
        """The ids of the touchpoints at an event."""

    def event_on(self, name: str, on: date) -> Event | None:
        """The event called `name` that day, or None."""

    def event_names(self, until: date) -> list[str]:
        """What events were called, the newest first, each name once."""

    def last_event_habits(self, name: str, until: date) -> tuple[int | None, int | None]:
        """Minutes and group of the latest event called `name` until that day, where recorded."""

    # -- Requests and promises

    def request(self, request_id: int) -> RecordedRequest | None:
        """The request of that id, or None."""

    def requests(self) -> list[RecordedRequest]:
        """Every request, in the order they were recorded."""

    def requests_of(self, contact_id: int) -> list[RecordedRequest]:
        """The requests in which a contact has a part."""

    def request_of_step(self, step_id: int) -> int | None:
        """The id of the request that a step belongs to, or None."""

    def promise(self, promise_id: int) -> RecordedPromise | None:
        """The promise of that id, or None."""

    def promises(self) -> list[RecordedPromise]:
        """Every promise, in the order they were recorded."""

    # -- What imports compare with

    def sourced(self) -> list[tuple[int, str, str, str, date]]:
        """What was imported: whose it is, its source, the id there, the kind of touch, the day."""

    def facts_recorded(self) -> set[tuple[int, str, date, str]]:
        """Every fact that was written down: whose, what, when, and its note."""

    def tags_recorded(self) -> set[tuple[int, str]]:
        """Whose each tag is."""

    def forgotten(self) -> Digests:
        """By what those who were forgotten are recognised when they come again."""

    # -- The ledger as a whole

    def edition(self) -> str:
        """What differs once anything was changed, undone or redone; only good for comparing."""

    def counts(self) -> dict[str, int]:
        """How many contacts, touchpoints, facts and events there are; empty without a ledger."""

    def belongings(self, contact_id: int) -> dict[str, int]:
        """How much a person has, by table."""

    def traces(self, contact_id: int) -> Traces:
        """What the ledger would lose with a person."""

    def search(self, wanted: str) -> list[Hit]:
        """The rows in which every word of `wanted` occurs or begins a word, the best first."""

    def changes(self) -> list[Change]:
        """Every change, newest first."""

    def changes_of(self, contact_id: int) -> list[Change]:
        """The changes that touched anything of one person, newest first."""

    def past_of(self, contact_id: int) -> list[PastRow]:
        """What the log kept of a person's rows, the oldest first, and of whoever was merged in."""

    def last_standing(self) -> Change | None:
        """The newest change that was not undone; one without rows cannot be."""

    def is_empty(self) -> bool:
        """Whether nothing is recorded."""

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table, by the names of the lists in an export; days are ISO text."""

    def statements(self) -> Iterator[str]:
        """The tables and their rows as SQL, without the log of changes."""


class Writer(Protocol):
    """What a change may do; every id is the new row's, or of a row that is there."""

    @property
    def edition(self) -> str:
        """The ledger's edition before this change: was anything written since one looked?"""

    @property
    def now(self) -> Reader:
        """The ledger as it stands in the midst of the change."""

    def add_contact(self, contact: Contact, handles: Iterable[Handle] = ()) -> int: ...
    def edit_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None: ...
    def fill_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None: ...
    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None: ...
    def remove_handle(self, contact_id: int, handle: Handle) -> None: ...
    def add_tag(self, contact_id: int, tag: str) -> None: ...
    def remove_tag(self, contact_id: int, tag: str) -> None: ...
    def write_gains(self, contact_id: int, gain: Gain) -> None: ...
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
    def add_fact(self, contact_id: int, fact: Fact) -> int: ...
    def edit_fact(self, fact_id: int, fields: Mapping[str, Any]) -> None: ...
    def remove_fact(self, fact_id: int) -> None: ...
    def add_promise(self, contact_id: int, promise: Promise) -> int: ...
    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None: ...
    def add_request(self, request: Request, need: str, via: str, *, inside: bool) -> int: ...
    def edit_request(self, request_id: int, fields: Mapping[str, Any]) -> None: ...
    def add_step(self, request_id: int, step: RecordedStep) -> int: ...
    def add_newcomers(self, newcomers: Sequence[Newcomer], added_on: date) -> list[int]: ...
    def add_to_people(self, gained: Iterable[tuple[int, Newcomer]]) -> None: ...
    def add_tables(self, tables: RowsByTable) -> None: ...


class Ledger(Protocol):
    """A ledger that may not be there yet; nothing is opened until it is read or changed."""

    @property
    def place(self) -> str:
        """What to call it when speaking to people: its path, for a file."""

    def reading(self) -> AbstractContextManager[Reader]:
        """One moment of the ledger. An older one is brought up to date first, and that is told.

        Raises LedgerUnavailable for what is no ledger, newer, locked, damaged or out of reach.
        """

    def glancing(self) -> AbstractContextManager[Reader]:
        """The ledger if it can be read as it is; a reader of nothing for whatever trouble."""

    def changing(
        self, words: str, at: datetime, on: date | None = None
    ) -> AbstractContextManager[Writer]:
        """One change, told in `words`, made at the instant `at` (UTC): written whole, or not.

        Rows are told to be recorded on the day `on`, the user's; that of `at` by default.
        Raises LedgerUnavailable where it cannot be written, Conflict where a constraint forbids it.
        """

    def undo(self, at: datetime) -> Stepped:
        """Take back the newest change that still stands; Conflict where none is left."""

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
