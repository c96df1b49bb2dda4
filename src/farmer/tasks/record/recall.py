"""Recording what was before farmer, from memory: what the answers make, shown before it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.facts import say_fact
from farmer.ids import Id
from farmer.model import ATTENDED, PLANNED, Contact, Fact, Touch
from farmer.people.meant import Person
from farmer.scoring.recalled import Answers, FromMemory, may_be_first_day, recalled
from farmer.scoring.weights import is_counted
from farmer.shell import quoted_or_id
from farmer.sources import ASSISTANT, FILE, HAND, MEMORY
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person
from farmer.wording import say_count, say_date, say_list

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.nouns import History, Touchpoint
    from farmer.ledger.reader import Reader

# What says that you knew each other; an attempt, a plan or one room for both does not.
_NO_CONTACT = ("attempt", ATTENDED, PLANNED)


class OnRecord(NamedTuple):
    """Somebody and what the ledger knows of them, before anything is told.

    Attributes:
        edition: of the ledger that it was read from.
    """

    person: Person
    history: History
    edition: str

    @property
    def offers(self) -> tuple[str, ...]:
        """What is known of your contact and from where, a sentence each."""
        contact = self.history.contact
        by_source: defaultdict[str | None, list[Touchpoint]] = defaultdict(list)
        for point in self.history.touchpoints:
            by_source[point.source].append(point)
        noted = [_met(contact)] if contact.met_on else []
        return (*noted, *(_offer(source, points) for source, points in by_source.items()))

    @property
    def since(self) -> date | None:
        """The earliest day of which the ledger says that you knew each other."""
        told = [each.touch for each in self.history.touchpoints if each.source != MEMORY]
        days = [touch.on for touch in told if touch.kind not in _NO_CONTACT]
        days += [self._first_day.touch.on] if self._first_day else []
        return min([*days, *filter(None, [self.history.contact.met_on])], default=None)

    @property
    def last(self) -> date | None:
        """The day of the newest contact that is recorded."""
        days = [each.touch.on for each in self.history.touchpoints if is_counted(each.touch)]
        return max(days, default=None)

    def records(self, told: Answers, today: date) -> FromMemory:
        """What the answers make beside what is recorded.

        Since when you know each other has one answer: what is told last holds.

        Raises:
            InvalidValue: where they contradict each other.
        """
        out = self.replaced(told)
        touches = [each.touch for each in self.history.touchpoints if each != out]
        made = recalled(told, touches, [each.fact for each in self.history.evidence], today)
        return made._replace(replaces=out.id if out else None)

    def replaced(self, told: Answers) -> Touchpoint | None:
        """The first day that was told before, where another is told now."""
        first = self._first_day
        if told.since is None or first is None:
            return None
        return None if told.since.first <= first.touch.on <= told.since.latest else first

    @property
    def _first_day(self) -> Touchpoint | None:
        """What was made of since when you know each other, when that was told before."""
        points = [each for each in self.history.touchpoints if each.source == MEMORY]
        days = [p for p in points if may_be_first_day(p.touch) and p.event_id is None]
        is_one = len(days) == 1 and days[0].touch.on == min(each.touch.on for each in points)
        return days[0] if is_one else None


class RecalledRecord(NamedTuple):
    """One record from memory: its id, empty while it is not written; a kind of touch or a fact."""

    id: str
    on: date
    what: str
    by: str | None
    note: str


class Recalled(NamedTuple):
    """The answer of ``recall``.

    Attributes:
        contacts, facts: what was recorded, or would be, oldest first.
        known: how many of the talks that were told were recorded already.
        left_out: how many more there were than one a week.
        dry_run: whether nothing was written.
        replaced: the first day that was told before and is taken out; None for none.
    """

    person: Named
    contacts: tuple[RecalledRecord, ...]
    facts: tuple[RecalledRecord, ...]
    known: int
    left_out: int
    dry_run: bool
    replaced: RecalledRecord | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to change."""
        return not (self.contacts or self.facts or self.replaced)

    @property
    def said_replaced(self) -> str:
        """What becomes of the first day that was told before; empty where nothing does."""
        out = self.replaced
        return f"{out.id}, the first day you told before, goes: {say_date(out.on)}." if out else ""

    @property
    def amount(self) -> str:
        """How much it is, in words."""
        counts = ((len(self.contacts), "contact"), (len(self.facts), "fact"))
        said = [say_count(number, noun) for number, noun in counts if number]
        return say_list(said or ["1 contact fewer"])


def look_back(desk: Desk, who: str) -> OnRecord:
    """What the ledger knows of the person `who`.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.deciding() as reader:
        person = find_person(who, reader.people(), region=desk.settings.region)
        return _past(reader, person, desk.today)


def propose(desk: Desk, past: OnRecord, told: Answers) -> Recalled:
    """What the answers would make; writes nothing.

    Raises:
        InvalidValue: where nothing was told, or two answers contradict each other.
    """
    if told == Answers():
        whom = quoted_or_id(past.person.name, str(Id("c", past.person.id)))
        raise InvalidValue(
            "Nothing was told, so there is nothing to record.",
            f"For example: farmer recall {whom} --since 2015",
        )
    return _recalled(past, told, past.records(told, desk.today))


def recall(desk: Desk, past: OnRecord, told: Answers) -> Recalled:
    """Record what the answers make, in one change.

    Raises:
        Conflict: where another command changed the ledger so that it would be something else.
    """
    records = past.records(told, desk.today)
    proposed = _recalled(past, told, records)
    if proposed.is_empty:
        return proposed._replace(dry_run=False)
    person = past.person
    with desk.changing(f"recall {person.name}: {proposed.amount} from memory") as change:
        if change.edition != past.edition and not _still(change.now, past, told, desk.today):
            raise Conflict(
                f"What is recorded of {person.name} was changed meanwhile. Nothing was written.",
                "Recall it again.",
            )
        touch_ids, fact_ids = write_memory(change, person.id, records)
    return _recalled(past, told, records, touch_ids, fact_ids)._replace(dry_run=False)


def write_memory(
    change: Writer, contact_id: int, records: FromMemory
) -> tuple[list[int], list[int]]:
    """Write what somebody remembers of a contact; the ids of the touches and of the facts."""
    if records.replaces is not None:
        change.remove_touch(records.replaces)
    return (
        [change.add_touch(contact_id, it, source=MEMORY) for it in records.touches],
        [change.add_fact(contact_id, it, source=MEMORY) for it in records.facts],
    )


def unrecorded(past: OnRecord, told: Answers, today: date) -> str:
    """Why of what was told nothing is recorded, in a sentence; empty where something is."""
    records = past.records(told, today)
    is_empty = not (records.touches or records.facts or records.replaces)
    if records.no_talk and told.talks and (is_empty or told.talks.times != 0):
        return "By that you had no talk in the last year and a half, so none is recorded."
    return f"All of that is recorded of {past.person.name} already." if is_empty else ""


def _past(reader: Reader, person: Person, today: date) -> OnRecord:
    return OnRecord(person, reader.history(person.id, today), reader.edition())


def _still(reader: Reader, past: OnRecord, told: Answers, today: date) -> bool:
    """Whether the same would be made of the person as they are now."""
    found = reader.person(past.person.id)
    if found is None or found.name != past.person.name:
        return False
    return _past(reader, found, today).records(told, today) == past.records(told, today)


def _recalled(
    past: OnRecord,
    told: Answers,
    records: FromMemory,
    touch_ids: Sequence[int] = (),
    fact_ids: Sequence[int] = (),
) -> Recalled:
    out = past.replaced(told)
    return Recalled(
        Named.of(past.person),
        tuple(
            _touch(touch, str(Id("t", touch_ids[place])) if touch_ids else "")
            for place, touch in enumerate(records.touches)
        ),
        tuple(
            _fact(fact, str(Id("f", fact_ids[place])) if fact_ids else "")
            for place, fact in enumerate(records.facts)
        ),
        records.known,
        records.left_out,
        dry_run=True,
        replaced=_touch(out.touch, str(Id("t", out.id))) if out else None,
    )


def _touch(touch: Touch, printed_id: str) -> RecalledRecord:
    return RecalledRecord(printed_id, touch.on, touch.kind, touch.by, touch.note)


def _fact(fact: Fact, printed_id: str) -> RecalledRecord:
    return RecalledRecord(printed_id, fact.on, fact.what, None, fact.note)


def _met(contact: Contact) -> str:
    assert contact.met_on is not None  # asked before
    where = f" at {contact.met_at}" if contact.met_at else ""
    return f"Noted: met on {say_date(contact.met_on)}{where}."


def _offer(source: str | None, points: Sequence[Touchpoint]) -> str:
    """What one source tells: each kind of touch, how often and when."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for point in points:
        days[point.touch.kind].append(point.touch.on)
    said = [_kind(kind, found) for kind, found in days.items()]
    return f"{_source(source)}: {say_list(said)}."


def _kind(kind: str, days: Sequence[date]) -> str:
    what = "connected" if kind == "connect" else say_fact(kind)
    if len(days) == 1:
        return f"{what} on {say_date(days[0])}"
    return f"{what} {len(days)}× ({say_date(min(days))} to {say_date(max(days))})"


def _source(source: str | None) -> str:
    from farmer.formats import FILE_KINDS

    if source == HAND:
        return "Recorded by you"
    if source == ASSISTANT:
        return "Recorded by an assistant"
    if source == MEMORY:
        return "From memory"
    if source is None or source == FILE:
        return "From a file" if source else "From where is not known any more"
    return f"From {FILE_KINDS.meanings.get(source, source)}"
