"""One moment of what is kept in memory: its people, and what was recorded of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from farmer.clock import by_clock
from farmer.details import OTHER_NAMES, Detail, Former, Gain
from farmer.ledger.following import of_promises, of_requests, unstored
from farmer.ledger.newcomers import Origin
from farmer.ledger.nouns import Address, Evidence, Occasion, RollEntry, Touchpoint
from farmer.ledger.recorded import RecordedLink, RecordedPromise, RecordedRequest
from farmer.links import KNOWN_DAYS
from farmer.model import Contact, Event, Handle
from farmer.people.meant import Person
from farmer.sources import Provenance
from farmer.text import fold, words
from tests.fakes import rows as nouns
from tests.fakes.store import Row, Store


class Moment:
    """One moment of a store; whatever is asked once it is closed raises `RuntimeError`."""

    def __init__(self, store: Store, clock_day: date | None = None) -> None:
        self._moment: Store | None = store
        self._clock_day = clock_day

    def close(self) -> None:
        """Answer nothing any more."""
        self._moment = None

    @property
    def _store(self) -> Store:
        if self._moment is None:
            raise RuntimeError("this reader is closed")
        return self._moment

    def _rows(self, table: str, **wanted: object) -> list[Row]:
        return self._store.rows(table, **wanted)

    def _row(self, table: str, row_id: int) -> Row | None:
        return self._store.tables[table].get(row_id)

    @property
    def exists(self) -> bool:
        """Whether there is a ledger."""
        return self._store.begun

    # -- People

    def people(self, *, addresses: bool = True) -> list[Person]:
        """Everybody."""
        return [
            nouns.person(row, self._also(row), tuple(self.handles(row["id"]) if addresses else ()))
            for row in self._rows("contact")
        ]

    def _also(self, row: Row) -> tuple[str, ...]:
        """The names somebody had, or that are written otherwise."""
        former = self.former(row["id"])
        return tuple(each.value for each in former if each.what in OTHER_NAMES)

    def namesakes(self, names: Collection[str]) -> set[str]:
        """Which of the names several people have."""
        found = Counter(fold(row["name"]) for row in self._rows("contact"))
        return {fold(name) for name in names if found[fold(name)] > 1}

    def people_like(self, who: str) -> list[Person]:
        """Whoever may be meant, and others."""
        longest = max(words(who), key=len, default="")
        return [
            nouns.person(row, self._also(row))
            for row in self._rows("contact")
            for named in ["\n".join((row["name"], row["nickname"], *self._also(row)))]
            if longest in named.lower() or not named.isascii()
        ]

    def people_of(self, ids: Collection[int]) -> dict[int, Person]:
        """Whom the ids mean."""
        found = ((contact_id, self.person(contact_id)) for contact_id in ids)
        return {contact_id: person for contact_id, person in found if person}

    def person(self, contact_id: int) -> Person | None:
        """Whom the id means."""
        row = self._row("contact", contact_id)
        return nouns.person(row, self._also(row)) if row else None

    def contact(self, contact_id: int) -> Contact | None:
        """The contact of that id."""
        row = self._row("contact", contact_id)
        return nouns.contact(row) if row else None

    def everybody(self) -> list[tuple[Contact, tuple[Handle, ...]]]:
        """Every contact with their addresses."""
        return [(nouns.contact(r), tuple(self.handles(r["id"]))) for r in self._rows("contact")]

    def handles(self, contact_id: int) -> list[Handle]:
        """A contact's addresses."""
        rows = self._rows("handle", contact_id=contact_id)
        return [Handle(row["kind"], row["value"]) for row in rows]

    def addresses(self, contact_id: int) -> list[Address]:
        """A contact's addresses, with which is to be used first."""
        rows = self._rows("handle", contact_id=contact_id)
        return [
            Address(Handle(row["kind"], row["value"]), row["preferred"], row["until"])
            for row in rows
        ]

    def former(self, contact_id: int) -> list[Former]:
        """What else is or was true of a contact."""
        return [nouns.former(row) for row in self._rows("former", contact_id=contact_id)]

    def everybodys_former(self) -> list[tuple[int, Former]]:
        """The same of everybody."""
        return [(row["contact_id"], nouns.former(row)) for row in self._rows("former")]

    def former_of(self, former_id: int) -> tuple[int, Former] | None:
        """The past detail of that id."""
        row = self._row("former", former_id)
        return (row["contact_id"], nouns.former(row)) if row else None

    def roll(self, on: date, *, archived: bool = False) -> list[RollEntry]:
        """Everybody in the story on that day."""
        told = {row["contact_id"] for row in self._dated("touchpoint", on)}
        told |= {row["contact_id"] for row in self._dated("fact", on)}
        told |= {line.contact_id for line in self._following(on)}
        known = [
            nouns.entry(row)
            for row in map(self._read, self._rows("contact", archived=archived))
            if row["source"] != "link"
            if row["added_on"] <= on or row["id"] in told
        ]
        return sorted(known, key=lambda entry: fold(entry.name))

    def tags(self) -> dict[str, list[int]]:
        """Every tag with whoever has it."""
        found: dict[str, list[int]] = {}
        for row in sorted(self._rows("tag"), key=lambda row: (row["tag"], row["contact_id"])):
            found.setdefault(row["tag"], []).append(row["contact_id"])
        return found

    def tags_of(self, contact_id: int) -> list[str]:
        """A contact's tags."""
        return sorted(row["tag"] for row in self._rows("tag", contact_id=contact_id))

    def tagged(self, tag: str, *, archived: bool = False) -> list[int]:
        """Who has the tag."""
        ids = self.tags().get(tag, [])
        return [
            whose for whose in ids if self._store.tables["contact"][whose]["archived"] == archived
        ]

    def gains(self, contact_id: int, on: date) -> list[Gain]:
        """What was noted up to that day."""
        rows = map(self._read, self._dated("gains", on, contact_id=contact_id))
        return [Gain(row["whose"], row["slot"], row["text"], row["on"]) for row in rows]

    def goals(self, on: date) -> dict[int, tuple[str, date]]:
        """The goals of each, as they are known."""
        rows = [row for row in self._dated("gains", on) if row["text"]]
        return {
            row["contact_id"]: (row["text"], row["on"])
            for row in map(self._read, rows)
            if (row["whose"], row["slot"]) == ("theirs", "goals")
        }

    def seen_with(
        self, contact_id: int, on: date, kinds: Iterable[str]
    ) -> dict[int, tuple[int, str]]:
        """Whom a contact shared events with."""
        there = [row for row in self._dated("touchpoint", on) if row["kind"] in set(kinds)]
        mine = {row["event_id"] for row in there if row["contact_id"] == contact_id}
        shared: dict[int, set[int]] = {}
        for row in there:
            if row["contact_id"] != contact_id and row["event_id"] in mine - {None}:
                shared.setdefault(row["contact_id"], set()).add(row["event_id"])
        events = self._store.tables["event"]
        most_first = sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {
            other: (len(ids), max((events[each] for each in ids), key=by_day)["name"] or "")
            for other, ids in most_first
        }

    def details(self, contact_id: int) -> list[Detail]:
        """What is noted of a contact under a label."""
        return [nouns.detail(row) for row in self._rows("detail", contact_id=contact_id)]

    def details_recorded(self) -> list[tuple[int, Detail, str | None]]:
        """The same of everybody."""
        rows = self._rows("detail")
        return [(row["contact_id"], nouns.detail(row), row["source"]) for row in rows]

    def detail_of(self, detail_id: int) -> tuple[int, Detail] | None:
        """Whose a detail is, and the detail."""
        row = self._row("detail", detail_id)
        return (row["contact_id"], nouns.detail(row)) if row else None

    def identifiers(self) -> list[tuple[int, str, str]]:
        """By which ids sources know people."""
        rows = self._rows("identifier")
        return [(row["contact_id"], row["source"], row["value"]) for row in rows]

    def handles_brought(self) -> list[tuple[int, Handle, str]]:
        """The addresses in use that a file brought."""
        return [
            (row["contact_id"], Handle(row["kind"], row["value"]), row["source"])
            for row in self._rows("handle")
            if row["until"] is None and row["source"] not in (None, "hand", "memory")
        ]

    def met_through(self) -> list[Contact]:
        """Whoever was met through somebody."""
        found = [nouns.contact(row) for row in self._rows("contact")]
        return [contact for contact in found if contact.met_through_id is not None]

    def introduced_by(self, contact_id: int) -> list[int]:
        """Whom you met through a contact."""
        return [row["id"] for row in self._rows("contact", met_through_id=contact_id)]

    def origin(self, contact_id: int) -> Provenance:
        """Where a contact came from, and when."""
        row = self._row("contact", contact_id)
        return Provenance(row["source"], row["added_on"]) if row else Provenance(None, None)

    def sources_of(self, contact_id: int) -> list[str | None]:
        """Where a contact and what was recorded of them came from."""
        rows = [*self._rows("contact", id=contact_id), *self._rows("request", person_id=contact_id)]
        rows += self._rows("request", target_id=contact_id)
        own = ("handle", "former", "identifier", "detail", "tag", "touchpoint", "fact", "gains")
        for table in (*own, "promise"):
            rows += self._rows(table, contact_id=contact_id)
        for touch in self._rows("touchpoint", contact_id=contact_id):
            rows += self._rows("origin", touchpoint_id=touch["id"])
        found = {row.get("source", "hand") for row in rows}
        return sorted(found, key=lambda source: (source is None, source or ""))

    def not_same(self) -> set[tuple[int, int]]:
        """Who was said not to be the same."""
        return {(row["contact_id"], row["other_id"]) for row in self._rows("not_same")}

    # -- Links

    def link(self, link_id: int) -> RecordedLink | None:
        """The link of that id."""
        row = self._row("link", link_id)
        return nouns.link(self._read(row)) if row else None

    def link_between(self, one_id: int, other_id: int) -> RecordedLink | None:
        """What was told last of those two."""
        first, second = sorted((one_id, other_id))
        rows = self._rows("link", contact_id=first, other_id=second)
        return nouns.link(self._read(rows[0])) if rows else None

    def links_of(self, ids: Collection[int], on: date) -> list[RecordedLink]:
        """What was told of any of those people and anybody."""
        rows = map(self._read, self._dated("link", on))
        return [nouns.link(row) for row in rows if {row["contact_id"], row["other_id"]} & {*ids}]

    def lapsed(self, on: date, ids: Collection[int] | None = None) -> list[int]:
        """Who is no longer to be known of."""
        known_of = (row for row in self._rows("contact", source="link"))
        told = [row for row in self._dated("link", on) if not row["denied"]]
        return [
            row["id"]
            for row in known_of
            if ids is None or row["id"] in ids
            if on - KNOWN_DAYS * timedelta(1)
            > max(
                (each["on"] for each in told if row["id"] in _both(each)), default=row["added_on"]
            )
        ]

    def close_to(self, name: str) -> list[tuple[int, str]]:
        """Whose relation is called so, and as what."""
        rows = self._rows("detail", what="relation")
        called = (row for row in rows if row["value"].lower() == name.lower())
        return [(row["contact_id"], row["label"]) for row in called]

    def colleagues(self, contact_id: int, firm: str) -> list[int]:
        """The others who work for a firm."""
        rows = self._rows("contact") if firm else []
        return [
            row["id"]
            for row in rows
            if row["company"].lower() == firm.lower()
            and row["id"] != contact_id
            and row["source"] != "link"
        ]

    # -- Records

    def touchpoint(self, touch_id: int) -> Touchpoint | None:
        """The touchpoint of that id."""
        row = self._row("touchpoint", touch_id)
        return nouns.touchpoint(row, self._event_name(row)) if row else None

    def touchpoints_on(self, contact_id: int, on: date) -> list[Touchpoint]:
        """A contact's touchpoints of one day."""
        rows = self._rows("touchpoint", contact_id=contact_id, on=on)
        return [nouns.touchpoint(row, self._event_name(row)) for row in rows]

    def origins(self, touch_id: int) -> list[Origin]:
        """As which entries of which sources it is known."""
        return [nouns.origin(row) for row in self._rows("origin", touchpoint_id=touch_id)]

    def fact(self, fact_id: int) -> Evidence | None:
        """The fact of that id."""
        row = self._row("fact", fact_id)
        return nouns.evidence(row) if row else None

    def event(self, event_id: int) -> Occasion | None:
        """The event of that id with its guests."""
        row = self._row("event", event_id)
        if row is None:
            return None
        guests = {each["contact_id"] for each in self._rows("touchpoint", event_id=event_id)}
        return Occasion(event_id, nouns.event(row), tuple(sorted(guests)))

    def gain(self, gains_id: int) -> tuple[int, Gain] | None:
        """Whose exchange a slot belongs to, and the slot."""
        row = self._row("gains", gains_id)
        if row is None:
            return None
        return row["contact_id"], Gain(row["whose"], row["slot"], row["text"], row["on"])

    def newest_touchpoints(self, count: int) -> list[Touchpoint]:
        """The touchpoints recorded last."""
        rows = self._rows("touchpoint")[::-1][:count]
        return [nouns.touchpoint(row, self._event_name(row)) for row in rows]

    def newest_evidence(self, count: int) -> list[Evidence]:
        """The facts recorded last."""
        return [nouns.evidence(row) for row in self._rows("fact")[::-1][:count]]

    def touches_at(self, event_id: int) -> list[int]:
        """The ids of the touchpoints at an event."""
        return [row["id"] for row in self._rows("touchpoint", event_id=event_id)]

    def event_on(self, name: str, on: date) -> Event | None:
        """The event called `name` that day."""
        found = (row for row in self._rows("event", on=on) if row["name"])
        return next((nouns.event(row) for row in found if fold(row["name"]) == fold(name)), None)

    def events(self, until: date) -> list[Event]:
        """The events that have a name, the newest first."""
        return [nouns.event(self._read(row)) for row in self._named_events(until)]

    def first_events(self, on: date, ids: Collection[int]) -> dict[int, Event]:
        """The first event with a name that each was at."""
        events = {row["id"]: nouns.event(self._read(row)) for row in self._named_events(on)}
        rows = sorted(self._dated("touchpoint", on), key=by_day, reverse=True)
        return {
            row["contact_id"]: events[row["event_id"]]
            for row in rows
            if row["event_id"] in events and row["contact_id"] in ids
        }

    def event_names(self, until: date) -> list[str]:
        """What events were called, the newest first."""
        return list(dict.fromkeys(row["name"] for row in self._named_events(until)))

    # -- Requests and promises

    def request(self, request_id: int) -> RecordedRequest | None:
        """The request of that id."""
        return next((each for each in self.requests() if each.id == request_id), None)

    def requests(self) -> list[RecordedRequest]:
        """Every request."""
        return [
            nouns.request(row, map(self._read, self._rows("request_step", request_id=row["id"])))
            for row in self._rows("request")
        ]

    def requests_of(self, contact_id: int) -> list[RecordedRequest]:
        """The requests in which a contact has a part."""
        return [
            each
            for each in self.requests()
            if contact_id in (each.request.person_id, each.request.target_id)
        ]

    def request_of_step(self, step_id: int) -> int | None:
        """The id of the request that a step belongs to."""
        row = self._row("request_step", step_id)
        return row["request_id"] if row else None

    def promise(self, promise_id: int) -> RecordedPromise | None:
        """The promise of that id."""
        row = self._row("promise", promise_id)
        return nouns.promise(self._read(row)) if row else None

    def promises(self) -> list[RecordedPromise]:
        """Every promise."""
        return [nouns.promise(self._read(row)) for row in self._rows("promise")]

    # -- What those are made of

    def _dated(self, table: str, until: date, **wanted: object) -> list[Row]:
        last = until + timedelta(days=until == self._clock_day)
        return [row for row in self._rows(table, **wanted) if row["on"] <= last]

    def _read(self, row: Row) -> Row:
        """The row with what is dated the day after the clock's as of the clock's."""
        happened = ("on", "made_on", "ended_on", "met_on", "added_on")
        return {
            name: by_clock(value, self._clock_day) if name in happened and value else value
            for name, value in row.items()
        }

    def _touchpoints(self, contact_id: int, on: date) -> list[Touchpoint]:
        rows = sorted(self._dated("touchpoint", on, contact_id=contact_id), key=by_day)
        return [nouns.touchpoint(self._read(row), self._event_name(row)) for row in rows]

    def _evidence(self, contact_id: int, on: date, without: int | None = None) -> list[Evidence]:
        rows = sorted(self._dated("fact", on, contact_id=contact_id), key=by_day)
        stored = [nouns.evidence(self._read(row)) for row in rows]
        follows = [line for line in self._following(on, without) if line.contact_id == contact_id]
        return sorted(stored + unstored(follows, stored), key=lambda line: line.fact.on)

    def _following(self, on: date, without: int | None = None) -> list[Evidence]:
        return of_requests(self.requests(), on, without) + of_promises(self.promises(), on)

    def _event_name(self, touch: Row) -> str:
        event = self._store.tables["event"].get(touch["event_id"])
        return (event["name"] if event else "") or ""

    def _named_events(self, until: date) -> list[Row]:
        rows = [row for row in self._dated("event", until) if row["name"]]
        return sorted(rows, key=lambda row: (row["on"], row["id"]), reverse=True)


def by_day(row: Row) -> tuple[date, int]:
    return row["on"], row["id"]


def _both(link: Row) -> tuple[int, int]:
    return link["contact_id"], link["other_id"]
