"""Correcting people, and what was recorded of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from farmer.errors import InvalidValue
from farmer.tasks.circle import Circle
from farmer.tasks.correction import Correction
from farmer.tasks.desk import Desk
from farmer.tasks.edit_people import edit_people
from farmer.tasks.edit_records import edit_records
from farmer.tasks.ids import is_record_id, parse_ids


@dataclass(frozen=True, slots=True)
class Edited:
    """What ``edit`` corrected.

    Attributes:
        ids: of the people, touchpoints, facts or events.
        names: the people's; empty for what was recorded.
        fields: what each corrected field is now, as text.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    fields: Mapping[str, str]


def edit(desk: Desk, circle: Circle, told: Correction) -> Edited:
    """Correct everybody in the circle, or the records whose ids (``t88``) were named.

    Raises:
        Unknown, Ambiguous, NotFound: where a name, tag or id is not settled.
        InvalidValue: for a value that cannot be, or a field that they do not have.
    """
    records = [name for name in circle.names if is_record_id(name)]
    if not records:
        people = edit_people(desk, circle, told)
        fields = _fields(told)
        return Edited(tuple(f"c{p.id}" for p in people), tuple(p.name for p in people), fields)
    if len(records) < len(circle.to_settle) or circle.tags:
        raise InvalidValue(
            "People and what was recorded cannot be corrected together.", "Use two commands."
        )
    ids = parse_ids(records)
    edit_records(desk, ids, told)
    return Edited(tuple(map(str, ids)), (), _fields(told))


def _fields(told: Correction) -> dict[str, str]:
    more = {
        "address": [handle.value for handle in told.handles],
        "dropped": told.drop,
        "through": [told.through] if told.through is not None else [],
        "at": [told.at] if told.at is not None else [],
    }
    return {**told.texts, **{name: _joined(texts) for name, texts in more.items() if texts}}


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
