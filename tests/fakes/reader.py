"""Reading what is kept in memory: one moment of it, until it is closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.findings import Change, Hit, PastRow, Traces
from farmer.ledger.forgotten import Digests, digest_of
from farmer.ledger.newcomers import Position, Sourced, brought
from farmer.ledger.nouns import History, RollEntry, Touchpoint
from farmer.ledger.outside import TABLES, Birth
from farmer.ledger.remembered import (
    AgreedCard,
    CameTouch,
    ReadFile,
    ReadLine,
    RememberedSource,
    Waiting,
)
from farmer.ledger.selection import Selection
from farmer.model import LIVE, PLANNED, BareTouch
from farmer.scoring.tie import Tie
from tests.fakes import rows as nouns
from tests.fakes.forgetting import merged_into
from tests.fakes.moment import Moment, by_day
from tests.fakes.searching import excerpt_of, search_rows
from tests.fakes.selection import rows_in
from tests.fakes.statements import to_statements
from tests.fakes.store import EXPORTED, OWNED, Row, as_exported

KEY = "ab" * 32
_NO_TALK = ("connect", "attended", PLANNED)


class FakeReader(Moment):
    """One moment of a store; whatever is asked once it is closed raises `RuntimeError`."""

    # -- Ties

    def history(self, contact_id: int, on: date, without: int | None = None) -> History:
        """A contact with all that was recorded of them."""
        row = self._row("contact", contact_id)
        if row is None:
            raise KeyError(contact_id)
        touchpoints = self._touchpoints(contact_id, on)
        contact = nouns.contact(self._read(row))
        return History(contact, touchpoints, self._evidence(contact_id, on, without))

    def ties(self, entries: Sequence[RollEntry], on: date, usual_days: int) -> list[Tie[RollEntry]]:
        """The ties with those people."""
        return [
            Tie(
                entry,
                [
                    nouns.bare(self._read(row))
                    for row in self._dated("touchpoint", on, contact_id=entry.id)
                ],
                [line.fact for line in self._evidence(entry.id, on)],
                entry.cadence_days or usual_days,
            )
            for entry in entries
        ]

    def newest_touches(self, on: date, kinds: Iterable[str]) -> dict[int, BareTouch]:
        """Everybody's newest touch of those kinds."""
        wanted = tuple(kinds)
        rows = [row for row in self._dated("touchpoint", on) if row["kind"] in wanted]
        return {row["contact_id"]: nouns.bare(self._read(row)) for row in sorted(rows, key=by_day)}

    def newly_touched(self, since: date, on: date, kinds: Iterable[str]) -> set[int]:
        """Who has a touch of those kinds from a day on, and none before."""
        wanted = tuple(kinds)
        rows = [row for row in self._dated("touchpoint", on) if row["kind"] in wanted]
        before = {row["contact_id"] for row in rows if row["on"] < since}
        return {row["contact_id"] for row in rows} - before

    def untended(self, kinds: Iterable[str]) -> set[int]:
        """Whom a file brought, of whom nothing was typed, and whom nobody talked with."""
        wanted, typed = tuple(kinds), (None, "hand", "memory")
        found = {
            row["id"]
            for row in self._rows("contact")
            if not row["archived"] and row["cadence_days"] is None and row["source"] not in typed
        }
        for table in ("tag", "promise", "gains"):
            found -= {row["contact_id"] for row in self._rows(table)}
        for row in self._rows("request"):
            found -= {row["person_id"], row["target_id"]}
        found -= {row["contact_id"] for row in self._rows("fact") if row["source"] in typed}
        return found - {
            row["contact_id"]
            for row in self._rows("touchpoint")
            if row["source"] in typed or row["kind"] in wanted
        }

    def last_notes(self, on: date, ids: Collection[int]) -> dict[int, tuple[date, str]]:
        """The newest touch that has a note."""
        rows = [r for r in self._dated("touchpoint", on) if r["note"] and r["contact_id"] in ids]
        rows = [row for row in rows if row["kind"] != PLANNED]
        newest = map(self._read, sorted(rows, key=by_day))
        return {row["contact_id"]: (row["on"], row["note"]) for row in newest}

    def idle_since(self, day: date) -> set[int]:
        """Of whom nothing was recorded since a day."""
        idle = {row["id"] for row in self._rows("contact") if row["added_on"] < day}
        for table in ("touchpoint", "fact", "gains"):
            idle -= {row["contact_id"] for row in self._rows(table) if row["on"] >= day}
        for row in self._rows("link"):
            idle -= {row["contact_id"], row["other_id"]} if row["on"] >= day else set()
        for row in self._rows("promise"):
            if row["ended"] is None or row["made_on"] >= day or row["ended_on"] >= day:
                idle.discard(row["contact_id"])
        for each in self.requests():
            if each.request.is_open or any(step.on >= day for step in each.request.steps):
                idle -= {each.request.person_id, each.request.target_id}
        return idle

    # -- What imports compare with

    def sourced(self) -> list[Sourced]:
        """What was imported."""
        touches = self._store.tables["touchpoint"]
        return [
            Sourced(
                touch["contact_id"],
                row["source"],
                row["source_id"],
                touch["kind"],
                touch["on"],
                touch["id"],
                row["told"],
            )
            for row in self._rows("origin")
            for touch in (touches[row["touchpoint_id"]],)
        ]

    def talks(self) -> list[Touchpoint]:
        """Everything live or planned, and what a calendar told of."""
        told = {row["touchpoint_id"] for row in self._rows("origin") if row["told"]}
        return [
            nouns.touchpoint(row, self._event_name(row))
            for row in self._rows("touchpoint")
            if row["kind"] in (*LIVE, PLANNED) or row["id"] in told
        ]

    def presences(self) -> set[tuple[int, str, date]]:
        """Who was at which event with a name, on which day."""
        events = {row["id"]: row for row in self._rows("event") if row["name"]}
        points = (row for row in self._rows("touchpoint") if row["event_id"] in events)
        there = ((row["contact_id"], events[row["event_id"]]) for row in points)
        return {(whose, event["name"], event["on"]) for whose, event in there}

    def days_in_touch(self) -> set[tuple[int, date]]:
        """On which days anything is on record with whom."""
        return {(row["contact_id"], row["on"]) for row in self._rows("touchpoint")}

    def facts_recorded(self) -> set[tuple[int, str, date, str]]:
        """Every fact that was written down."""
        rows = self._rows("fact")
        return {(row["contact_id"], row["what"], row["on"], row["note"]) for row in rows}

    def brought(self) -> dict[tuple[int, str], str]:
        """What imports brought and nobody changed since."""
        present = [(_position(row["id"], row), row["source"]) for row in self._rows("contact")]
        before = [
            (_position(kept.row_id, kept.before), change.words)
            for change in reversed(self._store.log)
            if change.undone_at is None
            for kept in reversed(change.rows)
            if kept.table == "contact" and kept.before
        ]
        return brought(present, before)

    def tags_recorded(self) -> set[tuple[int, str]]:
        """Whose each tag is."""
        return {(row["contact_id"], row["tag"]) for row in self._rows("tag")}

    # -- Sources that are read again

    def remembered(self) -> list[RememberedSource]:
        """Every source that is read again."""
        sources = self._store.noted.sources.values()
        return [each._replace(undone=self._is_undone(each.change_id)) for each in sources]

    def read_files(self, source_id: int) -> list[ReadFile]:
        """The files of a source as they were when they were read."""
        files = self._store.noted.files.items()
        return [
            each._replace(undone=self._is_undone(each.change_id))
            for (whose, _), each in files
            if whose == source_id
        ]

    def agreed_cards(self, source_id: int) -> list[AgreedCard]:
        """What the cards of a folder and the ledger last agreed on."""
        found = {
            (card.contact_id, card.uid): card
            for source, card in self._store.noted.cards
            if source == source_id and not self._is_undone(card.change_id)
        }
        return list(found.values())

    def read_lines(self) -> list[ReadLine]:
        """Every line that was read."""
        lines = sorted(self._store.noted.lines.values(), key=lambda each: (each.path, each.number))
        return [each._replace(undone=self._is_undone(each.change_id)) for each in lines]

    def waiting(self) -> list[Waiting]:
        """What of the sources waits for somebody."""
        return self._store.noted.waiting()

    def came_since(self, since: date, on: date, most: int) -> list[CameTouch]:
        """What sources brought from a day on until another."""
        found = []
        for row in reversed(self._rows("touchpoint")):
            if row["recorded_on"] is None or row["recorded_on"] < since:
                break
            contact = self._store.tables["contact"][row["contact_id"]]
            is_from = bool(self._rows("origin", touchpoint_id=row["id"]))
            if contact["archived"] or not is_from or row["kind"] in _NO_TALK:
                continue
            read = self._read(row)
            until = on + timedelta(days=on == self._clock_day)
            if row["recorded_on"] <= until and row["on"] <= until:
                found.append(
                    CameTouch(
                        row["id"],
                        row["contact_id"],
                        contact["name"],
                        row["kind"],
                        read["on"],
                        row["by"],
                        row["note"],
                        row["source"] in ("hand", "memory"),
                    )
                )
        return found[:most]

    def _is_undone(self, change_id: int | None) -> bool:
        return any(c.id == change_id and c.undone_at is not None for c in self._store.log)

    def forgotten(self) -> Digests:
        """By what those who were forgotten are recognised."""
        return Digests([(KEY, digest_of(mark, KEY)) for mark in self._store.forgotten])

    # -- The ledger as a whole

    def mark(self) -> int:
        """No file has it."""
        return 0

    def births(self) -> dict[tuple[str, int], Birth]:
        """How the people, promises and requests that are there came in."""
        found: dict[tuple[str, int], Birth] = {}
        for change in self._store.log:
            for kept in change.rows if change.undone_at is None else ():
                one = kept.table, kept.row_id
                there = (
                    kept.table in TABLES.values()
                    and kept.row_id in (self._store.tables[kept.table])
                )
                if there and kept.before is None:
                    found.setdefault(one, Birth(change.id, change.at.isoformat(timespec="seconds")))
        return found

    def edition(self) -> str:
        """What differs once anything was changed."""
        return self._store.edition

    def counts(self) -> dict[str, int]:
        """How much there is; nothing without a ledger."""
        tables = ("contact", "touchpoint", "fact", "event")
        return {f"{t}s": len(self._rows(t)) for t in tables} if self.exists else {}

    def belongings(self, contact_id: int) -> dict[str, int]:
        """How much a person has."""
        tables = ("handle", "former", "detail", "touchpoint", "fact", "tag", "gains", "promise")
        if not self.exists:
            return {}
        found = {table: len(self._rows(table, contact_id=contact_id)) for table in tables}
        found["request"] = len(self.requests_of(contact_id))
        return {**found, "link": self._links(contact_id)}

    def _links(self, contact_id: int) -> int:
        both = ("contact_id", "other_id")
        return sum(len(self._rows("link", **{side: contact_id})) for side in both)

    def traces(self, contact_id: int) -> Traces:
        """What the ledger would lose with a person."""
        counts = {table: len(self._rows(table, contact_id=contact_id)) for table in OWNED}
        del counts["identifier"]  # an id of another program is nothing that anybody would miss
        counts["request"] = len(self.requests_of(contact_id))
        counts["link"] = self._links(contact_id)
        at = {row["event_id"] for row in self._rows("touchpoint", contact_id=contact_id)} - {None}
        guests = [event.contact_ids for each in at if (event := self.event(each)) is not None]
        alone = guests.count((contact_id,))
        met = len(self.introduced_by(contact_id))
        return Traces(counts, shared_events=len(guests) - alone, own_events=alone, introduced=met)

    def search(self, wanted: str, most: int | None = None) -> list[Hit]:
        """The rows in which every word occurs."""
        return search_rows(self._store, wanted)[:most]

    def how_many(self, wanted: str) -> int:
        """How many there are."""
        return len(self.search(wanted))

    def excerpt(self, hit: Hit, wanted: str) -> str:
        return excerpt_of(self._store, hit, wanted)

    def changes(self) -> list[Change]:
        """Every change, newest first."""
        return [nouns.change(each) for each in reversed(self._store.log)]

    def changes_of(self, contact_id: int) -> list[Change]:
        """The changes that touched anything of one person."""
        mine = self._rows_about(contact_id)
        return [
            nouns.change(each)
            for each in reversed(self._store.log)
            if any((kept.table, kept.row_id) in mine for kept in each.rows)
        ]

    def past_of(self, contact_id: int) -> list[PastRow]:
        """What the log kept of a person's rows."""
        ids = {contact_id} | merged_into(self._store, {contact_id})
        kept = [(change, each) for change in self._store.log for each in change.rows]
        there = [("request", row["id"], row) for row in self._rows("request")]
        there += [(each.table, each.row_id, each.before or {}) for _, each in kept]
        asked = {
            row_id
            for table, row_id, row in there
            if table == "request" and {row.get("person_id"), row.get("target_id")} & ids
        }
        return [
            PastRow(each.table, each.row_id, as_exported([each.before])[0], change.words, change.at)
            for change, each in kept
            if each.before and _is_about(each.table, each.row_id, each.before, ids, asked)
        ]

    def assistant_reads(self) -> list[AssistantRead]:
        """Of whom an assistant was told."""
        kept = {
            gone: row["id"]
            for row in self._rows("contact")
            for gone in merged_into(self._store, {row["id"]})
        }
        found: dict[AssistantRead, bool] = {}
        for each in sorted(self._store.noted.reads, key=lambda read: read.on, reverse=True):
            whose = kept.get(each.contact_id, each.contact_id)
            key = each._replace(contact_id=whose, with_words=False)
            found[key] = found.get(key, False) or each.with_words
        return [key._replace(with_words=words) for key, words in found.items()]

    def last_standing(self) -> Change | None:
        """The newest change that was not undone."""
        standing = (each for each in reversed(self._store.log) if each.undone_at is None)
        return next(map(nouns.change, standing), None)

    def is_empty(self) -> bool:
        """Whether nothing is recorded."""
        return not any(map(self._rows, EXPORTED.values()))

    def table(self, name: str, selection: Selection | None = None, by: str = "id") -> Iterator[Row]:
        """The rows of a list in an export."""
        rows = as_exported(rows_in(self._store, name, selection or Selection()))
        return iter(sorted(rows, key=lambda row: (row[by] is not None, row[by], row["id"])))

    def statements(self, *, children: bool = True) -> Iterator[str]:
        """The tables and their rows as SQL."""
        return to_statements({table: as_exported(self._rows(table)) for table in EXPORTED.values()})

    def _rows_about(self, contact_id: int) -> set[tuple[str, int]]:
        """Every row that is about a person, or was as far as the log tells."""
        found = {("contact", contact_id)}
        for table in (*OWNED, "request"):
            found |= {(table, row["id"]) for row in self._rows(table) if _is_of(contact_id, row)}
        touches = {row_id for table, row_id in found if table == "touchpoint"}
        origins = [row for row in self._rows("origin") if row["touchpoint_id"] in touches]
        found |= {("origin", row["id"]) for row in origins}
        requests = {row_id for table, row_id in found if table == "request"}
        steps = [row for row in self._rows("request_step") if row["request_id"] in requests]
        found |= {("request_step", row["id"]) for row in steps}
        return found | {
            (kept.table, kept.row_id)
            for change in self._store.log
            for kept in change.rows
            if kept.before and kept.before.get("contact_id") == contact_id
        }


def _is_of(contact_id: int, row: Row) -> bool:
    names = ("contact_id", "other_id", "person_id", "target_id")
    return any(row.get(name) == contact_id for name in names)


def _is_about(table: str, row_id: int, row: Row, ids: set[int], asked: set[int]) -> bool:
    links = ("contact_id", "other_id", "person_id", "target_id")
    return (
        (table == "contact" and row_id in ids)
        or not ids.isdisjoint(row.get(link) for link in links)
        or (table == "request_step" and row["request_id"] in asked)
    )


def _position(contact_id: int, row: Row) -> Position:
    told = ("name", "company", "title", "nickname", "birthday")
    return Position(contact_id, *(row[name] for name in told))
