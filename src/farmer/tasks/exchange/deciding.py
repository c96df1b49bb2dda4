"""What the rows of a file mean for the ledger: new, more of somebody known, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.formats.incoming import Exchange, Incoming, Skipped
from farmer.handles import all_in
from farmer.ledger.newcomers import ImportedTouch, Newcomer, key_of
from farmer.model import WRITTEN, Contact, Fact, Handle
from farmer.people.same import Decision, Known
from farmer.tasks.exchange.forgotten import Sieve
from farmer.tasks.exchange.owner import NOT_YOURS, Owner
from farmer.tasks.exchange.recorded import Recorded
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.forgotten import Mark

THAT_IS_YOU = "that is you"
DATED_AHEAD = "its date is in the future"
STRANGER = "somebody whom the ledger does not know; --new brings them in"


class Doubt(NamedTuple):
    """Somebody of a file of whom only the name speaks for their being somebody known."""

    file: str
    line: int
    name: str
    company: str
    candidates: tuple[Named, ...]


# Asked in doubt, with the candidates' ids in their order: whose they are, None for somebody else.
Settle = Callable[[Doubt, Sequence[int]], int | None]


@dataclass(slots=True)
class Addition:
    """What somebody gains from files of one kind, the `source`."""

    contact: Contact
    source: str
    fill: dict[str, Any] = field(default_factory=dict)
    handles: list[Handle] = field(default_factory=list)
    touches: list[ImportedTouch] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)

    def to_newcomer(self) -> Newcomer:
        """Somebody new, with all that was gained."""
        return Newcomer(
            replace(self.contact, **self.fill) if self.fill else self.contact,
            tuple(self.handles),
            tuple(self.touches),
            tuple(self.facts),
            tuple(self.tags),
            self.source,
        )


@dataclass(slots=True)
class FileTally:
    """What one file came to.

    Attributes:
        new, updated: people added; and completed, by id.
        rows_again: rows of an address book that say nothing new.
        heard_of: by id, who is in exchanges that are known already.
        touches, facts, connections: what is recorded of them; the last are among the touches.
        skipped: what was left out, with line and reason.
        forgotten: by what somebody was recognised who was forgotten, each once.
        passed_over: by reason, how much was left out because it is not about people known.
        doubts: who may be somebody known, where nobody could say.
    """

    new: int = 0
    updated: set[int] = field(default_factory=set)
    rows_again: int = 0
    heard_of: set[int] = field(default_factory=set)
    touches: int = 0
    facts: int = 0
    connections: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    forgotten: set[Mark] = field(default_factory=set)
    passed_over: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many known people, or rows about them, say nothing new."""
        return self.rows_again + len(self.heard_of - self.updated)


class _File(NamedTuple):
    """The file at hand, and what is known from earlier ones of its kind."""

    name: str
    kind: str
    introduces: bool
    tally: FileTally
    # Which of its touches are known, and on which days there was one of each kind.
    seen: set[tuple[int, str]]
    days: set[tuple[int, str, date]]


class Deciding:
    """Everybody known so far: of the ledger, and of the rows that were decided already.

    Attributes:
        newcomers: who is new, in order; until they are written they go by the ids -1, -2 ….
        gains: by the id of somebody known, and the kind of file, what they gain; of somebody new,
            what they gain from files of another kind.
    """

    def __init__(
        self,
        recorded: Recorded,
        *,
        today: date,
        region: str | None,
        owner: Owner,
        settle: Settle,
        prefer_file: bool = False,
    ) -> None:
        self.today = today
        self._region = region
        self._owner = owner
        self._settle = settle
        self.newcomers: list[Addition] = []
        self.gains: dict[tuple[int, str], Addition] = {}
        self._sourced = recorded.sourced
        self._facts = set(recorded.facts)
        self._tags = set(recorded.tags)
        self._known = Known(
            [(contact, all_in(region, handles)) for contact, handles in recorded.everybody],
            sourced={whose for whose, *_ in self._sourced},
            prefer_file=prefer_file,
        )
        self._sieve = Sieve(
            recorded.forgotten,
            (each for _, handles in recorded.everybody for each in all_in(region, handles)),
            self._sourced,
        )
        self._ids: dict[str, dict[str, int]] = {}

    def decide(
        self,
        name: str,
        kind: str,
        rows: Iterable[Incoming | Exchange | Skipped],
        *,
        introduces: bool,
    ) -> FileTally:
        """Decide every row of the file `name`; strangers come in where it `introduces` them."""
        file = self._begun(name, kind, introduces)
        for row in rows:
            for told in self._owner.told(row) if isinstance(row, Exchange) else (row,):
                if isinstance(told, Skipped):
                    self._skip(file, told.line, told.reason)
                else:
                    self._place(file, told, exchanged=isinstance(row, Exchange))
        return file.tally

    def _begun(self, name: str, kind: str, introduces: bool) -> _File:
        mine = [row for row in self._sourced if row[1] == kind]
        if kind not in self._ids:
            self._ids[kind] = {source_id: whose for whose, _, source_id, _, _ in mine}
            self._ids[kind] |= {
                key: whose for whose, _, source_id, _, _ in mine if (key := key_of(source_id))
            }
        self._known.begin_source(self._ids[kind])
        return _File(
            name,
            kind,
            introduces,
            FileTally(),
            {(whose, source_id) for whose, _, source_id, _, _ in mine},
            {(whose, what, on) for whose, _, _, what, on in mine},
        )

    def _skip(self, file: _File, line: int, reason: str) -> None:
        """Count what is left out; mails between others would be a list too long to be read."""
        if reason in (NOT_YOURS, STRANGER):
            file.tally.passed_over[reason] += 1
        else:
            file.tally.skipped.append(Skipped(line, reason))

    def _place(self, file: _File, told: Incoming, *, exchanged: bool) -> None:
        """Decide one person: new, or somebody of the ledger, or of an earlier row."""
        handles = all_in(self._region, told.handles)
        if self._owner.is_meant(told.contact.name, handles):
            return self._skip(file, told.line, THAT_IS_YOU)
        if any(sourced.touch.on > self.today for sourced in told.touches):
            return self._skip(file, told.line, DATED_AHEAD)
        source_ids = [sourced.source_id for sourced in told.touches]
        handles, mark = self._sieve.sift(file.kind, handles, [told.key, *source_ids])
        if mark is not None:
            return file.tally.forgotten.add(mark)
        decision = self._known.decide(told.contact, handles, told.key, source_ids)
        if decision.unsure:
            decision = self._settled(file, told, handles, decision)
        whose = decision.contact_id
        if whose is None:
            if not file.introduces:
                return self._skip(file, told.line, STRANGER)
            whose = self._introduce(file, told.contact)
        gained = self._gain(file, whose, told, decision, exchanged=exchanged)
        self._count(file, whose, decision, gained=gained, exchanged=exchanged)
        self._known.accept(whose, told.contact, handles, told.key, source_ids)
        return None

    def _settled(
        self, file: _File, told: Incoming, handles: tuple[Handle, ...], decision: Decision
    ) -> Decision:
        """Whom they are after all, where somebody can say."""
        known = [(each, self._known.contact(each)) for each in decision.unsure]
        candidates = tuple(Named.by_id(number, each.name) for number, each in known)
        doubt = Doubt(file.name, told.line, told.contact.name, told.contact.company, candidates)
        answer = self._settle(doubt, decision.unsure)
        if answer is None:
            file.tally.doubts.append(doubt)
            return decision
        return self._known.decided(answer, told.contact, handles)

    def _introduce(self, file: _File, contact: Contact) -> int:
        self.newcomers.append(Addition(contact, file.kind))
        file.tally.new += 1
        return -len(self.newcomers)

    def _gain(
        self, file: _File, whose: int, told: Incoming, decision: Decision, *, exchanged: bool
    ) -> bool:
        """Note what somebody gains; whether it is anything."""
        touches = list(self._unseen_touches(file, whose, told, exchanged=exchanged))
        facts = [f for f in told.facts if (whose, f.what, f.on, f.note) not in self._facts]
        tags = [tag for tag in told.tags if (whose, tag) not in self._tags]
        self._facts.update((whose, fact.what, fact.on, fact.note) for fact in facts)
        self._tags.update((whose, tag) for tag in tags)
        file.tally.touches += len(touches)
        file.tally.facts += len(facts)
        if not (decision.fill or decision.new_handles or touches or facts or tags):
            return False
        gain = self._gain_of(whose, told.contact, file.kind)
        gain.fill |= decision.fill
        gain.handles += decision.new_handles
        gain.touches += touches
        gain.facts += facts
        gain.tags |= dict.fromkeys(tags)
        return True

    def _gain_of(self, whose: int, contact: Contact, kind: str) -> Addition:
        if whose < 0 and (newcomer := self.newcomers[-whose - 1]).source == kind:
            return newcomer
        return self.gains.setdefault((whose, kind), Addition(contact, kind))

    def _unseen_touches(
        self, file: _File, whose: int, told: Incoming, *, exchanged: bool
    ) -> Iterator[ImportedTouch]:
        """The touches not known yet; of what was written to and fro, one a day at most."""
        for sourced in told.touches:
            touch, source_id = sourced.touch, sourced.source_id
            day = (whose, touch.kind, touch.on)
            again = exchanged and touch.kind in WRITTEN and day in file.days
            if again or (whose, source_id) in file.seen:
                continue
            file.seen.add((whose, source_id))
            file.days.add(day)
            file.tally.connections += touch.kind == "connect"
            yield ImportedTouch(touch, file.kind, source_id)

    def _count(
        self, file: _File, whose: int, decision: Decision, *, gained: bool, exchanged: bool
    ) -> None:
        """Count the people of exchanges once each, those of an address book row by row."""
        tally = file.tally
        if decision.new or (exchanged and whose < 0):
            return
        if whose > 0 and gained:
            tally.updated.add(whose)
        elif exchanged:
            tally.heard_of.add(whose)
        else:
            tally.rows_again += whose not in tally.updated
