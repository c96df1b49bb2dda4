"""Taking out what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from farmer.clock import by_clock
from farmer.errors import InvalidValue
from farmer.facts import word_of
from farmer.ids import Id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.ledger.recorded import RecordedLink, RecordedPromise, RecordedRequest
from farmer.people.meant import find_people
from farmer.people.scrub import FORGOTTEN
from farmer.referrals.turns import check_life
from farmer.shell import quoted
from farmer.tasks.correct.met import follow_met, met_there, say_met
from farmer.tasks.desk import Desk
from farmer.tasks.record.events import drop_empty_events
from farmer.tasks.record_ids import Record, RequestStep, find_records, is_record_id, parse_ids
from farmer.text import clean_name
from farmer.wording import say_count, say_date, say_list, say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


class RemovedRecord(NamedTuple):
    """One record that was taken out.

    Attributes:
        what: its kind, fact or step, or a word for it.
        person: whose it was; empty for an event.
        note: what was said, promised or needed; of an event, where it was.
        along: what becomes of others with it, in words; empty where nothing does.
    """

    id: str
    what: str
    person: str
    on: date
    note: str
    along: str


class Removed(NamedTuple):
    """What ``remove`` took out, or would take out."""

    removed: tuple[RemovedRecord, ...]
    dry_run: bool


def remove(desk: Desk, ids: Iterable[str], *, dry_run: bool = False) -> Removed:
    """Take out the records of those ids (``t88``, ``f9``, ``p3``, ``e3``, ``r7``, ``s12``, ``k4``).

    An event goes with its last touchpoint; what happened at an event stays when it goes. A request
    goes with its steps, and what follows from them.

    Raises:
        InvalidValue: for text that is not the id of something recorded.
        NotFound: for an id the ledger does not have; nothing is taken out then.
        Conflict: for a step on which later ones rest.
    """
    wanted = list(ids)
    with desk.deciding() as reader:
        _check_nobody(desk, reader, wanted)
        records = find_records(reader, parse_ids(wanted))
        _check_steps(records)
        names = {person.id: person.name for person in reader.people()}
        seen = partial(by_clock, clock_day=desk.clock_day)
        told = [_told(reader, one, records, names, seen) for one in records]
        removed = [each._replace(on=seen(each.on)) for each in told]
        met = met_there(reader, _staying_at(reader, records))
    if not dry_run:
        words = say_some([_say(line) for line in removed], "record")
        with desk.changing(f"remove {words}") as change:
            _take_out(change, records)
            follow_met(change, met)
    return Removed(tuple(removed), dry_run)


def _check_nobody(desk: Desk, reader: Reader, wanted: Iterable[str]) -> None:
    """Refuse to take out a person, with what can be done of one."""
    for typed in wanted:
        name = clean_name(typed)
        if is_record_id(typed):
            continue
        if find_people(name, reader.people(), region=desk.settings.region):
            raise InvalidValue(
                f"“{name}” is a person, not the id of something recorded, such as t88, f9 or p3.",
                f"A person is put right with farmer edit {quoted(name)}, made one with another "
                f"with farmer merge, and left out of lists with farmer archive {quoted(name)}",
            )


def _take_out(change: Writer, records: Mapping[Id, Record]) -> None:
    """Take out all of them; steps first, because a request takes its own along."""
    take_out = {
        "s": change.remove_step,
        "r": change.remove_request,
        "p": change.remove_promise,
        "t": change.remove_touch,
        "f": change.remove_fact,
        "e": change.remove_event,
        "k": change.remove_link,
    }
    for letter, out in take_out.items():
        for one in records:
            if one.letter == letter:
                out(one.number)
    drop_empty_events(change, _events(records))


def _events(records: Mapping[Id, Record]) -> list[int]:
    """The events that the touchpoints among the records were at, and are not named themselves."""
    events = (r.event_id for r in records.values() if isinstance(r, Touchpoint))
    return [each for each in events if each and Id("e", each) not in records]


def _check_steps(records: Mapping[Id, Record]) -> None:
    """Refuse to take out steps on which those rest that would be left."""
    lives = {r.recorded.id: r.recorded for r in records.values() if isinstance(r, RequestStep)}
    for number, recorded in lives.items():
        if Id("r", number) not in records:
            left = [s.taken for s in recorded.steps if Id("s", s.id or 0) not in records]
            check_life(replace(recorded.request, steps=tuple(left)))


def _told(
    reader: Reader,
    one: Id,
    records: Mapping[Id, Record],
    names: Mapping[int, str],
    seen: Callable[[date], date],
) -> RemovedRecord:
    record = records[one]
    if isinstance(record, Occasion):
        event = record.event
        along = _staying(reader, record, records, names)
        return RemovedRecord(str(one), event.name or "event", "", event.on, event.place, along)
    if isinstance(record, RecordedRequest | RequestStep):
        return _told_request(one, record, names)
    if isinstance(record, RecordedLink):
        both = say_list([names[record.contact_id], names[record.other_id]])
        return RemovedRecord(str(one), "link", both, record.link.on, record.link.how, "")
    whose = names[record.contact_id]
    if isinstance(record, Evidence):
        fact = record.fact
        return RemovedRecord(str(one), word_of(fact.what), whose, fact.on, fact.note, "")
    if isinstance(record, RecordedPromise):
        given = record.promise
        return RemovedRecord(str(one), "promise", whose, given.made_on, given.text, "")
    touch = record.touch
    gone = _going(reader, record, records)
    there = record._replace(touch=replace(touch, on=seen(touch.on)))
    met = f"“{say_met(there)}” stays" if met_there(reader, [record.id]) else ""
    along = "; ".join(filter(None, (gone, met)))
    return RemovedRecord(str(one), touch.kind, whose, touch.on, touch.note, along)


def _told_request(
    one: Id, record: RecordedRequest | RequestStep, names: Mapping[int, str]
) -> RemovedRecord:
    recorded = record.recorded if isinstance(record, RequestStep) else record
    whose = names.get(recorded.request.person_id or 0, FORGOTTEN)
    if isinstance(record, RequestStep):
        taken = record.step.taken
        of = f"of {Id('r', recorded.id)}"
        return RemovedRecord(str(one), taken.step, whose, taken.on, taken.note, of)
    steps = say_count(len(recorded.steps), "step")
    on = recorded.request.steps[0].on
    return RemovedRecord(str(one), "request", whose, on, recorded.need, f"with its {steps}")


def _staying_at(reader: Reader, records: Mapping[Id, Record]) -> list[int]:
    """The touchpoints that stay when the events among the records go."""
    events = [record for record in records.values() if isinstance(record, Occasion)]
    there = [number for event in events for number in reader.touches_at(event.id)]
    return [number for number in there if Id("t", number) not in records]


def _staying(
    reader: Reader, occasion: Occasion, records: Mapping[Id, Record], names: Mapping[int, str]
) -> str:
    """What becomes of the touchpoints of an event that goes, and of whoever was met there."""
    there = _staying_at(reader, {Id("e", occasion.id): occasion, **_touchpoints(records)})
    if not there:
        return ""
    stay = "stays" if len(there) == 1 else "stay"
    left = f"{say_count(len(there), 'touchpoint')} {stay}, without an occasion"
    met = [names[whose] for whose in met_there(reader, there)] if occasion.event.name else []
    who = f"; that you met {say_some(met, 'person', 'people')} there goes too" if met else ""
    return left + who


def _touchpoints(records: Mapping[Id, Record]) -> dict[Id, Record]:
    return {one: record for one, record in records.items() if isinstance(record, Touchpoint)}


def _going(reader: Reader, point: Touchpoint, records: Mapping[Id, Record]) -> str:
    """The event that goes with its last touchpoint."""
    if point.event_id is None or Id("e", point.event_id) in records:
        return ""
    left = [n for n in reader.touches_at(point.event_id) if Id("t", n) not in records]
    name = f" {point.event}" if point.event else ""
    return "" if left else f"and with it the event{name} ({Id('e', point.event_id)})"


def _say(line: RemovedRecord) -> str:
    whose = f" with {line.person}" if line.id.startswith("t") else f" of {line.person}"
    return f"{line.id} ({line.what}{whose if line.person else ''} on {say_date(line.on)})"
