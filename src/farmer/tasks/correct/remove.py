"""Taking out what was recorded by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue
from farmer.facts import word_of
from farmer.ids import Id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.record.events import drop_empty_events
from farmer.tasks.record_ids import Record, find_records, is_record_id, parse_ids
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class RemovedRecord(NamedTuple):
    """One touchpoint, fact or event that was taken out; `person` is empty for an event."""

    id: str
    what: str
    person: str
    on: date
    note: str


class Removed(NamedTuple):
    """What ``remove`` took out."""

    removed: tuple[RemovedRecord, ...]


def remove(desk: Desk, ids: Iterable[str]) -> Removed:
    """Take out the touchpoints, facts and events of those ids (``t88``, ``f9``, ``e3``).

    An event goes with its last touchpoint; what happened at an event stays when it goes.

    Raises:
        InvalidValue: for text that is not the id of a touchpoint, fact or event.
        NotFound: for an id the ledger does not have; nothing is taken out then.
    """
    wanted = list(ids)
    for typed in wanted:
        if not is_record_id(typed):
            raise InvalidValue(
                f"“{typed}” is not the id of something recorded, such as t88 or f9.",
                f"For a person: farmer archive {quoted(typed)}, or farmer forget {quoted(typed)}",
            )
    with desk.deciding() as reader:
        records = find_records(reader, parse_ids(wanted))
        removed = [_told(reader, one, record) for one, record in records.items()]
    words = say_some([_say(line) for line in removed], "record")
    with desk.changing(f"remove {words}") as change:
        take_out = {
            "t": change.remove_touch,
            "f": change.remove_fact,
            "e": change.remove_event,
        }
        for one in records:
            take_out[one.letter](one.number)
        drop_empty_events(
            change,
            [
                record.event_id
                for record in records.values()
                if isinstance(record, Touchpoint) and Id("e", record.event_id or 0) not in records
            ],
        )
    return Removed(tuple(removed))


def _told(reader: Reader, one: Id, record: Record) -> RemovedRecord:
    if isinstance(record, Occasion):
        event = record.event
        return RemovedRecord(str(one), event.name or "event", "", event.on, event.place)
    contact = reader.contact(record.contact_id)
    assert contact is not None  # a record is somebody's
    if isinstance(record, Evidence):
        fact = record.fact
        return RemovedRecord(str(one), word_of(fact.what), contact.name, fact.on, fact.note)
    touch = record.touch
    return RemovedRecord(str(one), touch.kind, contact.name, touch.on, touch.note)


def _say(line: RemovedRecord) -> str:
    whose = f" with {line.person}" if line.id.startswith("t") else f" of {line.person}"
    return f"{line.id} ({line.what}{whose if line.person else ''} on {say_date(line.on)})"
