"""What one moment of a ledger answers: see `farmer.ledger.ledger`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from farmer.ledger.comparing import ImportsReader
from farmer.ledger.linked import LinkReader
from farmer.ledger.remembered import SourcesReader

if TYPE_CHECKING:
    from farmer.details import Detail, Former, Gain
    from farmer.ledger.assistant_reads import AssistantRead
    from farmer.ledger.findings import Change, Hit, PastRow, Traces
    from farmer.ledger.newcomers import Origin
    from farmer.ledger.nouns import Address, Evidence, History, Occasion, RollEntry, Touchpoint
    from farmer.ledger.outside import Birth
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest
    from farmer.ledger.selection import Selection
    from farmer.model import BareTouch, Contact, Event, Handle
    from farmer.people.meant import Person
    from farmer.scoring.tie import Tie
    from farmer.sources import Provenance


class Reader(ImportsReader, SourcesReader, LinkReader, Protocol):
    """One moment of a ledger: whatever is asked of it, no write falls between two answers.

    A ledger that is not there yet is a reader of nothing. Nothing dated after the day `on` counts.
    An open reader keeps writers waiting: it is closed before anybody is asked or a pipe is fed.
    """

    @property
    def exists(self) -> bool:
        """Whether there is a ledger."""

    # -- People

    def people(self, *, addresses: bool = True) -> list[Person]:
        """Everybody, archived ones too, as needed to recognise them; `addresses` if wanted."""

    def people_like(self, who: str) -> list[Person]:
        """Everybody whose name or nickname `who` may be or be part of, and others; no addresses."""

    def namesakes(self, names: Collection[str]) -> set[str]:
        """Those of `names`, folded, that more than one person has, archived ones too."""

    def people_of(self, ids: Collection[int]) -> dict[int, Person]:
        """Whom those ids mean, by id; without addresses."""

    def person(self, contact_id: int) -> Person | None:
        """Whom the id means, or None; without addresses."""

    def contact(self, contact_id: int) -> Contact | None:
        """The contact of that id, or None."""

    def everybody(self) -> list[tuple[Contact, tuple[Handle, ...]]]:
        """Every contact, archived ones too, with their addresses."""

    def handles(self, contact_id: int) -> list[Handle]:
        """A contact's addresses, in the order they became known."""

    def addresses(self, contact_id: int) -> list[Address]:
        """The same, with which is to be used first, and which are theirs no longer."""

    def former(self, contact_id: int) -> list[Former]:
        """What else is or was true of a contact, in the order it was noted."""

    def everybodys_former(self) -> list[tuple[int, Former]]:
        """The same of everybody, each with whose it is."""

    def former_of(self, former_id: int) -> tuple[int, Former] | None:
        """Whose a past detail is, and the detail, by its id; or None."""

    def details(self, contact_id: int) -> list[Detail]:
        """What is noted of a contact under a label, in the order it was noted."""

    def detail_of(self, detail_id: int) -> tuple[int, Detail] | None:
        """Whose a detail is, and the detail, by its id; or None."""

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

    def goals(self, on: date) -> dict[int, tuple[str, date]]:
        """By whose they are, the goals that you know of: what was noted last, and when."""

    def seen_with(
        self, contact_id: int, on: date, kinds: Iterable[str]
    ) -> dict[int, tuple[int, str]]:
        """Whom a contact shared events with, most first: how many, what the latest was called.

        Only touches of those kinds say that somebody was there.
        """

    def met_through(self) -> list[Contact]:
        """Whoever was met through somebody of the ledger, archived ones too, by id."""

    def introduced_by(self, contact_id: int) -> list[int]:
        """The ids of the people whom you met through a contact."""

    def origin(self, contact_id: int) -> Provenance:
        """Where a contact came from, and when; not known of whoever is not there."""

    def sources_of(self, contact_id: int) -> list[str | None]:
        """Where a contact and what was recorded of them came from, each source once, in order."""

    def not_same(self) -> set[tuple[int, int]]:
        """Who was said not to be the same, the lower id first."""

    # -- Ties

    def history(self, contact_id: int, on: date, without: int | None = None) -> History:
        """A contact with all that was recorded of them, in order; KeyError where there is none.

        `without` leaves out what came of a request, as its own verdict does.
        """

    def ties(self, entries: Sequence[RollEntry], on: date, usual_days: int) -> list[Tie[RollEntry]]:
        """The ties with those people, in the same order, without words.

        `usual_days` is the cadence of whoever has none of their own.
        """

    def newest_touches(self, on: date, kinds: Iterable[str]) -> dict[int, BareTouch]:
        """Everybody's newest touch of those kinds; who has none is missing."""

    def newly_touched(self, since: date, on: date, kinds: Iterable[str]) -> set[int]:
        """Who has a touch of those kinds from `since` on, and none before."""

    def untended(self, kinds: Iterable[str]) -> set[int]:
        """Whom only a file brought: unarchived, and nobody in particular so far.

        Nothing typed, no touch of those kinds, no tag, no cadence and no part in a request.
        """

    def first_events(self, on: date, ids: Collection[int]) -> dict[int, Event]:
        """Of those people, the first event with a name that they were at; who was at none lacks."""

    def last_notes(self, on: date, ids: Collection[int]) -> dict[int, tuple[date, str]]:
        """Of those people, the newest touch that has a note: its day and what was said."""

    def idle_since(self, day: date) -> set[int]:
        """Everybody, archived ones too, by id, of whom nothing was recorded from that day on.

        No touch, fact, GAINS, link, promise or step of a request is dated since, and none is open.
        """

    # -- Records

    def touchpoint(self, touch_id: int) -> Touchpoint | None:
        """The touchpoint of that id, or None."""

    def touchpoints_on(self, contact_id: int, on: date) -> list[Touchpoint]:
        """A contact's touchpoints of one day, in the order they were recorded."""

    def origins(self, touch_id: int) -> list[Origin]:
        """As which entries of which sources a touchpoint is known."""

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

    def events(self, until: date) -> list[Event]:
        """The events up to a day that have a name, the newest first."""

    def event_names(self, until: date) -> list[str]:
        """What events were called, the newest first, each name once."""

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

    # -- The ledger as a whole

    def mark(self) -> int:
        """What tells this ledger and its copies from others; 0 where earlier farmers began it."""

    def births(self) -> dict[tuple[str, int], Birth]:
        """How the people, promises and requests that are there came in, by table and number."""

    def edition(self) -> str:
        """What differs once anything was changed, undone or redone; only good for comparing."""

    def counts(self) -> dict[str, int]:
        """How many contacts, touchpoints, facts and events there are; empty without a ledger."""

    def belongings(self, contact_id: int) -> dict[str, int]:
        """How much a person has, by table."""

    def traces(self, contact_id: int) -> Traces:
        """What the ledger would lose with a person."""

    def search(self, wanted: str, most: int | None = None) -> list[Hit]:
        """The `most` rows in which every word of `wanted` occurs or begins a word, best first."""

    def how_many(self, wanted: str) -> int:
        """In how many rows every word of `wanted` occurs or begins a word."""

    def excerpt(self, hit: Hit, wanted: str) -> str:
        """What is written in a row that was found, or a part; words between `findings.MARKS`."""

    def changes(self) -> list[Change]:
        """Every change, newest first."""

    def changes_of(self, contact_id: int) -> list[Change]:
        """The changes that touched anything of one person, newest first."""

    def past_of(self, contact_id: int) -> list[PastRow]:
        """What the log kept of a person's rows, the oldest first, and of whoever was merged in."""

    def assistant_reads(self) -> list[AssistantRead]:
        """Of whom an assistant was told, the newest day first; each person, day and tool once.

        What was told of somebody who was merged away since was told of whom that kept.
        """

    def last_standing(self) -> Change | None:
        """The newest change that was not undone; one without rows cannot be."""

    def is_empty(self) -> bool:
        """Whether nothing is recorded."""

    def table(
        self, name: str, selection: Selection | None = None, by: str = "id"
    ) -> Iterator[dict[str, Any]]:
        """The rows of a list in an export, as they were written, one after another; days are text.

        All of them, or those of a `selection`, in the order of the field `by`, then as they were
        recorded. Raises LedgerDamaged, before the first is given, where any row of the ledger is
        not as it was written.
        """

    def statements(self, *, children: bool = True) -> Iterator[str]:
        """The tables and their rows as SQL, without the log of changes; as `table`."""
