"""What the rows of a file mean for the ledger: new, more of somebody known, or nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date

from farmer.formats import FILE_KINDS
from farmer.formats.fitting import fitted
from farmer.formats.incoming import Exchange, Incoming, Reading
from farmer.formats.last_contact import apart
from farmer.handles import all_in
from farmer.model import Contact, Handle
from farmer.people.agreement import is_address
from farmer.people.decision import Decision
from farmer.tasks.exchange.at_hand import (
    DATED_AHEAD,
    NAMELESS,
    THAT_IS_YOU,
    FileAtHand,
    telling,
    why_kept_out,
)
from farmer.tasks.exchange.doubts import (
    SOMEBODY_ELSE,
    Settle,
    doubtful,
    still_doubtful,
    worth_asking,
)
from farmer.tasks.exchange.gained import Gained
from farmer.tasks.exchange.happenings import TALK_KINDS, Happened, Happenings, Telling
from farmer.tasks.exchange.last_contacts import Contacted, count_or_wait
from farmer.tasks.exchange.own_cards import OwnCards
from farmer.tasks.exchange.owner import Owner
from farmer.tasks.exchange.presence import Marks, Presences, attended_ids
from farmer.tasks.exchange.recorded import Recorded
from farmer.tasks.exchange.schedules import Heard, take_in
from farmer.tasks.exchange.source_ids import SourceIds
from farmer.tasks.exchange.tally import Addition, FileTally, Shortened
from farmer.tasks.person import other_names
from farmer.text import fold


class Deciding:
    """Everybody known so far: of the ledger, and of the rows that were decided already.

    Attributes:
        gained: what there is to write so far.
        contacted: those of whom a file says that there was contact, and when.
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
        self._not_same = recorded.not_same
        self._facts = set(recorded.facts)
        self._tags = set(recorded.tags)
        self._known = known = recorded.known(region, prefer_file=prefer_file)
        self._edits = recorded.edits(region, prefer_file=prefer_file)
        self._sieve = recorded.sieve(region)
        self.gained = Gained(Happenings(recorded.talks, recorded.sourced))
        self._presences = Presences(recorded.presences)
        self._sources = SourceIds(
            recorded.sourced, recorded.identifiers, lambda each: known.contact(each).name
        )
        others = other_names(recorded.former)
        self._own = OwnCards(recorded.outside, recorded.everybody, others)
        self._files = 0
        self.contacted: list[Contacted] = []
        self._said: dict[tuple[str, tuple[Handle, ...], tuple[int, ...]], int | None] = {}

    def decide(
        self,
        name: str,
        kind: str,
        rows: Reading,
        *,
        introduces: bool,
        marks: Marks,
    ) -> FileTally:
        """Decide every row of the file `name`; strangers come in where it `introduces` them.

        `marks` is what the user says of everybody in it.
        People are decided in an order of their own, those first of whom most is told: in which
        order the file has them does not matter.
        """
        file = self._begun(name, kind, introduces, marks)
        people = []
        for row in rows:
            if isinstance(row, Incoming):
                people.append(row)
            elif isinstance(row, Exchange):
                self._hear(file, row)
            else:
                file.note(row)
        told_by = Counter(each.key for each in people if each.key)
        self._known.repeated = {key for key, times in told_by.items() if times > 1}
        people.sort(key=telling)
        people.reverse()
        while people:
            self._place(file, people.pop(), exchanged=False)
        for each in take_in(file.heard, self.gained.happenings, self._owner):
            self._counted(file, each)
        file.tally.doubts = still_doubtful(file.doubts.values(), self._known)
        file.tally.skipped.sort()
        return file.tally

    def _hear(self, file: FileAtHand, row: Exchange) -> None:
        """Decide everybody with whom something passed."""
        for told in self._owner.told(row):
            if isinstance(told, Incoming):
                self._place(file, told, exchanged=True)
                continue
            file.skip(told.line, told.reason)
            if row.entry:
                file.heard.leave_out(row.entry, told.reason)

    def settle(self) -> Gained:
        """What there is to write, once all files are decided."""
        self.gained.give_talks(self._contact)
        return self.gained

    def _begun(self, name: str, kind: str, introduces: bool, marks: Marks) -> FileAtHand:
        mine = self._sources.known(kind)
        ids, account = self._sources.ids(kind), self._sources.account(kind)
        self._known.begin_source(ids, kind, account, FILE_KINDS.meanings.get(kind, ""))
        self._files += 1
        return FileAtHand(
            self._files,
            name,
            kind,
            introduces,
            FileTally(),
            {},
            {(each.contact_id, each.source_id) for each in mine},
            {(each.contact_id, each.kind, each.on) for each in mine},
            Heard(kind),
            marks,
        )

    def _place(self, file: FileAtHand, told: Incoming, *, exchanged: bool) -> None:
        """Decide one person: new, or somebody of the ledger, or of an earlier row."""
        told, cut = fitted(file.marks.put_on(told))
        told, contacted = apart(told)
        handles = all_in(self._region, told.handles)
        mine = self._owner.is_meant if exchanged else self._owner.has_card
        if mine(told.contact.name, handles):
            return file.skip(told.line, THAT_IS_YOU)
        if any(day > self.today for day in told.days):
            return file.skip(told.line, DATED_AHEAD)
        source_ids = [*(sourced.source_id for sourced in told.touches), *attended_ids(told)]
        handles, mark = self._sieve.sift(file.kind, handles, [told.key, *source_ids])
        if mark is not None:
            return file.tally.forgotten.add(mark)
        self._own.know_again(file.kind, told, self._sources.ids(file.kind))
        decision = self._known.decide(
            told.contact, handles, told.key, source_ids, exchanged=exchanged
        )
        if decision.new and decision.sharing and is_address(told.contact.name):
            return file.skip(told.line, NAMELESS)
        decision = self._settled(file, told, handles, decision.apart_from(self._not_same))
        whose = decision.contact_id
        self._unite(file, decision)
        if decision.namesakes or decision.sharing:
            self._doubt(file, told, decision)
        if whose is None:
            reason = why_kept_out(file, told, exchanged=exchanged)
            if reason:
                return file.skip(told.line, reason)
            whose = self._introduce(file, told, decision)
        self._tell_changed(file, whose, told, decision)
        file.tally.shortened += [Shortened(told.line, field) for field in cut]
        gained = self._gain(file, whose, told, decision, exchanged=exchanged)
        placed = Contacted(file, whose, told, decision, gained, contacted)
        count_or_wait(placed, self.contacted, exchanged=exchanged)
        self._known.accept(whose, told.contact, handles, told.key, source_ids, exchanged=exchanged)
        return None

    def _tell_changed(
        self, file: FileAtHand, whose: int, told: Incoming, decision: Decision
    ) -> None:
        if decision.before or decision.differing:
            file.tally.tell_changed(self._known.contact(whose), told, decision)

    def _unite(self, file: FileAtHand, decision: Decision) -> None:
        """Have two merged, once written, who turn out to be one and were not said to be two."""
        kept = decision.contact_id or 0
        for gone in decision.same:
            self.gained.same.append((kept, gone))
            pair = ((kept, self._contact(kept).name), (gone, self._contact(gone).name))
            file.tally.merged.append(pair)
            self._known.unite(kept, gone)

    def _settled(
        self, file: FileAtHand, told: Incoming, handles: tuple[Handle, ...], decision: Decision
    ) -> Decision:
        """Whom they are after all, where somebody can say; nobody is asked twice."""
        asked = tuple(worth_asking(decision)) if decision.new else ()
        if not asked:
            return decision
        question = (fold(told.contact.name), handles, asked)
        if question not in self._said:
            found = doubtful(file.name, told.line, told.contact, decision, self._known)
            self._said[question] = self._settle(found.asked(asked), asked)
        answer = self._said[question]
        if answer is None:
            return decision
        if answer == SOMEBODY_ELSE:
            return decision.of_somebody_else(asked)
        return self._known.said_to_be(answer, told.contact, handles)

    def _doubt(self, file: FileAtHand, told: Incoming, decision: Decision) -> None:
        found = doubtful(file.name, told.line, told.contact, decision, self._known)
        if decision.new and not file.introduces:
            found = found.left_out()
        file.doubts.setdefault((fold(told.contact.name), found.candidates), found)

    def _introduce(self, file: FileAtHand, told: Incoming, decision: Decision) -> int:
        self.gained.newcomers.append(Addition(told.contact, file.kind, (file.number, told.line)))
        file.tally.new += 1
        whose = -len(self.gained.newcomers)
        self.gained.not_same += [(whose, each) for each in decision.others]
        self._known.tell_apart(whose, decision.others)
        return whose

    def _gain(
        self, file: FileAtHand, whose: int, told: Incoming, decision: Decision, *, exchanged: bool
    ) -> bool:
        """Note what somebody gains; whether it is anything."""
        talked = self._take_in_talks(file, whose, told)
        edited = self._edits.take(file.kind, whose, told, decision.new_handles)
        file.tally.tell_replaced(self._contact(whose), told.line, edited.replaced)
        touches = tuple(file.unseen_touches(whose, told, exchanged=exchanged))
        attended = tuple(self._presences.unseen(whose, told, file.kind, file.seen))
        facts = tuple(f for f in told.facts if (whose, f.what, f.on, f.note) not in self._facts)
        tags = tuple(tag for tag in told.tags if (whose, tag) not in self._tags)
        self._facts.update((whose, fact.what, fact.on, fact.note) for fact in facts)
        self._tags.update((whose, tag) for tag in tags)
        file.tally.touches += len(touches) + len(attended)
        file.tally.attended.update(event for event, _ in attended)
        file.tally.facts += len(facts)
        gained = bool(decision.gains or touches or attended or facts or tags or edited.shows)
        if not (gained or edited.identifiers):
            return talked
        gain = self.gained.of(whose, told.contact, file.kind)
        gain.take(decision, edited, self.today)
        gain.touches += touches
        gain.attended += attended
        gain.facts += facts
        gain.tags += tags
        return gained or talked

    def _take_in_talks(self, file: FileAtHand, whose: int, told: Incoming) -> bool:
        """Take in what was live, and what a calendar says later; whether anything is new."""
        found = []
        for sourced in told.touches:
            if sourced.entry is not None:
                file.heard.tellings.append(Telling(whose, sourced))
            elif sourced.touch.kind in TALK_KINDS and (whose, sourced.source_id) not in file.seen:
                found.append(self.gained.happenings.tell(whose, sourced, file.kind))
        counted = [self._counted(file, each) for each in found]
        return any(counted)

    def _counted(self, file: FileAtHand, each: Happened) -> bool:
        """Count what came of something told of a talk; whether it is anything."""
        return file.tally.count(each, self._contact(each.happening.whose).name)

    def _contact(self, whose: int) -> Contact:
        """Somebody as they are by now, of the ledger or new."""
        return (
            self._known.contact(whose) if whose > 0 else self.gained.newcomers[-whose - 1].contact
        )
