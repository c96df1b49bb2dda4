"""Correcting requests and their steps; what is derived from them follows by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.dates import parse_past_date
from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest
from farmer.model import TARGET
from farmer.people.meant import Person
from farmer.people.scrub import FORGOTTEN
from farmer.referrals.states import GIVEN, Request, StepTaken
from farmer.referrals.turns import check_life
from farmer.tasks.correct.correction import Correction, check_options, check_unchanged, columns
from farmer.tasks.correct.edit import Edited, check_only_records, fields_said
from farmer.tasks.desk import Desk
from farmer.tasks.judge.check import judge_introduction
from farmer.tasks.judge.side import judge_side
from farmer.tasks.person import find_person
from farmer.tasks.record_ids import OF_REQUESTS, RequestStep, find_records, is_record_id, parse_ids
from farmer.tasks.refer.request import target_columns, to_frozen
from farmer.tasks.refer.request_fields import OF_REQUEST, OF_STEP, step_columns
from farmer.tasks.whom import Whom
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

_REQUEST_OPTIONS = (*OF_REQUEST, "on", "who", "to")
_STEP_OPTIONS = (*OF_STEP, "add-note", "amount", "currency", "until")


def are_of_requests(names: Iterable[str]) -> bool:
    """Whether one of the names typed is the id of a request or a step."""
    return any(is_record_id(name, *OF_REQUESTS) for name in names)


class _Corrected(NamedTuple):
    """A request as it is to be, and the columns that differ: its own, and by id those of steps."""

    recorded: RecordedRequest
    life: Request
    fields: dict[str, Any]
    steps: dict[int, dict[str, Any]]


def edit_requests(desk: Desk, whom: Whom, told: Correction) -> Edited:
    """Correct the requests and steps whose ids (``r7``, ``s12``) were named, in one change.

    What was judged of people or on a day that were not meant is judged again.

    Raises:
        NotFound: for an id the ledger does not have; nothing is changed then.
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: for a value that cannot be, or a field that it does not have.
        Conflict: where the steps could not have come one after the other.
    """
    named = [name for name in whom.names if is_record_id(name, *OF_REQUESTS)]
    check_only_records(whom, named)
    ids = parse_ids(named)
    for one in ids:
        of_request = one.letter == "r"
        check_options(
            told.options,
            _REQUEST_OPTIONS if of_request else _STEP_OPTIONS,
            "a request" if of_request else "a step of a request",
        )
    with desk.deciding() as reader:
        people = reader.people()
        found = [_corrected(desk, reader, people, each, told) for each in _gathered(reader, ids)]
        names = {person.id: person.name for person in people}
    words = say_some([str(one) for one in ids], "record")
    with desk.changing(f"edit {words}: {told.said}") as change:
        for each in found:
            if each.fields:
                change.edit_request(each.recorded.id, each.fields)
            for step_id, fields in each.steps.items():
                change.edit_step(step_id, fields)
    whose = [names.get(each.life.person_id or 0, FORGOTTEN) for each in found]
    said = fields_said(told, _days(found, told))
    return Edited(tuple(map(str, ids)), tuple(dict.fromkeys(whose)), said, _replaced(found, told))


def _gathered(reader: Reader, ids: Sequence[Id]) -> list[tuple[RecordedRequest, set[int]]]:
    """Each request of which something is named, and which of its steps; none for itself."""
    gathered: dict[int, tuple[RecordedRequest, set[int]]] = {}
    for record in find_records(reader, ids).values():
        if isinstance(record, RecordedRequest):
            gathered.setdefault(record.id, (record, set()))
        elif isinstance(record, RequestStep):
            _, named = gathered.setdefault(record.recorded.id, (record.recorded, set()))
            named.add(record.step.id or 0)
    return list(gathered.values())


def _corrected(
    desk: Desk,
    reader: Reader,
    people: list[Person],
    named: tuple[RecordedRequest, set[int]],
    told: Correction,
) -> _Corrected:
    recorded, step_ids = named
    said = [step.taken.note for step in recorded.steps if step.id in step_ids]
    for now in said if step_ids else [recorded.need]:
        check_unchanged(told, now)
    fields = {} if step_ids else _request_fields(desk, recorded, people, told)
    steps = {
        step.id or 0: step_columns(step.taken, told, desk.today, desk.settings.currency)
        for step in recorded.steps
        if step.id in step_ids
    }
    if not step_ids and "on" in told.texts:
        on = parse_past_date(told.texts["on"], desk.today)
        steps[recorded.steps[0].id or 0] = {"on": on}
    life = _life(recorded, fields, steps)
    check_life(life)
    if fields.keys() & {"person_id", "target_id"} or any("on" in each for each in steps.values()):
        _judge_again(desk, reader, recorded._replace(request=life), people, steps)
    return _Corrected(recorded, life, fields, steps)


def _request_fields(
    desk: Desk, recorded: RecordedRequest, people: list[Person], told: Correction
) -> dict[str, Any]:
    texts = {name: text for name, text in told.texts.items() if name in OF_REQUEST}
    fields = columns(texts, OF_REQUEST, desk.today)
    asker_id = recorded.request.person_id
    if told.who is not None:
        asker_id = find_person(told.who, people, region=desk.settings.region).id
        fields["person_id"] = asker_id
    fields |= target_columns(desk, told.to, people, asker_id)
    target_id = fields.get("target_id", recorded.request.target_id)
    if asker_id is not None and asker_id == target_id:
        raise InvalidValue("The same person would be on both sides of that.", "Name two people.")
    return fields


def _life(
    recorded: RecordedRequest, fields: Mapping[str, Any], steps: Mapping[int, Mapping[str, Any]]
) -> Request:
    """The request as it will be."""
    taken = [replace(step.taken, **steps.get(step.id or 0, {})) for step in recorded.steps]
    own = {name: fields[name] for name in fields if name in Request.__dataclass_fields__}
    return replace(recorded.request, steps=tuple(taken), **own)


def _judge_again(
    desk: Desk,
    reader: Reader,
    recorded: RecordedRequest,
    people: list[Person],
    steps: dict[int, dict[str, Any]],
) -> None:
    """Add to `steps` what was judged on a day, of the people and on the day that are meant."""
    for step, taken in zip(recorded.steps, recorded.request.steps, strict=True):
        if step.verdict is not None:
            judged = _judged(desk, reader, recorded, people, taken)
            steps.setdefault(step.id or 0, {}).update(judged)


def _judged(
    desk: Desk,
    reader: Reader,
    recorded: RecordedRequest,
    people: list[Person],
    taken: StepTaken,
) -> dict[str, Any]:
    by_id = {person.id: person for person in people}
    person = by_id.get(recorded.request.person_id or 0)
    if person is None:
        return {"verdict": None, "person_then": None, "target_then": None}
    if recorded.request.direction != GIVEN:
        side = judge_side(desk, reader, person, TARGET, taken.on, recorded.id)
        return {"verdict": side.assessment.verdict, "person_then": to_frozen(side)}
    target = by_id.get(recorded.request.target_id or 0)
    checked = judge_introduction(desk, reader, person, target, taken.on, recorded.id)
    return {
        "verdict": checked.verdict,
        "person_then": to_frozen(checked.asker),
        "target_then": to_frozen(checked.target) if checked.target else None,
    }


def _days(found: Iterable[_Corrected], told: Correction) -> dict[str, str]:
    days = {
        say_date(fields["on"]) for each in found for fields in each.steps.values() if "on" in fields
    }
    return {"on": ", ".join(sorted(days))} if "on" in told.texts else {}


def _replaced(found: Iterable[_Corrected], told: Correction) -> dict[str, str]:
    """By id, the words that are no longer there."""
    lost: dict[str, str] = {}
    for each in found:
        if "need" in each.fields and each.recorded.need:
            lost[str(Id("r", each.recorded.id))] = each.recorded.need
        lost |= {
            str(Id("s", step.id or 0)): step.taken.note
            for step in each.recorded.steps
            if "note" in told.texts and step.taken.note and step.id in each.steps
        }
    return lost
