"""Correcting what was recorded: touchpoints, facts, promises and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.ids import Id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.ledger.recorded import RecordedPromise
from farmer.model import Event, Fact, Promise, Touch
from farmer.tasks.correct.correction import (
    EVENT,
    FACT,
    PLEDGE,
    TOUCHPOINT,
    Correction,
    Field,
    check_options,
    check_unchanged,
    columns,
    longer_note,
)
from farmer.tasks.correct.edit_promises import promise_columns
from farmer.tasks.correct.met import follow_met, met_there
from farmer.tasks.desk import Desk
from farmer.tasks.person import find_person
from farmer.tasks.record.events import drop_empty_events, join_event
from farmer.tasks.record_ids import Record, find_records
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader

Noun = Touch | Fact | Promise | Event

_SORTS: dict[str, tuple[str, Mapping[str, Field], tuple[str, ...]]] = {
    "t": ("a touchpoint", TOUCHPOINT, (*TOUCHPOINT, "add-note", "at", "who")),
    "f": ("a fact", FACT, (*FACT, "add-note", "who")),
    "p": ("a promise", PLEDGE, (*PLEDGE, "due", "who")),
    "e": ("an event", EVENT, tuple(EVENT)),
}


class EditedRecords(NamedTuple):
    """Records that were corrected.

    Attributes:
        names: of whom they are recorded; of nobody for events.
        days: by option, the days that they are on now, in words.
        replaced: by id, the note that is no longer there.
    """

    names: tuple[str, ...]
    days: Mapping[str, str]
    replaced: Mapping[str, str]


class _Corrected(NamedTuple):
    """One record, what it will be, and the columns that differ."""

    one: Id
    record: Record
    noun: Noun
    fields: dict[str, Any]


def edit_records(desk: Desk, ids: Sequence[Id], told: Correction) -> EditedRecords:
    """Correct every one of them in one change.

    Raises:
        NotFound: for an id the ledger does not have; nothing is changed then.
        Unknown, Ambiguous: where nobody or several people answer to whom they are about.
        InvalidValue: for a value that cannot be, or a field that it does not have.
    """
    for one in ids:
        what, _, options = _SORTS[one.letter]
        check_options(told.options, options, what)
    with desk.deciding() as reader:
        records = find_records(reader, ids)
        whose = _whose(desk, reader, told)
        found = [_corrected(desk, one, record, told) for one, record in records.items()]
        names = {person.id: person.name for person in reader.people()}
        met = met_there(reader, _touch_ids(reader, found))
    with desk.changing(_words(found, told)) as change:
        for each in found:
            _apply(change, each, whose)
        if told.at is not None:
            _move_to_event(change, found, told.at)
        elif "on" in told.texts:
            _move_events_along(change, found)
        follows = follow_met(change, met)
    for said in follows:
        desk.notify(said)
    about = [whose.get("contact_id") or contact_id for contact_id in _about(found)]
    return EditedRecords(
        tuple(names[contact_id] for contact_id in dict.fromkeys(about)),
        _days(found, told),
        {str(each.one): note for each in found if (note := _lost_note(each))},
    )


def _whose(desk: Desk, reader: Reader, told: Correction) -> dict[str, int]:
    if told.who is None:
        return {}
    return {"contact_id": find_person(told.who, reader.people(), region=desk.settings.region).id}


def _touch_ids(reader: Reader, found: Iterable[_Corrected]) -> list[int]:
    """The touchpoints that are corrected, or happened at an event that is."""
    ids: list[int] = []
    for each in found:
        if isinstance(each.record, Touchpoint):
            ids.append(each.record.id)
        elif isinstance(each.record, Occasion):
            ids += reader.touches_at(each.record.id)
    return ids


def _about(found: Iterable[_Corrected]) -> list[int]:
    return [
        each.record.contact_id
        for each in found
        if isinstance(each.record, Touchpoint | Evidence | RecordedPromise)
    ]


def _corrected(desk: Desk, one: Id, record: Record, told: Correction) -> _Corrected:
    """The record with its new values, which its constructor refuses where they cannot be."""
    if isinstance(record, RecordedPromise):
        fields = promise_columns(record.promise, told.texts, desk.today, desk.settings.region)
    else:
        fields = columns(told.texts, _SORTS[one.letter][1], desk.today)
    noun = _noun(record)
    check_unchanged(told, _said(noun))
    if told.add_note is not None and isinstance(noun, Touch | Fact):
        fields["note"] = longer_note(noun.note, told.add_note)
    changed = noun._replace(**fields) if isinstance(noun, Event) else replace(noun, **fields)
    return _Corrected(one, record, changed, fields)


def _noun(record: Record) -> Noun:
    if isinstance(record, Touchpoint):
        return record.touch
    if isinstance(record, Evidence):
        return record.fact
    if isinstance(record, RecordedPromise):
        return record.promise
    assert isinstance(record, Occasion)  # requests are corrected by themselves
    return record.event


def _said(noun: Noun) -> str:
    said: str = getattr(noun, "text" if isinstance(noun, Promise) else "note", "")
    return said


def _lost_note(each: _Corrected) -> str:
    """The words that a correction replaces, where it does not go on with them."""
    column = "text" if isinstance(each.noun, Promise) else "note"
    before = _said(_noun(each.record))
    after: str = each.fields.get(column, before)
    return "" if after.startswith(before) else before


def _days(found: Iterable[_Corrected], told: Correction) -> dict[str, str]:
    """The days that were told, as those that were meant."""
    days: dict[str, dict[str, None]] = {}
    for each in found:
        options = {**{name: field.column for name, field in _SORTS[each.one.letter][1].items()}}
        options["due"] = "due_on"
        for name in told.texts:
            on = each.fields.get(options[name])
            if isinstance(on, date):
                days.setdefault(name, {})[say_date(on)] = None
    return {name: ", ".join(meant) for name, meant in days.items()}


def _apply(change: Writer, each: _Corrected, whose: Mapping[str, int]) -> None:
    number, fields = each.one.number, {**each.fields, **whose}
    if each.one.letter == "t":
        change.edit_touch(number, fields)
    elif each.one.letter == "f":
        change.edit_fact(number, fields)
    elif each.one.letter == "p":
        change.edit_promise(number, fields)
    else:
        # An event without a name has none, rather than an empty one.
        named = {"name": fields["name"] or None} if "name" in fields else {}
        change.edit_event(number, {**fields, **named})
        if "on" in fields:
            for touch_id in change.now.touches_at(number):
                change.edit_touch(touch_id, {"on": fields["on"]})


def _move_to_event(change: Writer, found: Sequence[_Corrected], at: str) -> None:
    """Say at which event the touchpoints happened; empty for none."""
    before = []
    for each in found:
        assert isinstance(each.record, Touchpoint)  # --at goes with nothing else
        assert isinstance(each.noun, Touch)
        event_id = join_event(change, Event(each.noun.on, at)) if at.strip() else None
        change.edit_touch(each.one.number, {"event_id": event_id})
        before.append(each.record.event_id)
    drop_empty_events(change, before)


def _move_events_along(change: Writer, found: Sequence[_Corrected]) -> None:
    """An event of which every touchpoint moves to another day was on that day.

    Those of them that move alone were at another of that name: nobody meets on two days.
    """
    moved = {each.one.number: each for each in found if isinstance(each.record, Touchpoint)}
    elsewhere: dict[int, int] = {}
    for number, each in moved.items():
        event_id = each.record.event_id if isinstance(each.record, Touchpoint) else None
        occasion = change.now.event(event_id) if event_id else None
        if occasion is None:
            continue
        assert isinstance(each.noun, Touch)
        if set(change.now.touches_at(occasion.id)) <= set(moved):
            change.edit_event(occasion.id, {"on": each.noun.on})
        elif each.noun.on != occasion.event.on:
            if occasion.id not in elsewhere:
                held = occasion.event._replace(on=each.noun.on, id=None)
                elsewhere[occasion.id] = join_event(change, held)
            change.edit_touch(number, {"event_id": elsewhere[occasion.id]})


def _words(found: Sequence[_Corrected], told: Correction) -> str:
    named = say_some([str(each.one) for each in found], "record")
    return f"edit {named}: {told.said}"
