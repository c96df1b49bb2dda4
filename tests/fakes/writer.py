"""Writing what is kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from farmer.details import Detail, Former, Gain
from farmer.ledger.ledger import RowsByTable
from farmer.ledger.newcomers import Newcomer, Origin
from farmer.ledger.recorded import RecordedStep
from farmer.links import Link
from farmer.model import Contact, Event, Fact, Handle, Promise, Touch
from farmer.referrals.states import Request
from farmer.sources import HAND, LINK, MEMORY
from tests.fakes.merging import merge_contact, remove_touch
from tests.fakes.noting import FakeNotes
from tests.fakes.reader import FakeReader
from tests.fakes.rows import PROMISE, STEP, TOUCH
from tests.fakes.store import EXPORTED, Store, as_stored

# What is not said of an address that is added.
USUAL = {"preferred": False, "until": None}


class FakeWriter:
    """A change of a store that nobody else sees yet."""

    def __init__(self, draft: Store, on: date) -> None:
        self._draft = draft
        self._recorded = {"recorded_on": on}
        self._typed = {"source": HAND, "recorded_on": on}
        self.edition = draft.edition

    @property
    def now(self) -> FakeReader:
        """The ledger in the midst of the change."""
        return FakeReader(self._draft, self._recorded["recorded_on"])

    @property
    def notes(self) -> FakeNotes:
        """What is noted of sources together with the change."""
        recording = self._draft.recording
        return FakeNotes(self._draft.noted, recording.id if recording else None)

    def add_contact(
        self, contact: Contact, handles: Iterable[Handle] = (), source: str = HAND
    ) -> int:
        """Add a person."""
        if contact.added_on is None:
            raise ValueError("a contact is added on a day")
        columns = {name: value for name, value in asdict(contact).items() if name != "id"}
        contact_id = self._draft.add("contact", {**columns, "source": source})
        self.add_handles(contact_id, handles)
        return contact_id

    def edit_contact(self, contact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a person's fields."""
        self._draft.edit("contact", contact_id, fields)
        if fields.get("archived") is False:
            self.meet([contact_id])

    def meet(self, ids: Iterable[int]) -> None:
        """Those of them who were only known of are people you know from now on."""
        for contact_id in ids:
            if self._draft.tables["contact"][contact_id]["source"] == LINK:
                self._draft.edit("contact", contact_id, {"archived": False, "source": HAND})

    def write_link(self, one_id: int, other_id: int, link: Link) -> int:
        """Note what two people have with each other, instead of what was noted."""
        first, second = sorted((one_id, other_id))
        told = {**link._asdict(), **self._typed}
        for row in self._draft.rows("link", contact_id=first, other_id=second):
            self._draft.edit("link", row["id"], told)
            return int(row["id"])
        return self._draft.add("link", {"contact_id": first, "other_id": second, **told})

    def remove_link(self, link_id: int) -> None:
        """Take a link out."""
        self._draft.remove("link", link_id)

    def add_handles(self, contact_id: int, handles: Iterable[Handle]) -> None:
        """Add the addresses that a person does not have yet."""
        known = self.now.handles(contact_id)
        for handle in dict.fromkeys(handles):
            if handle not in known:
                self._draft.add(
                    "handle", {"contact_id": contact_id, **handle._asdict(), **self._typed, **USUAL}
                )

    def edit_handle(self, contact_id: int, handle: Handle, fields: Mapping[str, Any]) -> None:
        """Change what is known of an address."""
        rows = self._draft.rows("handle", contact_id=contact_id, **handle._asdict())
        if not rows:
            raise KeyError(handle)
        self._draft.edit("handle", rows[0]["id"], fields)

    def remove_handle(self, contact_id: int, handle: Handle) -> None:
        """Take an address out."""
        for row in self._draft.rows("handle", contact_id=contact_id, **handle._asdict()):
            self._draft.remove("handle", row["id"])

    def add_former(self, contact_id: int, former: Former, source: str = HAND) -> None:
        """Note what else is or was true of a person."""
        known = {"contact_id": contact_id, "what": former.what, "value": former.value}
        for row in self._draft.rows("former", **known):
            return self._draft.edit("former", row["id"], {"until": former.until})
        told = {"until": former.until, **self._recorded, "source": source}
        self._draft.add("former", {**known, **told})
        return None

    def remove_former(self, contact_id: int, former: Former) -> None:
        """Take it out."""
        known = {"contact_id": contact_id, "what": former.what, "value": former.value}
        for row in self._draft.rows("former", **known):
            self._draft.remove("former", row["id"])

    def add_detail(self, contact_id: int, detail: Detail) -> None:
        """Note something under a label."""
        self._draft.add("detail", {"contact_id": contact_id, **detail._asdict(), **self._typed})

    def remove_detail(self, contact_id: int, detail: Detail) -> None:
        """Take it out."""
        for row in self._draft.rows("detail", contact_id=contact_id, **detail._asdict()):
            self._draft.remove("detail", row["id"])

    def add_tag(self, contact_id: int, tag: str) -> None:
        """Put a person into a group."""
        self._draft.add("tag", {"contact_id": contact_id, "tag": tag, **self._typed})

    def remove_tag(self, contact_id: int, tag: str) -> None:
        """Take a person out of a group."""
        for row in self._draft.rows("tag", contact_id=contact_id, tag=tag):
            self._draft.remove("tag", row["id"])

    def write_gains(self, contact_id: int, gain: Gain) -> None:
        """Fill a slot anew."""
        for row in self._draft.rows(
            "gains", contact_id=contact_id, whose=gain.whose, slot=gain.slot
        ):
            self._draft.remove("gains", row["id"])
        if gain.text:
            self._draft.add("gains", {"contact_id": contact_id, **asdict(gain), **self._recorded})

    def add_not_same(self, one_id: int, other_id: int) -> None:
        """Remember that two people are not the same."""
        first, second = sorted((one_id, other_id))
        self._draft.add("not_same", {"contact_id": first, "other_id": second, **self._recorded})

    def merge(self, kept_id: int, other_id: int) -> None:
        """Give everything of one person to another."""
        merge_contact(self._draft, kept_id, other_id)

    def add_event(self, event: Event) -> int:
        """Add an occasion."""
        row = {"name": event.name or None, "place": event.place, "on": event.on, **self._recorded}
        return self._draft.add("event", row)

    def edit_event(self, event_id: int, fields: Mapping[str, Any]) -> None:
        """Change an occasion's fields."""
        self._draft.edit("event", event_id, fields)

    def remove_event(self, event_id: int) -> None:
        """Take an occasion out; what happened there stays."""
        self._draft.edit_all("touchpoint", lambda row: row["event_id"] == event_id, event_id=None)
        self._draft.remove("event", event_id)

    def add_touch(
        self,
        contact_id: int,
        touch: Touch,
        event_id: int | None = None,
        source: str = HAND,
        source_id: str | None = None,
    ) -> int:
        """Add a touchpoint."""
        self.meet([contact_id])
        told = {name: getattr(touch, name) for name in (*TOUCH, "note", "time")}
        known = {"event_id": event_id, "source": source, **self._recorded}
        touch_id = self._draft.add("touchpoint", {"contact_id": contact_id, **told, **known})
        if source_id is not None:
            self.write_origin(touch_id, Origin(source, source_id))
        return touch_id

    def write_origin(self, touch_id: int, origin: Origin) -> None:
        """Note as which entry of a source it is known."""
        if self._draft.tables["touchpoint"][touch_id]["source"] == MEMORY:
            self._draft.edit("touchpoint", touch_id, {"source": origin.source})
        known = {"source": origin.source, "source_id": origin.source_id}
        for row in self._draft.rows("origin", touchpoint_id=touch_id, **known):
            return self._draft.edit("origin", row["id"], {"told": origin.told})
        self._draft.add("origin", {"touchpoint_id": touch_id, **origin._asdict()})
        return None

    def remove_origin(self, touch_id: int, origin: Origin) -> None:
        """No longer know it as that."""
        known = {"source": origin.source, "source_id": origin.source_id}
        for row in self._draft.rows("origin", touchpoint_id=touch_id, **known):
            self._draft.remove("origin", row["id"])

    def edit_touch(self, touch_id: int, fields: Mapping[str, Any]) -> None:
        """Change a touchpoint's fields."""
        self._draft.edit("touchpoint", touch_id, fields)

    def remove_touch(self, touch_id: int) -> None:
        """Take a touchpoint out."""
        remove_touch(self._draft, touch_id)

    def add_fact(self, contact_id: int, fact: Fact, source: str = HAND) -> int:
        """Add a line of evidence."""
        known = {"source": source, **self._recorded}
        return self._draft.add("fact", {"contact_id": contact_id, **asdict(fact), **known})

    def edit_fact(self, fact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a fact's fields."""
        self._draft.edit("fact", fact_id, fields)

    def remove_fact(self, fact_id: int) -> None:
        """Take a fact out."""
        self._draft.remove("fact", fact_id)

    def add_promise(self, contact_id: int, promise: Promise) -> int:
        """Add a promise."""
        told = {name: getattr(promise, name) for name in PROMISE}
        return self._draft.add("promise", {"contact_id": contact_id, **told, **self._recorded})

    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None:
        """Change a promise's fields."""
        self._draft.edit("promise", promise_id, fields)

    def remove_promise(self, promise_id: int) -> None:
        """Take a promise out."""
        self._draft.remove("promise", promise_id)

    def add_request(self, request: Request, need: str, via: str, *, inside: bool) -> int:
        """Add a request."""
        names = ("direction", "person_id", "target_id", "target", "began")
        told = {name: getattr(request, name) for name in names}
        return self._draft.add(
            "request", {**told, "need": need, "via": via, "inside": inside, **self._recorded}
        )

    def edit_request(self, request_id: int, fields: Mapping[str, Any]) -> None:
        """Change a request's fields."""
        self._draft.edit("request", request_id, fields)

    def remove_request(self, request_id: int) -> None:
        """Take a request out, and its steps."""
        self._draft.remove_all("request_step", lambda row: bool(row["request_id"] == request_id))
        self._draft.remove("request", request_id)

    def edit_step(self, step_id: int, fields: Mapping[str, Any]) -> None:
        """Change a step's fields."""
        self._draft.edit("request_step", step_id, fields)

    def remove_step(self, step_id: int) -> None:
        """Take a step of a request out."""
        self._draft.remove("request_step", step_id)

    def add_step(self, request_id: int, step: RecordedStep) -> int:
        """Add the next step of a request."""
        told = {name: getattr(step.taken, name) for name in STEP}
        then = {name: getattr(step, name) for name in ("verdict", "person_then", "target_then")}
        return self._draft.add(
            "request_step", {"request_id": request_id, **told, **then, **self._recorded}
        )

    def add_newcomers(self, newcomers: Sequence[Newcomer], added_on: date) -> list[int]:
        """Add people with all that is known about them."""
        added = [self.add_contact(replace(new.contact, added_on=added_on)) for new in newcomers]
        for whose, new in zip(added, newcomers, strict=True):
            self._draft.tables["contact"][whose]["source"] = new.source
        self.add_to_people(zip(added, newcomers, strict=True))
        return added

    def add_to_people(self, gained: Iterable[tuple[int, Newcomer]]) -> None:
        """Add what is known of people who are in the ledger."""
        for whose, new in gained:
            self.meet([whose])
            told = {**self._typed, "source": new.source}
            for handle in dict.fromkeys(new.handles):
                self._draft.add(
                    "handle", {"contact_id": whose, **handle._asdict(), **told, **USUAL}
                )
            for touch, source, source_id, said, also, event_id in new.touches:
                touch_id = self.add_touch(whose, touch, event_id, source)
                for origin in (Origin(source, source_id, said), *also):
                    self.write_origin(touch_id, origin)
            for fact in new.facts:
                self._draft.add("fact", {"contact_id": whose, **asdict(fact), **told})
            known = {"source": new.source, **self._recorded}
            self._add_all("identifier", whose, known, [{"value": v} for v in new.identifiers])
            self._add_all("detail", whose, told, [each._asdict() for each in new.details])
            self._add_all("tag", whose, told, [{"tag": tag} for tag in new.tags])

    def _add_all(
        self, table: str, whose: int, told: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
    ) -> None:
        for row in rows:
            self._draft.add(table, {"contact_id": whose, **row, **told})

    def add_tables(self, tables: RowsByTable, names: Sequence[Mapping[str, Any]] = ()) -> None:
        """Fill a ledger that holds nothing; this one meets no other that would know the `names`."""
        for name, table in EXPORTED.items():
            for row in tables[name]:
                self._draft.add(table, as_stored(row))
