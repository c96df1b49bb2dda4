"""What the rows of a file add to the ledger, and how they are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.details import FORMER, Detail, Former
from farmer.formats.encodings import ReadAs
from farmer.formats.incoming import Incoming, Skipped, Unread
from farmer.ids import Id
from farmer.ledger.newcomers import ImportedTouch, Newcomer
from farmer.model import PLANNED, Contact, Event, Fact, Handle
from farmer.people.agreement import is_address
from farmer.people.decision import Decision
from farmer.tasks.exchange.doubts import Doubtful
from farmer.tasks.exchange.edited import CardChange, Replaced
from farmer.tasks.exchange.happenings import Happened
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.forgotten import Mark


_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Addition:
    """What somebody gains from files of one kind, the `source`.

    `place` is where it tells of somebody new: which of the files, and the line.
    """

    contact: Contact
    source: str
    place: tuple[int, int] = (0, 0)
    fill: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    handles: tuple[Handle, ...] = ()
    touches: tuple[ImportedTouch, ...] = ()
    attended: tuple[tuple[Event, ImportedTouch], ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    identifiers: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    outdated: tuple[Handle, ...] = ()
    dropped: tuple[Detail, ...] = ()

    def take(self, decision: Decision, edited: CardChange, today: date) -> None:
        """Gain what was decided; what was before is kept, but for an address in place of a name."""
        self.identifiers += edited.identifiers
        self.details += edited.details
        self.outdated += edited.outdated
        self.dropped += edited.dropped
        if decision.fill:
            self.fill = {**self.fill, **decision.fill}
        self.former += tuple(
            Former(field_, value, today)
            for field_, value in decision.before.items()
            if field_ in FORMER and not is_address(value)
        )
        self.former += (Former("spelling", decision.spelling),) if decision.spelling else ()
        self.handles += decision.new_handles

    def to_newcomer(self, event_ids: Mapping[Event, int]) -> Newcomer:
        """Somebody new, with all that was gained; by event with a name, `event_ids` has its id."""
        there = (touch._replace(event_id=event_ids.get(event)) for event, touch in self.attended)
        return Newcomer(
            replace(self.contact, **self.fill) if self.fill else self.contact,
            self.handles,
            (*self.touches, *there),
            self.facts,
            self.tags,
            self.source,
            self.identifiers,
            self.details,
        )


class Met(NamedTuple):
    """A talk on record of which a file told something that was not simply taken over.

    Attributes:
        id: of the touchpoint, as it is typed; empty for one that the same import brought.
        name: of whoever it was with.
        on, kind: as it is on record.
        outcome: ``same``, told of by another source too, or ``left`` as it is, because somebody
            corrected it or another source tells of it too.
    """

    id: str
    name: str
    on: date
    kind: str
    outcome: str


class MergedPair(NamedTuple):
    """Two people who turned out to be one: who is kept, and who is one with them."""

    kept: Named
    gone: Named


class Changed(NamedTuple):
    """What a file tells otherwise than the ledger: a firm, a name, an address, a detail.

    Attributes:
        person: whose.
        field: which.
        here, told: what the ledger had, and what the file tells.
        taken: whether the file's took its place, as where a file of the kind had brought it.
        renamed: whether it is another name that was taken.
    """

    line: int
    person: Named
    field: str
    here: str
    told: str
    taken: bool
    renamed: bool = False


class Shortened(NamedTuple):
    """A field of a file that is longer than what is kept of it."""

    line: int
    field: str


@dataclass(slots=True)
class FileTally:
    """What one file came to.

    Attributes:
        new, updated: people added; and completed, by id.
        rows_again: rows of an address book that say nothing new.
        heard_of: by id, who is in exchanges that are known already.
        touches, facts, connections: what is recorded of them; the last are among the touches.
        skipped: what was left out, with line and reason.
        changed: firms, titles and names that the file tells otherwise.
        shortened: what was too long, and is not kept whole.
        unread: fields that could not be read, of rows that came all the same.
        unused: columns that are no field of ours, and hold something.
        kept_columns: those that are kept as fields of the user's own, by their names in the file.
        read_as: in which encoding it was read, where it does not say.
        forgotten: by what somebody was recognised who was forgotten, each once.
        passed_over: by reason, how much was left out because it is not about people known.
        doubts: who may be somebody known, where nobody could say.
        again: how many talks are told as they were before.
        planned: how many touches are of what is not known to have happened.
        attended: by occasion, how many were there of whom it was not known.
        moved, taken_back: how many talks on record were moved in a calendar, or called off.
        met: those of which another source told too, and those left as somebody corrected them.
        merged: who turned out to be one person, by id and name: who is kept, and who is gone.
    """

    new: int = 0
    updated: set[int] = field(default_factory=set)
    rows_again: int = 0
    heard_of: set[int] = field(default_factory=set)
    touches: int = 0
    facts: int = 0
    connections: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    shortened: list[Shortened] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    kept_columns: set[str] = field(default_factory=set)
    read_as: ReadAs | None = None
    forgotten: set[Mark] = field(default_factory=set)
    passed_over: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubtful] = field(default_factory=list)
    again: int = 0
    planned: int = 0
    attended: Counter[Event] = field(default_factory=Counter)
    moved: int = 0
    taken_back: int = 0
    met: list[Met] = field(default_factory=list)
    merged: list[tuple[tuple[int, str], tuple[int, str]]] = field(default_factory=list)

    def count(self, each: Happened, name: str) -> bool:
        """Count what came of something told of a talk with somebody; whether it is anything."""
        outcome, talk = each
        if outcome == "again":
            self.again += 1
            return False
        if outcome in ("same", "left"):
            label = str(Id("t", talk.id)) if talk.id else ""
            self.met.append(Met(label, name, talk.touch.on, talk.touch.kind, outcome))
            return True
        self.touches += outcome == "new"
        self.planned += outcome == "new" and talk.touch.kind == PLANNED
        self.moved += outcome == "moved"
        self.taken_back += outcome == "taken back"
        if talk.whose > 0:
            self.updated.add(talk.whose)
        return True

    def tell_changed(self, known: Contact, told: Incoming, decision: Decision) -> None:
        """Note what a row tells otherwise: firm, title, name or note."""
        person = Named.by_id(known.id, known.name) if known.id else Named("", known.name)
        for field_ in (*decision.before, *decision.differing):
            here, there = f"{getattr(known, field_)}", f"{getattr(told.contact, field_)}"
            taken = field_ in decision.before
            renamed = taken and field_ == "name" and not is_address(here)
            self.changed.append(Changed(told.line, person, field_, here, there, taken, renamed))

    def tell_replaced(self, known: Contact, line: int, replaced: Sequence[Replaced]) -> None:
        """Note the addresses and details that a row tells otherwise of somebody of the ledger."""
        if replaced and known.id is not None:
            person = Named.by_id(known.id, known.name)
            self.changed += [Changed(line, person, *each) for each in replaced]

    @property
    def unchanged(self) -> int:
        """How many known people, or rows about them, say nothing new."""
        return self.rows_again + len(self.heard_of - self.updated)
