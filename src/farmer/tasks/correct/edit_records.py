"""Correcting what was recorded: touchpoints, facts and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.ids import Id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.model import Event, Fact, Touch
from farmer.tasks.correct.correction import (
    EVENT,
    FACT,
    TOUCHPOINT,
    Correction,
    Field,
    check_options,
    columns,
)
from farmer.tasks.desk import Desk
from farmer.tasks.record.events import drop_empty_events, join_event
from farmer.tasks.record_ids import Record, find_records
from farmer.wording import say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer

_FIELDS: dict[str, tuple[str, Mapping[str, Field], tuple[str, ...]]] = {
    "t": ("a touchpoint", TOUCHPOINT, (*TOUCHPOINT, "at")),
    "f": ("a fact", FACT, tuple(FACT)),
    "e": ("an event", EVENT, tuple(EVENT)),
}


class _Step(NamedTuple):
    """One record, what it will be, and the columns that differ."""

    one: Id
    record: Record
    noun: Touch | Fact | Event
    fields: dict[str, Any]


def edit_records(desk: Desk, ids: Sequence[Id], told: Correction) -> list[str]:
    """Correct every one of them in one change; returns whom they were recorded of.

    Raises:
        NotFound: for an id the ledger does not have; nothing is changed then.
        InvalidValue: for a value that cannot be, or a field that it does not have.
    """
    for one in ids:
        what, _, options = _FIELDS[one.letter]
        check_options(told.options, options, what)
    with desk.deciding() as reader:
        records = find_records(reader, ids)
        steps = [_step(desk, one, record, told) for one, record in records.items()]
        names = {person.id: person.name for person in reader.people()}
    with desk.changing(_words(steps, told)) as change:
        for step in steps:
            _apply(change, step)
        if told.at is not None:
            _move_to_event(change, steps, told.at)
        elif "on" in told.texts:
            _move_events_along(change, steps)
    whose = [s.record.contact_id for s in steps if not isinstance(s.record, Occasion)]
    return [names[contact_id] for contact_id in dict.fromkeys(whose)]


def _step(desk: Desk, one: Id, record: Record, told: Correction) -> _Step:
    """The record with its new values, which its constructor refuses where they cannot be."""
    fields = columns(told.texts, _FIELDS[one.letter][1], desk.today)
    return _Step(one, record, _changed(record, fields), fields)


def _changed(record: Record, fields: Mapping[str, Any]) -> Touch | Fact | Event:
    """What the record holds, with those fields as they are told."""
    if isinstance(record, Touchpoint):
        return replace(record.touch, **fields)
    if isinstance(record, Evidence):
        return replace(record.fact, **fields)
    return record.event._replace(**fields)


def _apply(change: Writer, step: _Step) -> None:
    number = step.one.number
    if step.one.letter == "t":
        change.edit_touch(number, step.fields)
    elif step.one.letter == "f":
        change.edit_fact(number, step.fields)
    else:
        # An event without a name has none, rather than an empty one.
        named = {"name": step.fields["name"] or None} if "name" in step.fields else {}
        change.edit_event(number, {**step.fields, **named})
        if "on" in step.fields:
            for touch_id in change.now.touches_at(number):
                change.edit_touch(touch_id, {"on": step.fields["on"]})


def _move_to_event(change: Writer, steps: Sequence[_Step], at: str) -> None:
    """Say at which event the touchpoints happened; empty for none."""
    before = []
    for step in steps:
        assert isinstance(step.record, Touchpoint)  # --at goes with nothing else
        event_id = join_event(change, Event(step.noun.on, at)) if at.strip() else None
        change.edit_touch(step.one.number, {"event_id": event_id})
        before.append(step.record.event_id)
    drop_empty_events(change, before)


def _move_events_along(change: Writer, steps: Sequence[_Step]) -> None:
    """An event of which every touchpoint moves to another day was on that day."""
    moved = {step.one.number: step for step in steps if isinstance(step.record, Touchpoint)}
    for step in moved.values():
        event_id = step.record.event_id if isinstance(step.record, Touchpoint) else None
        if event_id and set(change.now.touches_at(event_id)) <= set(moved):
            change.edit_event(event_id, {"on": step.noun.on})


def _words(steps: Sequence[_Step], told: Correction) -> str:
    named = say_some([str(step.one) for step in steps], "record")
    options = {**told.texts, **({"at": told.at} if told.at is not None else {})}
    said = [name if name == "note" else f"{name} {text}" for name, text in options.items()]
    return f"edit {named}: {', '.join(said)}"
